import type {
  AttributeSpec,
  ElementContext,
  ElementEntry,
  ElementSpec,
  ElementTable,
} from './element-spec.ts';
import { FAX } from './fax.ts';
import { MESSAGING } from './messaging.ts';
import { VOICE } from './voice.ts';

/** Which product runs a document; the same element can mean different things to each. */
export type ProductName = 'voice' | 'messaging' | 'fax';

/** All elements of TwiML, by product. */
export interface Schema {
  elements(product: ProductName): Readonly<Record<string, ElementSpec>>;
  /** The element of this name in a product, or `null`. */
  element(product: ProductName, name: string): ElementSpec | null;
}

/** What is different about an element inside a parent; `null` when nothing is. */
export function contextOf({ contexts }: ElementSpec, parent: string | null): ElementContext | null {
  return contexts && parent !== null && Object.hasOwn(contexts, parent) ? (contexts[parent] ?? null) : null;
}

/** The spec of an attribute of an element inside a parent; `null` when it has none there. */
export function attributeSpecOf(
  spec: ElementSpec,
  parent: string | null,
  name: string,
): AttributeSpec | null {
  const known = Object.hasOwn(spec.attributes, name) ? spec.attributes[name] : undefined;
  if (!known) return null;
  const allowed = contextOf(spec, parent)?.attributes;
  if (allowed && !allowed.includes(name)) return null;
  return parent !== null && known.notIn?.includes(parent) ? null : known;
}

/** The elements of a table, each with its name and with what it takes: those that may stand in it. */
function specsOf(table: ElementTable): Readonly<Record<string, ElementSpec>> {
  const children = namesInside(table, ({ parents }) => parents);
  const typedOnlyChildren = namesInside(table, ({ typedOnlyParents = [] }) => typedOnlyParents);
  const specs: Record<string, ElementSpec> = {};
  for (const [tag, entry] of Object.entries(table)) {
    specs[tag] = {
      ...entry,
      tag,
      children: children.get(tag) ?? [],
      typedOnlyChildren: typedOnlyChildren.get(tag) ?? [],
    };
  }
  return specs;
}

/** The names of the elements that may stand in each one, in the order of the table. */
function namesInside(
  table: ElementTable,
  parentsOf: (entry: ElementEntry) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const inside = new Map<string, string[]>();
  for (const [name, entry] of Object.entries(table)) {
    for (const parent of parentsOf(entry)) {
      const names = inside.get(parent);
      if (names) names.push(name);
      else inside.set(parent, [name]);
    }
  }
  return inside;
}

const TABLES: Readonly<Record<ProductName, ElementTable>> = { voice: VOICE, messaging: MESSAGING, fax: FAX };

/** A product's elements, and by name: names come from documents, where somebody may write `constructor`. */
interface Known {
  readonly elements: Readonly<Record<string, ElementSpec>>;
  readonly byName: ReadonlyMap<string, ElementSpec>;
}

/** Made when first asked for: most sessions are of one product. */
const KNOWN = new Map<ProductName, Known>();

function knownOf(product: ProductName): Known {
  let known = KNOWN.get(product);
  if (!known) {
    const elements = specsOf(TABLES[product]);
    known = { elements, byName: new Map(Object.entries(elements)) };
    KNOWN.set(product, known);
  }
  return known;
}

/** The schema of TwiML: the tables in this folder, looked up by name. */
export const SCHEMA: Schema = {
  elements: (product) => knownOf(product).elements,
  element: (product, name) => knownOf(product).byName.get(name) ?? null,
};
