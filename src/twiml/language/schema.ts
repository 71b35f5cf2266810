import type { AttributeSpec, ElementContext, ElementSpec, ElementTable } from './element-spec.ts';
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
  const entries = Object.entries(table);
  const inside = (tag: string, where: 'parents' | 'typedOnlyParents') =>
    entries.flatMap(([name, entry]) => (entry[where]?.includes(tag) ? [name] : []));
  return Object.fromEntries(
    entries.map(([tag, entry]) => [
      tag,
      {
        ...entry,
        tag,
        children: inside(tag, 'parents'),
        typedOnlyChildren: inside(tag, 'typedOnlyParents'),
      },
    ]),
  );
}

const ELEMENTS: Readonly<Record<ProductName, Readonly<Record<string, ElementSpec>>>> = {
  voice: specsOf(VOICE),
  messaging: specsOf(MESSAGING),
  fax: specsOf(FAX),
};

/** Names come from documents, where somebody may write `constructor`. */
const BY_NAME: Readonly<Record<ProductName, ReadonlyMap<string, ElementSpec>>> = {
  voice: new Map(Object.entries(ELEMENTS.voice)),
  messaging: new Map(Object.entries(ELEMENTS.messaging)),
  fax: new Map(Object.entries(ELEMENTS.fax)),
};

/** The schema of TwiML: the tables in this folder, looked up by name. */
export const SCHEMA: Schema = {
  elements: (product) => ELEMENTS[product],
  element: (product, name) => BY_NAME[product].get(name) ?? null,
};
