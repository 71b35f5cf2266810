import type { PublicEvent, PublicEventOf } from '../../debug/public-event.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import { shellWord } from '../../recording/export/shell-word.ts';
import type { Transcript } from './transcript.ts';

/** Findings of one document that a run tells, of each level; a document has all of them again at hand in a check. */
const MOST_FINDINGS = 20;

/** Where the texts of a transcript stand. */
const INDENT = ' '.repeat(18);

/** The findings of one document that are told one after the other. */
interface Told {
  readonly url: string;
  readonly counts: Map<string, number>;
  hidden: number;
}

/** A transcript in which a document with hundreds of mistakes does not drown the call: how many more there are is told. */
export class CappedTranscript implements Pick<Transcript, 'lines'> {
  readonly #transcript: Pick<Transcript, 'lines'>;
  #told: Told | null = null;

  constructor(transcript: Pick<Transcript, 'lines'>) {
    this.#transcript = transcript;
  }

  lines(event: PublicEvent): readonly string[] {
    const finding = event.type === 'diagnostic' && event.line !== null ? event : null;
    if (!finding?.url || finding.url !== this.#told?.url) {
      const more = this.#more();
      this.#told = finding?.url ? { url: finding.url, counts: new Map(), hidden: 0 } : null;
      if (finding) this.#counts(finding);
      return [...more, ...this.#transcript.lines(event)];
    }
    // Also what is not shown is told to it: it counts.
    const lines = this.#transcript.lines(event);
    return this.#counts(finding) ? lines : [];
  }

  /** False for a finding that is too many. */
  #counts({ level }: PublicEventOf<'diagnostic'>): boolean {
    const told = this.#told;
    if (!told) return true;
    const count = (told.counts.get(level) ?? 0) + 1;
    told.counts.set(level, count);
    if (count > MOST_FINDINGS) told.hidden++;
    return count <= MOST_FINDINGS;
  }

  #more(): readonly string[] {
    if (!this.#told || this.#told.hidden === 0) return [];
    const { hidden, url } = this.#told;
    return [`${INDENT}… ${hidden} more: twiml-debug check ${visibleText(shellWord(url))}`];
  }
}
