import { RE2JS } from 're2js';

/** A pattern of `~ /pattern/i`, read once. Matching takes time linear in the text, whatever the pattern is (RE2). */
export interface Pattern {
  /** As it is written between the slashes. */
  readonly source: string;
  readonly ignoresCase: boolean;
  /** Whether it matches anywhere in a text. */
  readonly matches: (text: string) => boolean;
  /** The text with something else in place of each match. */
  readonly replaced: (text: string, by: string) => string;
}

/** Reads a pattern in the syntax of RE2, or says what is wrong with it. */
export function readPattern(source: string, ignoresCase: boolean): Pattern | { readonly problem: string } {
  try {
    const compiled = RE2JS.compile(source, ignoresCase ? RE2JS.CASE_INSENSITIVE : 0);
    return {
      source,
      ignoresCase,
      matches: (text) => compiled.matcher(text).find(),
      replaced: (text, by) => compiled.matcher(text).replaceAll(RE2JS.quoteReplacement(by)),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: `/${source}/ is not a pattern: ${why}` };
  }
}
