import type { Level } from './diagnostic.ts';

/**
 * What Twilio does when a code occurs. The interpreter acts on the first three: it uses a default, it skips the verb,
 * or it lets the document fail and requests the fallback URL.
 */
export type EffectKind =
  | 'continue'
  | 'verb-fails'
  | 'fallback'
  | 'informational'
  | 'callback-only'
  | 'recording-only'
  | 'report-only'
  | 'taskrouter-only'
  | 'message-fails'
  | 'reply-not-sent'
  | 'execution-stops'
  | 'session-stops'
  | 'call-ends'
  | 'call-refused'
  | 'api-refused'
  | 'inbound-message-only'
  | 'fax-fails';

/** One of Twilio's error or warning codes, described in our own words (Twilio docs: Error and warning dictionary). */
export interface CatalogueEntry {
  readonly code: number;
  readonly level: Exclude<Level, 'info'>;
  /** The official short name. */
  readonly title: string;
  /** Part of the platform: `http`, `twiml`, `voice`, `messaging` ... */
  readonly product: string;
  readonly effectKind: EffectKind;
  /** What happens to the call or message, in a sentence. */
  readonly effect: string;
  readonly cause: readonly string[];
  readonly fix: readonly string[];
  /** Names of the fields that have no source and were inferred. */
  readonly unverified?: readonly string[];
  /** How the sources disagree about the level. */
  readonly levelNote?: string;
}

/** Twilio's codes, looked up by number or by words. */
export interface Catalogue {
  readonly entries: readonly CatalogueEntry[];
  get(code: number): CatalogueEntry | null;
  /** Finds the entries that contain all the words; those with all of them in the title come first. */
  search(words: string): readonly CatalogueEntry[];
  /** Lists the codes nearest to an unknown number, at most `count`. */
  near(code: number, count: number): readonly CatalogueEntry[];
}

/** Makes a catalogue of the entries in the data file. */
export function catalogueOf(entries: readonly CatalogueEntry[]): Catalogue {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  return {
    entries,
    get: (code) => byCode.get(code) ?? null,
    search(words) {
      const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
      const has = (text: string) => wanted.every((word) => text.toLowerCase().includes(word));
      const titled = entries.filter(({ title }) => has(title));
      const told = entries.filter(
        (entry) =>
          !titled.includes(entry) &&
          has([entry.title, entry.product, ...entry.cause, ...entry.fix].join(' ')),
      );
      return [...titled, ...told];
    },
    near: (code, count) =>
      entries
        .toSorted((a, b) => Math.abs(a.code - code) - Math.abs(b.code - code) || a.code - b.code)
        .slice(0, count)
        .toSorted((a, b) => a.code - b.code),
  };
}
