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
  readonly contexts?: Readonly<
    Record<
      string,
      {
        readonly attributes?: readonly string[];
        readonly children?: readonly string[];
        readonly textRequired?: boolean;
      }
    >
  >;
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
}

/** Makes a schema of the data file, which holds voice; messaging and fax are few enough to be code. */
export function schemaOf(data: SchemaData): Schema {
  const products: Readonly<Record<ProductName, Readonly<Record<string, ElementSpec>>>> = {
    voice: data.elements,
    messaging: MESSAGING_ELEMENTS,
    fax: FAX_ELEMENTS,
  };
  return {
    enums: data.enums,
    elements: (product) => products[product],
    element: (product, name) =>
      Object.hasOwn(products[product], name) ? (products[product][name] ?? null) : null,
    values: (spec) => spec.enum ?? (spec.enumRef === undefined ? null : (data.enums[spec.enumRef] ?? null)),
  };
}
