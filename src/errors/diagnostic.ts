import type { Location } from './location.ts';

/**
 * The severity, in the words of Twilio's debugger; `info` is ours, for findings that Twilio would not report at all.
 */
export type Level = 'error' | 'warning' | 'info';

/**
 * Something wrong or suspicious in the user's application. It is data: shown and recorded, never thrown. It carries a
 * location and not a node of the document, so that it can be recorded.
 */
export interface Diagnostic {
  /** Twilio's error or warning code; `null` for our own findings, which have a `rule`. */
  readonly code: number | null;
  /** Name of a finding that Twilio has no code for (`not-simulated`, `max-steps` ...). */
  readonly rule: string | null;
  readonly level: Level;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to try; `null` when the message is enough. */
  readonly help: string | null;
  /** The document or request that it is about; taken from the location if there is one. */
  readonly url: string | null;
  readonly location: Location | null;
  /** The SID of the message that it is about; `null` for anything else. */
  readonly about: string | null;
  /** The wording of Twilio's own parser, where it is known; `null` otherwise. */
  readonly parserMessage: string | null;
  /** The source around the location with a caret line, ready to print; `null` without a location. */
  readonly excerpt: string | null;
}

/** The fields that a caller of {@link diagnostic} must give; all others are optional. */
export type Finding = Pick<Diagnostic, 'level' | 'message'> & Partial<Diagnostic>;

/** Turns a finding into a complete {@link Diagnostic}: missing fields become `null`. */
export function diagnostic(finding: Finding): Diagnostic {
  return {
    code: null,
    rule: null,
    help: null,
    url: finding.location?.url ?? null,
    location: null,
    about: null,
    excerpt: null,
    parserMessage: null,
    ...finding,
  };
}
