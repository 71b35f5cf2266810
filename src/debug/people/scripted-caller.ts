import { recordedMs, utteranceMs } from '../../audio/spoken-words.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import type { Target } from '../../engine/placed/leg-setup.ts';
import { type Leg, type RunningVerb, verbOf } from '../../engine/switchboard.ts';
import { httpUrl } from '../../http/url/http-url.ts';
import type { Caller, CallerAct, Due } from './caller.ts';
import { actionText, type ScriptAction } from './caller-script.ts';

/** Keys of one press are this far apart, in milliseconds. */
const KEY_INTERVAL_MS = 100;

/** A caller that follows a script: what it presses or says waits until a verb listens for it. */
export function scriptedCaller(actions: readonly ScriptAction[]): Caller {
  return new ScriptedCaller(actions);
}

class ScriptedCaller implements Caller {
  readonly heard = true;
  readonly #actions: readonly ScriptAction[];
  #at = 0;
  /** When the action before was done. */
  #since = 0;
  /** The verb that the current action is being delivered to. */
  #run: number | null = null;
  #keysSent = 0;
  /** The Record that hears the caller speak now. */
  #speakingTo: number | null = null;
  /** What counts the silence that the caller keeps. */
  #silence: WorkId | null = null;
  /** When what is being said has been said. */
  #sayingUntil: number | null = null;
  /** The verb that has been told something: it hears no more, but what comes after a wait. */
  #saidTo: number | null = null;
  /** The verb that an action was last delivered to. */
  #toldLast: number | null = null;
  /** The Record whose beep was last waited for. */
  #beeped: number | null = null;
  /** A wait is to begin when what was said before it has been taken. */
  #postponed = false;
  #dropped: string[] = [];

  constructor(actions: readonly ScriptAction[]) {
    this.#actions = actions;
  }

  next(leg: Leg, now: number): Due | null {
    this.#settle(leg, now);
    const action = this.#actions[this.#at];
    if (!action || leg.endedAt !== null) return null;
    switch (action.kind) {
      case 'press':
        return this.#press(leg, now, action);
      case 'say':
        return this.#say(leg, now, action);
      case 'silence':
        return this.#hush(leg, now, action);
      case 'wait':
        return this.#wait(leg, now, action.ms);
      case 'after beep':
        return this.#afterBeep(leg, now);
      case 'listen':
        return this.#listen(leg, now);
      case 'hang up':
        return this.#leave(leg, { type: 'hang-up' });
      case 'update':
        return this.#leave(leg, { type: 'replaced', by: updateOf(leg, action.to) });
    }
  }

  did(leg: Leg, act: CallerAct, at: number): void {
    const action = this.#actions[this.#at];
    if (act.type === 'voice') this.#voiced(leg, act.speaking, at);
    else if (act.type === 'speech' && action?.kind === 'say') this.#said(leg, action.text, at);
    else if (act.type === 'key' && action?.kind === 'press') this.#pressed(action.keys, at);
    else this.#done(at);
  }

  #voiced(leg: Leg, speaking: boolean, at: number): void {
    this.#speakingTo = speaking ? (verbOf(leg)?.run ?? null) : null;
    if (!speaking && this.#actions[this.#at]?.kind !== 'silence') this.#done(at);
  }

  #said(leg: Leg, text: string, at: number): void {
    const verb = verbOf(leg);
    const isRecorded = verb?.listening?.for === 'recording';
    this.#sayingUntil = at + (isRecorded ? recordedMs(text) : utteranceMs(text));
    // A recording goes on; what is said to anything else is one answer, and what follows is for who listens next.
    if (!isRecorded) this.#saidTo = verb?.run ?? null;
  }

  #pressed(keys: string, at: number): void {
    this.#keysSent++;
    this.#since = at;
    if (this.#keysSent >= keys.length) this.#done(at);
  }

  left(): readonly string[] {
    const left = this.#actions.slice(this.#sayingUntil === null ? this.#at : this.#at + 1);
    // A call that has ended listens no more, which is what this waits for as well.
    return left.filter(({ kind }) => kind !== 'listen').map((action) => this.#named(action));
  }

  dropped(): readonly string[] {
    const dropped = this.#dropped;
    this.#dropped = [];
    return dropped;
  }

  /** An action in a message: of a caller who types a card number no key is told (Twilio docs: Pay). */
  #named(action: ScriptAction): string {
    const hidden = action.kind === 'press' && this.#typesCard;
    return actionText(hidden ? { ...action, keys: '*'.repeat(action.keys.length) } : action);
  }

  /** As many keys as the shortest card number has; what else is typed then belongs to the card as well. */
  get #typesCard(): boolean {
    return this.#actions.some((action) => action.kind === 'press' && /\d{12}/.test(action.keys));
  }

  /** The verb that an action was being delivered to has ended: what is left of the action is dropped. */
  #settle(leg: Leg, now: number): void {
    const action = this.#actions[this.#at];
    const verb = verbOf(leg);
    const run = verb?.run ?? null;
    if (this.#speakingTo !== run) this.#speakingTo = null;
    // A payment that has timed out asks once more.
    const isOver = this.#silence !== null && verb?.listening?.timer !== this.#silence;
    if (action?.kind === 'silence' && isOver) return this.#done(now);
    if (this.#run === null || !action || run === this.#run) return;
    if (action.kind === 'press') {
      const late = action.keys.slice(this.#keysSent);
      const which = this.#typesCard ? `${late.length} keys` : `the keys ${late}`;
      this.#dropped.push(`${which} of "${this.#named(action)}" came too late: the verb had ended`);
    }
    this.#done(now);
  }

  #press(leg: Leg, now: number, action: Extract<ScriptAction, { kind: 'press' }>): Due | null {
    const verb = this.#listener(leg, action);
    if (!verb) return null;
    const key = action.keys[this.#keysSent] ?? '';
    const at = this.#keysSent === 0 ? now : this.#since + KEY_INTERVAL_MS;
    if (this.#keysSent === 0) this.#run = verb.run;
    return { at, act: { type: 'key', value: key } };
  }

  #say(leg: Leg, now: number, action: Extract<ScriptAction, { kind: 'say' }>): Due | null {
    if (this.#sayingUntil !== null) {
      if (now < this.#sayingUntil) return { at: this.#sayingUntil, act: null };
      this.#done(this.#sayingUntil);
      return this.next(leg, now);
    }
    const verb = this.#listener(leg, action);
    if (!verb) return null;
    this.#run = verb.run;
    return { at: now, act: { type: 'speech', value: action.text, confidence: action.confidence } };
  }

  #hush(leg: Leg, now: number, action: Extract<ScriptAction, { kind: 'silence' }>): Due | null {
    const verb = this.#listener(leg, action);
    if (!verb) return null;
    // Done when the verb has ended, or what it waited for; until then there is nothing to do but be silent.
    this.#run = verb.run;
    this.#silence = verb.listening?.timer ?? null;
    return this.#speakingTo !== null ? { at: now, act: { type: 'voice', speaking: false } } : null;
  }

  /**
   * In a Record the caller is taken to be speaking for as long as the wait lasts. Before more words or keys a wait
   * counts from the words before it, for they may go on; before the caller leaves, from the result of those.
   */
  #wait(leg: Leg, now: number, ms: number): Due | null {
    if (leg.answeredAt === null) return null;
    if (this.#leavesNext && this.#isTakenIn(leg)) {
      this.#postponed = true;
      return null;
    }
    if (this.#postponed) this.#since = now;
    this.#postponed = false;
    const due = Math.max(this.#since, leg.answeredAt) + ms;
    const hush = { at: due, act: { type: 'voice', speaking: false } } as const;
    if (this.#speakingTo !== null) return hush;
    if (now >= due) {
      this.#done(due);
      return this.next(leg, now);
    }
    const recording = verbOf(leg)?.listening?.for === 'recording';
    return recording ? { at: now, act: { type: 'voice', speaking: true } } : { at: due, act: null };
  }

  /** Another Record than the one whose beep was heard before has begun to record. */
  #afterBeep(leg: Leg, now: number): Due | null {
    const verb = verbOf(leg);
    if (verb?.listening?.for !== 'recording' || verb.run === this.#beeped) return null;
    this.#beeped = verb.run;
    this.#done(now);
    return this.next(leg, now);
  }

  /** Another verb than the one that the action before was meant for listens, and its prompt has been heard. */
  #listen(leg: Leg, now: number): Due | null {
    const verb = this.#listener(leg, { early: false });
    if (!verb || verb.run === this.#toldLast) return null;
    this.#done(now);
    return this.next(leg, now);
  }

  /** Ends or moves the call, as soon as what was said has been taken: it is lost otherwise. */
  #leave(leg: Leg, act: CallerAct): Due | null {
    if (leg.answeredAt === null || this.#isTakenIn(leg)) return null;
    return { at: Math.max(this.#since, leg.answeredAt), act };
  }

  /** The verb still listens for what may follow the words that were said to it: it has no result yet. */
  #isTakenIn(leg: Leg): boolean {
    const verb = verbOf(leg);
    return verb?.listening?.for === 'speech' && verb.run === this.#saidTo;
  }

  /** After the waits that are next the caller hangs up, or takes the call elsewhere. */
  get #leavesNext(): boolean {
    const next = this.#actions.slice(this.#at).find(({ kind }) => kind !== 'wait');
    return next?.kind === 'hang up' || next?.kind === 'update';
  }

  #listener(leg: Leg, { early }: { readonly early: boolean }): RunningVerb | null {
    const verb = verbOf(leg);
    if (!verb?.listening || verb.run === this.#saidTo) return null;
    return verb.listening.prompting && !early ? null : verb;
  }

  #done(at: number): void {
    if (this.#actions[this.#at]?.kind === 'wait') this.#saidTo = null;
    this.#at++;
    this.#sayingUntil = null;
    this.#silence = null;
    this.#since = at;
    this.#toldLast = this.#run ?? this.#toldLast;
    this.#run = null;
    this.#keysSent = 0;
  }
}

/** What the REST API would be asked for; a path is one of the application that the call came to. */
function updateOf({ setup, frames }: Leg, to: string): Target | 'hang-up' {
  if (to === 'hang up') return 'hang-up';
  const base = setup.target?.kind === 'url' ? setup.target.url : (frames[0]?.baseUrl ?? undefined);
  return { kind: 'url', url: httpUrl(to, base) ?? to, method: 'POST' };
}
