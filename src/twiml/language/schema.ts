import type { AttributeSpec, ElementContext, ElementSpec } from './element-spec.ts';
import { FAX_ELEMENTS, MESSAGING_ELEMENTS } from './messaging-elements.ts';

/** Which product runs a document; the same element can mean different things to each. */
export type ProductName = 'voice' | 'messaging' | 'fax';

/** The data file, as far as it is used. */
export interface SchemaData {
  readonly enums: Readonly<Record<string, readonly string[]>>;
  readonly elements: Readonly<Record<string, ElementSpec>>;
}

/** All elements of TwiML, by product. */
export interface Schema {
  readonly enums: Readonly<Record<string, readonly string[]>>;
  elements(product: ProductName): Readonly<Record<string, ElementSpec>>;
  /** The element of this name in a product, or `null`. */
  element(product: ProductName, name: string): ElementSpec | null;
  /** The values that an attribute lists; `null` when it lists none. */
  values(spec: AttributeSpec): readonly string[] | null;
  /** Whether an attribute lists this value. */
  lists(spec: AttributeSpec, value: string): boolean;
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

/** Kinds of input; `true` is any of them and `false` none (typings; Twilio docs: ConversationRelay). */
const INPUT: Partial<AttributeSpec> = { enum: ['none', 'dtmf', 'speech', 'any', 'true', 'false'] };

/** What error codes and typings say about values, beyond the tables of attributes (13214 and 16023). */
const REFINEMENTS: Readonly<Record<string, Readonly<Record<string, Partial<AttributeSpec>>>>> = {
  Dial: {
    callerId: {
      pattern: '^([+0-9(][0-9 ().-]*|[A-Za-z0-9_+.@:*-]+)$',
      expected: 'a phone number, client: and an identity, or the user of a SIP address',
    },
  },
  Conference: {
    participantLabel: {
      pattern: '^(?!CA[0-9a-fA-F]{32}$)[^/]+$',
      expected: 'a label without a slash that is no CallSid',
    },
  },
  ConversationRelay: {
    interruptible: INPUT,
    reportInputDuringAgentSpeech: INPUT,
    welcomeGreetingInterruptible: INPUT,
  },
};

function refined(elements: SchemaData['elements']): SchemaData['elements'] {
  const changed = Object.entries(REFINEMENTS).flatMap(([name, refinements]) => {
    const spec = elements[name];
    if (!spec) return [];
    const attributes = Object.entries(refinements).flatMap(([attribute, refinement]) => {
      const known = spec.attributes[attribute];
      return known ? [[attribute, { ...known, ...refinement }]] : [];
    });
    return [[name, { ...spec, attributes: { ...spec.attributes, ...Object.fromEntries(attributes) } }]];
  });
  return { ...elements, ...Object.fromEntries(changed) };
}

/** Makes a schema of the data file, which holds voice; messaging and fax are few enough to be code. */
export function schemaOf(data: SchemaData): Schema {
  const products: Readonly<Record<ProductName, Readonly<Record<string, ElementSpec>>>> = {
    voice: refined(data.elements),
    messaging: MESSAGING_ELEMENTS,
    fax: FAX_ELEMENTS,
  };
  const byName: Readonly<Record<ProductName, ReadonlyMap<string, ElementSpec>>> = {
    voice: new Map(Object.entries(products.voice)),
    messaging: new Map(Object.entries(products.messaging)),
    fax: new Map(Object.entries(products.fax)),
  };
  const values = (spec: AttributeSpec) =>
    spec.enum ?? (spec.enumRef === undefined ? null : (data.enums[spec.enumRef] ?? null));
  const listed = new WeakMap<AttributeSpec, ReadonlySet<string>>();
  return {
    enums: data.enums,
    elements: (product) => products[product],
    element: (product, name) => byName[product].get(name) ?? null,
    values,
    lists(spec, value) {
      const known = listed.get(spec) ?? new Set(values(spec));
      listed.set(spec, known);
      return known.has(value);
    },
  };
}
