import { FAX_ELEMENTS, MESSAGING_ELEMENTS } from './messaging-elements.ts';

/** Which product runs a document; the same element can mean different things to each. */
export type ProductName = 'voice' | 'messaging' | 'fax';

/** What an attribute may hold (`schema.json`, format). */
export interface AttributeSpec {
  readonly type:
    | 'string'
    | 'integer'
    | 'decimal'
    | 'boolean'
    | 'enum'
    | 'enumList'
    | 'integerList'
    | 'url'
    | 'dtmf'
    | 'duration';
  readonly enum?: readonly string[];
  /** Name of a list in {@link Schema.enums}. */
  readonly enumRef?: string;
  /** The list is not complete: other values may be right. */
  readonly open?: boolean;
  readonly separator?: string;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** What the pattern means, in words. */
  readonly expected?: string;
  readonly default?: string | number | boolean | null;
  readonly defaultNote?: string;
  readonly unit?: string;
  readonly note?: string;
  readonly meaning?: string;
  readonly required?: boolean;
  /** Parents under which it is not required. */
  readonly requiredNotIn?: readonly string[];
  /** Parents under which it is not allowed. */
  readonly notIn?: readonly string[];
  readonly schemes?: readonly string[];
  readonly aliasOf?: string;
  readonly deprecated?: boolean;
}

/** What a text content is. */
export type TextType =
  | 'speech'
  | 'url'
  | 'phoneNumber'
  | 'identity'
  | 'sipUri'
  | 'sid'
  | 'queueName'
  | 'conferenceName'
  | 'json'
  | 'message'
  | 'roomName'
  | 'assistantName';

/** What an element takes inside one of its parents, where that differs. */
export interface ElementContext {
  readonly attributes?: readonly string[];
  readonly children?: readonly string[];
  readonly textRequired?: boolean;
}

/** An element of TwiML: where it may stand and what it may hold. */
export interface ElementSpec {
  readonly tag: string;
  readonly kind: 'root' | 'verb' | 'noun' | 'ssml';
  readonly parents: readonly string[];
  readonly children: readonly string[];
  /** Parents and children that the helper library also generates, without a meaning. */
  readonly typedOnlyParents?: readonly string[];
  readonly typedOnlyChildren?: readonly string[];
  readonly text: boolean;
  readonly textType?: TextType;
  readonly textRequired?: boolean;
  readonly textMinLength?: number;
  readonly textMaxLength?: number;
  readonly minChildren?: number;
  readonly maxChildren?: number;
  /** Differences by parent. */
  readonly contexts?: Readonly<Record<string, ElementContext>>;
  readonly deprecated?: boolean;
  readonly note?: string;
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
}

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
