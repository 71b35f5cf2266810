import { workAt } from '../../../engine/pending.ts';
import { type Leg, type Listening, listenerOf } from '../../../engine/switchboard.ts';
import { traitsOf } from '../../../twiml/language/traits.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { hearer, hidesKeys, rings } from '../../session/leg-facts.ts';
import { conferencePlace } from '../story/participant-text.ts';
import { durationText } from '../text/time-text.ts';
import { visibleText } from '../text/visible-text.ts';

/** What a press of a key would do now. */
export type KeypadMode = 'LIVE' | 'QUEUED' | 'IGNORED' | 'PAST' | 'REPLAY' | 'OFF';

/** The keypad, and what listens to it. */
export interface KeypadView {
  readonly mode: KeypadMode;
  /** What listens: keys of a Gather, the end of a Record, nothing. */
  readonly for: Listening['for'] | null;
  /** Keys that the verb has got. */
  readonly digits: string;
  /** Keys pressed while held; they count when the clock runs again. */
  readonly queued: string;
  /** The same of what was said. */
  readonly said: string;
  /** Whose keypad it is, where there are several legs. */
  readonly whose: string;
  /** `2 of 4`, `2`; empty when nothing listens for digits. */
  readonly count: string;
  /** `3.2 s`, or `5.0 s after the prompt` before it counts; empty for no limit. */
  readonly timeout: string;
  /** How much of the timeout is left, 1 to 0; `null` while it does not count. */
  readonly left: number | null;
  /** The key that ends the input, in words. */
  readonly finish: string;
  /** What that key does: `# ends`, `* hangs up callee 1`; empty where there is none. */
  readonly ends: string;
  /** One sentence: what happens to a key now. */
  readonly hint: string;
}

const SILENT = { for: null, digits: '', count: '', timeout: '', left: null, finish: '', ends: '' } as const;

/** Says beforehand what a press will do. */
export function keypadView(target: Debuggable): KeypadView {
  const { leg } = target;
  const waits = waiting(target);
  const off = { ...SILENT, ...waits } as const;
  if (!target.live)
    return { ...off, mode: 'REPLAY', hint: 'a replay shows what was pressed; it takes no keys' };
  if (target.position < target.length)
    return { ...off, mode: 'PAST', hint: 'this is the past: L returns to now, where keys count' };
  if (!leg || target.over || leg.endedAt !== null)
    return { ...off, mode: 'OFF', hint: 'there is no call to press keys in' };
  const listening = listenerOf(hearer(target, leg))?.listening ?? null;
  if (!listening && target.held && traitsOf(target.ready()?.element.name ?? '').takesKeys) {
    return { ...off, mode: 'QUEUED', hint: 'keys wait for this verb: n starts it' };
  }
  if (!listening) return { ...off, mode: 'IGNORED', hint: elsewhere(target, leg) ?? deaf(target, leg) };
  const view = {
    ...describe(target, listening),
    ends: ending(target, leg, listening),
    for: listening.for,
    digits: listening.digits,
    ...waits,
  };
  if (target.held) return { ...view, mode: 'QUEUED', hint: 'time stands still: keys count when it goes on' };
  return { ...view, mode: 'LIVE', hint: hint(listening) };
}

/** What waits for the clock to run, and on whose leg. */
function waiting(target: Debuggable): Pick<KeypadView, 'queued' | 'said' | 'whose'> {
  const { live, leg, legs, journal } = target;
  const queued = live?.queued ?? [];
  const hidden = leg !== null && hidesKeys(target, leg);
  return {
    queued: queued.flatMap((act) => (act.type === 'key' ? [hidden ? '*' : act.value] : [])).join(''),
    said: queued.map((act) => (act.type === 'speech' ? `"${visibleText(act.value)}"` : '')).join(''),
    whose: leg && legs.length > 1 ? journal.names.of(leg.sid) : '',
  };
}

/** Somebody else is asked for keys: they are easily pressed on the wrong leg. */
function elsewhere({ legs, journal }: Debuggable, { sid }: Leg): string | null {
  const other = legs.find((leg) => leg.sid !== sid && leg.endedAt === null && wants(leg));
  return other ? `${journal.names.of(other.sid)} is asked for keys: > looks at that leg` : null;
}

function wants(leg: Leg): boolean {
  const listening = listenerOf(leg)?.listening;
  return listening ? takesDigits(listening) : false;
}

function deaf({ board }: Debuggable, leg: Leg): string {
  if (rings(leg)) return 'this phone rings: + answers it';
  if (leg.bridgedTo !== null) return 'they talk: only the other side hears a key';
  if (leg.error !== null) return 'the caller hears that an error has occurred';
  if (leg.frames.length === 0) return 'the call has not been answered yet';
  const place = conferencePlace(board, leg);
  if (!place) return 'nothing is listening: a key would be lost';
  if (place.silenced === null) return 'in a conference: only the others hear a key';
  return `${place.silenced} in a conference: nobody hears a key`;
}

function hint(listening: Listening): string {
  switch (listening.for) {
    case 'recording':
      return 'what is said is being recorded';
    case 'star':
      return 'other keys are lost';
    case 'speech':
      return 'speech is listened for: t talks; keys are lost';
    case 'digits-or-speech':
      return listening.prompting ? 'a key interrupts the prompt; t talks' : 'listening: keys, or t talks';
    case 'card':
      return listening.prompting ? 'a key interrupts the prompt' : 'listening; what is typed is not kept';
    case 'digits':
      return listening.prompting ? 'a key interrupts the prompt' : 'listening';
  }
}

/** A star ends a side of the call, other keys end what is typed. */
function ending({ journal }: Debuggable, { bridgedTo }: Leg, listening: Listening): string {
  if (listening.for === 'speech') return '';
  if (listening.for !== 'star') return `${finishText(listening)} ends`;
  return bridgedTo === null ? '* ends the Dial' : `* hangs up ${journal.names.of(bridgedTo)}`;
}

function finishText({ finishOnKey }: Listening): string {
  if (finishOnKey === '') return 'no key';
  return [...finishOnKey].length > 6 ? 'any key' : [...finishOnKey].join(' ');
}

/** Keys are collected, and do not just end something. */
function takesDigits({ for: what }: Listening): boolean {
  return what === 'digits' || what === 'digits-or-speech' || what === 'card';
}

function describe(
  { board, now }: Debuggable,
  listening: Listening,
): Pick<KeypadView, 'count' | 'timeout' | 'left' | 'finish'> {
  const timer = listening.timer === null || !board ? undefined : workAt(board.pending, listening.timer);
  const remaining = timer?.kind === 'timer' ? Math.max(0, timer.due - now) : null;
  return {
    count: countText(listening),
    timeout: remaining === null ? limitText(listening) : durationText(remaining),
    left: remaining === null ? null : Math.min(1, remaining / Math.max(1, listening.timeoutMs)),
    finish: finishText(listening),
  };
}

function countText(listening: Listening): string {
  const { digits, numDigits } = listening;
  if (!takesDigits(listening)) return '';
  return numDigits === null ? `${digits.length}` : `${digits.length} of ${numDigits}`;
}

/** The timeout before it counts. */
function limitText({ timeoutMs, prompting }: Listening): string {
  if (timeoutMs === 0) return '';
  const whole = durationText(timeoutMs);
  return prompting ? `${whole} after the prompt` : whole;
}
