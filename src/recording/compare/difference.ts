/** What two sessions differ in. */
export type DifferenceKind =
  | 'verb'
  | 'heard'
  | 'request'
  | 'callback'
  | 'media'
  | 'document'
  | 'input'
  | 'message'
  | 'connection'
  | 'conference'
  | 'queue'
  | 'call'
  | 'leg'
  | 'finding'
  | 'end'
  | 'timing';

/** One value that differs, by its path; `null` on the side that does not have it. */
export interface ChangedValue {
  readonly kind: DifferenceKind;
  /** Where it is, from what it is to what is in it: `verb.Gather.attributes.timeout`, `request.params.Digits`. */
  readonly path: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

/** Where in a document a difference shows: of today's session, or of the recorded one where today's has nothing there. */
export interface DifferencePlace {
  readonly url: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** A difference between two sessions, with all that only follows from it. */
export interface Difference extends ChangedValue {
  /** `seq` of the recorded event that it is at; what was added stands at the event before it. */
  readonly step: number;
  /** What the leg is called: `caller`, `callee 1`. */
  readonly leg: string;
  /** What the step is, in words: `<Gather>`, `POST /menu (action)`. */
  readonly what: string;
  readonly place: DifferencePlace | null;
  readonly follows: readonly ChangedValue[];
}

/** A rule kept something from being a difference. */
export interface IgnoredValue extends ChangedValue {
  /** The rule, as it is called or as the user wrote it. */
  readonly rule: string;
  readonly step: number;
}

/** What a comparison comes to. */
export interface Comparison {
  /** In the order of the recorded session. */
  readonly differences: readonly Difference[];
  readonly ignored: readonly IgnoredValue[];
  /** Steps that were compared, on all legs. */
  readonly steps: number;
}
