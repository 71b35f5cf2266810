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
