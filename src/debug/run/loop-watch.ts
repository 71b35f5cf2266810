import type { Happened } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { legAt } from '../../engine/legs.ts';
import { frameOf, type Leg, type Switchboard } from '../../engine/switchboard.ts';
import { traitsOf } from '../../twiml/language/traits.ts';
import type { OwnFinding } from '../own-finding.ts';

/** Documents that one after the other nobody hears anything of. */
const MOST_SILENT = 50;

/** How often the same document may come in a row while nobody does anything. */
const MOST_REPEATED = 10;

/** Different documents that are counted on a leg: a longer loop is told by what ends it alone. */
const MOST_COUNTED = 100;

/** What has come on a leg since somebody there did something. */
interface Trail {
  /** Documents in a row in which nothing is heard. */
  silent: number;
  /** URL and text of the last document, and how often it has come in a row. */
  last: string;
  repeated: number;
  readonly counts: Map<string, { readonly url: string; count: number }>;
}

/**
 * Notices, once a session, that documents only lead to each other or to themselves, and nobody does anything. The run
 * goes on; when a limit ends it, the loop is named.
 */
export class LoopWatch {
  readonly #trails = new Map<Sid, Trail>();
  #told = false;

  /** What is to be said after this, and of which leg; `null` most of the time. */
  after(
    happened: readonly Happened[],
    legs: Switchboard['legs'],
  ): { readonly leg: Sid; readonly finding: OwnFinding } | null {
    let told: { readonly leg: Sid; readonly finding: OwnFinding } | null = null;
    for (const event of happened) {
      const leg = legAt(legs, event.call ?? '');
      // Twilio itself limits the documents of a message, which is told by its pair of numbers.
      if (!leg) continue;
      if (isDoing(event)) this.#trails.delete(leg.sid);
      else if (breaksSilence(event)) this.#trailOf(leg.sid).silent = 0;
      const finding = event.type === 'document' ? this.#came(leg, event.url) : null;
      if (finding === null || this.#told) continue;
      this.#told = true;
      told = { leg: leg.sid, finding };
    }
    return told;
  }

  /** The loop that runs now, in words; `null` where none does. */
  get loop(): string | null {
    const all = [...this.#trails.values()].flatMap(({ counts }) => [...counts.values()]);
    const [most] = all.toSorted((a, b) => b.count - a.count);
    if (most === undefined || most.count < MOST_REPEATED) return null;
    return `the document ${most.url} came ${most.count} times while nobody did anything`;
  }

  /** So many verbs have run that it is taken for a loop. */
  tooManySteps(steps: number, leg: Leg): OwnFinding {
    const named = this.loop === null ? '' : `; ${this.loop}`;
    return {
      rule: 'max-steps',
      level: 'error',
      message: `${steps} verbs have run: this is taken for a loop, and the caller hangs up${named}`,
      help: 'do two documents redirect to each other without an end? --max-steps N allows more',
      url: frameOf(leg)?.document.url ?? null,
    };
  }

  #trailOf(sid: Sid): Trail {
    const known = this.#trails.get(sid);
    if (known) return known;
    const trail: Trail = { silent: 0, last: '', repeated: 0, counts: new Map() };
    this.#trails.set(sid, trail);
    return trail;
  }

  #came(leg: Leg, url: string): OwnFinding | null {
    const frame = frameOf(leg);
    // What is heard while waiting is asked for again and again by Twilio itself.
    if (frame?.role?.kind === 'wait') return null;
    const key = `${url}\n${frame?.document.source ?? ''}`;
    const trail = this.#trailOf(leg.sid);
    trail.silent++;
    trail.repeated = key === trail.last ? trail.repeated + 1 : 1;
    trail.last = key;
    const counted = trail.counts.get(key);
    if (counted) counted.count++;
    else if (trail.counts.size < MOST_COUNTED) trail.counts.set(key, { url, count: 1 });
    if (trail.repeated === MOST_REPEATED) return repeats(url);
    return trail.silent === MOST_SILENT ? leadsNowhere(url) : null;
  }
}

/** Somebody does something: from here on a document comes for a reason. */
function isDoing(event: Happened): boolean {
  return event.type === 'message' || (event.type === 'input' && event.kind !== 'timeout');
}

function breaksSilence(event: Happened): boolean {
  if (event.type === 'verb') return !traitsOf(event.name).silent;
  return event.type === 'heard' || event.type === 'input';
}

function repeats(url: string): OwnFinding {
  return {
    rule: 'document-loop',
    level: 'warning',
    message: `the same document has come ${MOST_REPEATED} times in a row, and nobody did anything`,
    help: 'does it redirect to itself? Count the rounds, or end with <Hangup/> after some: Twilio goes on for four hours',
    url,
  };
}

function leadsNowhere(url: string): OwnFinding {
  return {
    rule: 'silent-loop',
    level: 'warning',
    message: `${MOST_SILENT} documents have run in a row in which nothing was heard and nobody did anything`,
    help: 'does a document redirect to itself? Twilio would ask for it again and again',
    url,
  };
}
