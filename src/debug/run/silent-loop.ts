import type { Happened } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Switchboard } from '../../engine/switchboard.ts';
import { traitsOf } from '../../twiml/language/traits.ts';
import type { OwnFinding } from '../own-finding.ts';

/** Documents that one after the other nobody hears anything of. */
const MOST_DOCUMENTS = 50;

/** Notices, once a session, that documents only lead to each other: nothing is heard, and nobody does anything. */
export class SilentLoopWatch {
  readonly #documents = new Map<Sid, number>();
  #told = false;

  /** What is to be said after this, and of which leg; `null` most of the time. */
  after(
    happened: readonly Happened[],
    legs: Switchboard['legs'],
  ): { readonly leg: Sid; readonly finding: OwnFinding } | null {
    if (this.#told) return null;
    for (const event of happened) {
      const { call } = event;
      // Twilio itself limits the documents of a message, which is told by its pair of numbers.
      if (call === null || !(call in legs)) continue;
      if (breaksSilence(event)) this.#documents.delete(call);
      if (event.type !== 'document') continue;
      const count = (this.#documents.get(call) ?? 0) + 1;
      this.#documents.set(call, count);
      if (count < MOST_DOCUMENTS) continue;
      this.#told = true;
      return { leg: call, finding: finding(event.url) };
    }
    return null;
  }
}

function breaksSilence(event: Happened): boolean {
  if (event.type === 'verb') return !traitsOf(event.name).silent;
  return event.type === 'heard' || event.type === 'input' || event.type === 'message';
}

function finding(url: string): OwnFinding {
  return {
    rule: 'silent-loop',
    level: 'warning',
    message: `${MOST_DOCUMENTS} documents have run in a row in which nothing was heard and nobody did anything`,
    help: 'does a document redirect to itself? Twilio would ask for it again and again',
    url,
  };
}
