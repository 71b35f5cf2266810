/** What an attribute may hold, and what becomes of it. */
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
  /** The words that it takes. */
  readonly enum?: readonly string[];
  /** The words are not all: others may be right, or those that look like this. */
  readonly open?: true | RegExp;
  /** Words that are in no list, and known. */
  readonly variants?: RegExp;
  /** The words are taken in any letter case. */
  readonly anyCase?: true;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  /** What the pattern means, in words; `<range>` stands for the range. */
  readonly expected?: string;
  readonly default?: string | number | boolean;
  /** The default in words, where it is no value. */
  readonly defaultNote?: string;
  readonly unit?: 's' | 'ms';
  readonly required?: true;
  /** Parents under which it is not required. */
  readonly requiredNotIn?: readonly string[];
  /** Parents under which it is not allowed. */
  readonly notIn?: readonly string[];
  /** The schemes that a URL may have; those of the web by default. */
  readonly schemes?: readonly string[];
  /** A relative URL cannot be resolved. */
  readonly absolute?: true;
  /** A query string of the URL is cut off. */
  readonly noQuery?: true;
  /** It does nothing without this attribute. */
  readonly needs?: string;
  /** It is another spelling of this attribute. */
  readonly aliasOf?: string;
  /** It still works, and this is what to use instead. */
  readonly deprecated?: string;
  /** Words that still work, and what to use instead. */
  readonly deprecatedWords?: ReadonlyMap<string, string>;
  /** Twilio's code for a value that cannot be used; by default a violation of the schema. */
  readonly code?: number;
  /** The same inside some parents. */
  readonly codeIn?: Readonly<Record<string, number>>;
  /** The same for a URL that is none, where that is not the code of a wrong scheme. */
  readonly malformedCode?: number;
  /** Done as Twilio does it, or how it differs; without it, it has no effect yet. */
  readonly simulated?: true | string;
}

/** What a text is. */
export type TextType =
  | 'speech'
  | 'ssml'
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

/** The text that an element holds. */
export interface TextSpec {
  readonly type: TextType;
  readonly required?: true;
  /** What may stand for it, in words. */
  readonly or?: string;
  /** An attribute that stands for it. */
  readonly orAttribute?: string;
  readonly maxLength?: number;
  /** Twilio's codes for a text that cannot be used, for none and for one that is too long. */
  readonly code?: number;
  readonly emptyCode?: number;
  readonly longCode?: number;
}

/** What an element takes inside one of its parents, where that differs. */
export interface ElementContext {
  readonly attributes?: readonly string[];
  readonly children?: readonly string[];
  readonly textRequired?: true;
}

/** An attribute that only old documentation or the error dictionary knows, or that people take for one. */
export interface RetiredAttribute {
  /** What to use instead. */
  readonly instead: string;
  /** Values that were good, and the code for any other. */
  readonly values?: RegExp;
  readonly code?: number;
}

/** What is at the far end of an element, where that is no phone. */
export interface FarEndSpec {
  /** The first and the last of Twilio's codes with which it fails, where they are known. */
  readonly codes?: readonly [from: number, to: number];
  /** The codes are in no dictionary of calls. */
  readonly codesElsewhere?: true;
  /** It never closes, but only fails: who it is, in words. */
  readonly onlyFails?: string;
  /** What whoever plays it can write, and what that means; the last one is a failure. */
  readonly acts?: readonly { readonly text: string; readonly help: string }[];
}

/** What a debugger asks of an element without knowing it. Most have nothing to say. */
export interface Traits {
  /** By itself it does nothing that anybody hears or waits for: a loop of such verbs goes nowhere. */
  readonly silent?: true;
  /** It takes keys as soon as it starts. */
  readonly takesKeys?: true;
  /** What is typed for it nobody may see. */
  readonly secret?: true;
  /** Who is in it only waits for others: always, or once it is connected. */
  readonly waits?: 'always' | 'bridged';
  /** The parameters of its requests that say what came of it, the most telling first. */
  readonly tells?: readonly string[];
  /** Another event says what it does: what is heard, or a message. */
  readonly toldAs?: 'heard' | 'message';
  /** It leads to something that is no phone. */
  readonly farEnd?: FarEndSpec;
}

/**
 * An element as the tables of the language have it: everything that is known of it. Its name is its key, and what it
 * takes follows from where the others may stand.
 */
export interface ElementEntry {
  readonly kind: 'root' | 'verb' | 'noun' | 'ssml';
  /** The elements that it may stand in. */
  readonly parents: readonly string[];
  /** Further ones in which the helper library generates it, without a meaning. */
  readonly typedOnlyParents?: readonly string[];
  /** Differences by parent. */
  readonly contexts?: Readonly<Record<string, ElementContext>>;
  /** Its text; without it, it takes none. */
  readonly text?: TextSpec;
  /** Where a text belongs that stands in it by mistake, as advice. */
  readonly misplacedText?: string;
  readonly attributes: AttributeTable;
  /** Attributes that it does not have, or not any more. */
  readonly retired?: Readonly<Record<string, RetiredAttribute>>;
  readonly minChildren?: number;
  readonly maxChildren?: number;
  /** Twilio's code for more than that. */
  readonly surplusCode?: number;
  /** What it takes, as Twilio's parser was seen to list it. */
  readonly quoted?: string;
  /** Twilio's code for an element inside that may not stand there. */
  readonly nestingCode?: number;
  /** The code that the error dictionary has for a verb of another product inside, where logs show another one. */
  readonly dictionaryCode?: number;
  /** The element that it stands in fails when its text cannot be used. */
  readonly failsParent?: true;
  /** It still works, and this is what to use instead. */
  readonly deprecated?: string;
  /**
   * Whether the next verb runs: never, not if there is an action, or only in a case about which sources disagree.
   * It runs by default.
   */
  readonly nextRuns?: 'never' | 'without-action' | { readonly unless: string };
  /** Done as Twilio does it, or how it differs; without it, it is passed over. */
  readonly simulated?: true | string;
  /** It differs in every run: the documentation says so, and not each run. */
  readonly everyRun?: true;
  readonly traits?: Traits;
}

/** Attributes by their names. */
export type AttributeTable = Readonly<Record<string, AttributeSpec>>;

/** Elements by their names, in the order in which they are told. */
export type ElementTable = Readonly<Record<string, ElementEntry>>;

/** An element of TwiML: where it may stand, what it may hold, and what follows from the rest of its table. */
export interface ElementSpec extends ElementEntry {
  readonly tag: string;
  readonly children: readonly string[];
  /** Elements that the helper library also generates inside, without a meaning. */
  readonly typedOnlyChildren: readonly string[];
}
