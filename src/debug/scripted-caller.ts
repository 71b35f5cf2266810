import { estimateMs } from '../audio/estimate.ts';
import { type Leg, type RunningVerb, verbOf } from '../engine/switchboard.ts';
import type { Caller, CallerAct, Due } from './caller.ts';
import { actionText, type ScriptAction } from './caller-script.ts';

/** Keys of one press are this far apart, in milliseconds. */
const KEY_INTERVAL_MS = 100;

/** A caller that follows a script; see `interface.md` for when each action takes effect. */
export function scriptedCaller(actions: readonly ScriptAction[]): Caller {
  return new ScriptedCaller(actions);
}

class ScriptedCaller implements Caller {
  readonly #actions: readonly ScriptAction[];
  #at = 0;
  /** When the action before was done. */
  #since = 0;
  /** The verb that the current action is being delivered to. */
  #run: number | null = null;
  #keysSent = 0;
  /** The Record that hears the caller speak now. */
  #speakingTo: number | null = null;
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
      case 'hang up':
        return leg.answeredAt === null
          ? null
          : { at: Math.max(this.#since, leg.answeredAt), act: { type: 'hang-up' } };
    }
  }

  did(leg: Leg, act: CallerAct, at: number): void {
    const action = this.#actions[this.#at];
    if (act.type === 'voice') {
      this.#speakingTo = act.speaking ? (verbOf(leg)?.run ?? null) : null;
      if (!act.speaking && action?.kind !== 'silence') this.#done(at);
      return;
    }
    if (act.type === 'key' && action?.kind === 'press') {
      this.#keysSent++;
      this.#since = at;
      if (this.#keysSent < action.keys.length) return;
    }
    this.#done(at);
  }

  left(): readonly string[] {
    return this.#actions.slice(this.#at).map(actionText);
  }

  dropped(): readonly string[] {
    const dropped = this.#dropped;
    this.#dropped = [];
    return dropped;
  }

  /** The verb that an action was being delivered to has ended: what is left of the action is dropped. */
  #settle(leg: Leg, now: number): void {
    const action = this.#actions[this.#at];
    const run = verbOf(leg)?.run ?? null;
    if (this.#speakingTo !== run) this.#speakingTo = null;
    if (this.#run === null || !action || run === this.#run) return;
    if (action.kind === 'press') {
      const late = action.keys.slice(this.#keysSent);
      this.#dropped.push(`the keys ${late} of "${actionText(action)}" came too late: the verb had ended`);
    }
    this.#done(now);
  }

  #press(leg: Leg, now: number, action: Extract<ScriptAction, { kind: 'press' }>): Due | null {
    const verb = this.#listener(leg, action.early);
    if (!verb) return null;
    const key = action.keys[this.#keysSent] ?? '';
    const at = this.#keysSent === 0 ? now : this.#since + KEY_INTERVAL_MS;
    if (this.#keysSent === 0) this.#run = verb.run;
    return { at, act: { type: 'key', value: key } };
  }

  #say(leg: Leg, now: number, action: Extract<ScriptAction, { kind: 'say' }>): Due | null {
    const verb = this.#listener(leg, action.early);
    if (!verb) return null;
    this.#run = verb.run;
    if (verb.listening?.for !== 'recording') {
      return { at: now, act: { type: 'speech', value: action.text, confidence: action.confidence } };
    }
    const ms = estimateMs({ kind: 'say', text: action.text, voice: null, language: null });
    return this.#speakFor(now, ms);
  }

  #hush(leg: Leg, now: number, action: Extract<ScriptAction, { kind: 'silence' }>): Due | null {
    const verb = this.#listener(leg, action.early);
    if (!verb) return null;
    // Done when the verb that listens has ended; until then there is nothing to do but be silent.
    this.#run = verb.run;
    return this.#speakingTo !== null ? { at: now, act: { type: 'voice', speaking: false } } : null;
  }

  /** In a Record the caller is taken to be speaking for as long as the wait lasts. */
  #wait(leg: Leg, now: number, ms: number): Due | null {
    if (leg.answeredAt === null) return null;
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

  /** Speak at once, fall silent after so long. */
  #speakFor(now: number, ms: number): Due {
    if (this.#speakingTo !== null) return { at: this.#since + ms, act: { type: 'voice', speaking: false } };
    this.#since = now;
    return { at: now, act: { type: 'voice', speaking: true } };
  }

  #listener(leg: Leg, early: boolean): RunningVerb | null {
    const verb = verbOf(leg);
    if (!verb?.listening) return null;
    return verb.listening.prompting && !early ? null : verb;
  }

  #done(at: number): void {
    this.#at++;
    this.#since = at;
    this.#run = null;
    this.#keysSent = 0;
  }
}
