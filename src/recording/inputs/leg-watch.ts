import { type Leg, placeOf, type RunningVerb, verbOf } from '../../engine/switchboard.ts';
import { attributesOf, type Document, type ElementId, elementOf, textOf } from '../../twiml/document.ts';

/** How far a verb is that takes something from its caller. */
type Hearing = 'nothing' | 'prompt' | 'listening';

/** What is to be seen of a leg when somebody on it does something. */
export interface LegMoment {
  readonly status: Leg['status'];
  readonly bridged: boolean;
  /** The verb that runs, by its name, attributes and text; `null` for none. */
  readonly verb: string | null;
  readonly hearing: Hearing;
  /** Verbs since the last act, this one included, and how many of them were the same as this one. */
  readonly ordinal: number;
  readonly alike: number;
}

/** Follows what a leg does, so that a moment of a recorded call can be found again in another one. */
export class LegWatch {
  #run: number | null = null;
  #verb: string | null = null;
  #hearing: Hearing = 'nothing';
  #status: Leg['status'] | null = null;
  #bridged = false;
  /** When each of these last changed, in milliseconds on the session's clock. */
  #since = { run: 0, hearing: 0, status: 0, bridged: 0 };
  /** Verbs since the last act. */
  #seen: string[] = [];
  /** Verbs of the document at hand that come after the one that runs. */
  #ahead: ReadonlySet<string> = new Set();
  #actAt = 0;

  /** Looks at the leg as it is now. */
  observe(leg: Leg, now: number): void {
    const verb = verbOf(leg);
    const since = { ...this.#since };
    if ((verb?.run ?? null) !== this.#run) {
      this.#comes(leg, verb);
      since.run = now;
      since.hearing = now;
    }
    const hearing = hearingOf(verb);
    const bridged = leg.bridgedTo !== null;
    if (hearing !== this.#hearing) since.hearing = now;
    if (leg.status !== this.#status) since.status = now;
    if (bridged !== this.#bridged) since.bridged = now;
    this.#since = since;
    this.#hearing = hearing;
    this.#status = leg.status;
    this.#bridged = bridged;
  }

  /** Another verb is at work. */
  #comes(leg: Leg, verb: RunningVerb | null): void {
    this.#run = verb?.run ?? null;
    this.#verb = null;
    this.#ahead = new Set();
    const place = verb && placeOf(leg, verb.run);
    const document = place && leg.frames[place.frame]?.document;
    if (!document) return;
    this.#verb = signatureOf(document, verb.element);
    this.#ahead = laterIn(document, verb.element);
    this.#seen.push(this.#verb);
  }

  /** The number of the run of the verb that is at work. */
  get run(): number | null {
    return this.#run;
  }

  get moment(): LegMoment {
    const verb = this.#verb;
    const alike = this.#seen.filter((one) => one === verb).length;
    const status = this.#status ?? 'queued';
    return {
      status,
      bridged: this.#bridged,
      verb,
      hearing: this.#hearing,
      ordinal: this.#seen.length,
      alike,
    };
  }

  /** When a moment of this kind began: since then, or since the last act, time is counted. */
  beginOf({ verb, bridged, hearing }: LegMoment): number {
    const { run, hearing: heard, status, bridged: together } = this.#since;
    const begin = () => {
      if (bridged) return together;
      if (verb === null) return status;
      return hearing === 'listening' ? heard : run;
    };
    return Math.max(begin(), this.#actAt);
  }

  /** True where the leg has come to such a moment. */
  isAt(moment: LegMoment): boolean {
    const now = this.moment;
    if (moment.bridged !== now.bridged) return false;
    if (moment.verb === null) return now.verb === null && now.status === moment.status;
    if (now.verb === null || !this.#isVerbOf(moment)) return false;
    if (moment.hearing === 'nothing') return true;
    return now.hearing === 'listening' || now.hearing === moment.hearing;
  }

  /** Somebody did something: what comes later is counted from here. */
  acted(now: number): void {
    this.#actAt = now;
    this.#seen = [];
  }

  /** The same verb as often, or another one in its place: one that is still to come in this document is waited for. */
  #isVerbOf({ verb, ordinal, alike }: LegMoment): boolean {
    // Still the verb that heard what was done before.
    if (ordinal === 0) return this.#seen.length === 0;
    const now = this.moment;
    if (now.verb === verb) return now.alike >= alike;
    return now.ordinal >= ordinal && verb !== null && !this.#ahead.has(verb);
  }
}

function hearingOf(verb: RunningVerb | null): Hearing {
  if (!verb?.listening) return 'nothing';
  return verb.listening.prompting ? 'prompt' : 'listening';
}

/** What tells a verb from another: its name, its attributes and its text. */
function signatureOf(document: Document, id: ElementId): string {
  const element = elementOf(document, id);
  return JSON.stringify([element.name, attributesOf(element), textOf(document, id)]);
}

function laterIn(document: Document, id: ElementId): ReadonlySet<string> {
  const later = document.elements.filter((element) => element.id > id && element.parent === 0);
  return new Set(later.map((element) => signatureOf(document, element.id)));
}
