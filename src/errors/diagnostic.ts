import type { Location } from './location.ts';

/** How bad it is, in the words of Twilio's debugger; `info` is ours, for what Twilio would not report at all. */
export type Level = 'error' | 'warning' | 'info';

/**
 * Something wrong or suspicious in the user's application. It is data: shown and recorded, never thrown.
 * It carries a location, never a node of the document, so that it survives a recording.
 */
export interface Diagnostic {
  /** Twilio's error or warning code; `null` for findings of our own, which have a `rule`. */
  readonly code: number | null;
  /** Name of a finding that Twilio has no code for (`not-simulated`, `max-steps` ...). */
  readonly rule: string | null;
  readonly level: Level;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to try; `null` when the message says it all. */
  readonly help: string | null;
  /** The document or request that it is about; that of the location where there is one. */
  readonly url: string | null;
  readonly location: Location | null;
  /** The message that it is about, by its SID; `null` for anything else. */
  readonly about: string | null;
  /** The words that Twilio's own parser uses for it, where they are known; `null` otherwise. */
  readonly parserMessage: string | null;
  /** The source around the location with a caret line, ready to print; `null` without a location. */
  readonly excerpt: string | null;
}

/** What a caller of {@link diagnostic} has to say; everything else is empty. */
export type Finding = Pick<Diagnostic, 'level' | 'message'> & Partial<Diagnostic>;

/** Completes a finding to a whole {@link Diagnostic}: fields not given are `null`. */
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
