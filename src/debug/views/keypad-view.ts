import { type Leg, type Listening, verbOf } from '../../engine/switchboard.ts';
import type { Debuggable } from '../debuggable.ts';
import { durationText } from './time-text.ts';

/** What a press of a key would do now. */
export type KeypadMode = 'LIVE' | 'QUEUED' | 'IGNORED' | 'REPLAY' | 'OFF';

/** The keypad, and what listens to it. */
export interface KeypadView {
  readonly mode: KeypadMode;
  /** What listens: keys of a Gather, the end of a Record, nothing. */
  readonly for: Listening['for'] | null;
  /** Keys that the verb has got. */
  readonly digits: string;
  /** Keys pressed while held; they count when the clock runs again. */
  readonly queued: string;
  /** `2 of 4`, `2`; empty when nothing listens for digits. */
  readonly count: string;
  /** `3.2 s`, or `5.0 s after the prompt` before it counts. */
  readonly timeout: string;
  /** How much of the timeout is left, 1 to 0; `null` while it does not count. */
  readonly left: number | null;
  /** The key that ends the input, in words. */
  readonly finish: string;
  /** One sentence: what happens to a key now. */
  readonly hint: string;
}

/** Verbs that take keys as soon as they start. */
const LISTENERS = new Set(['Gather', 'Record']);

const SILENT = { for: null, digits: '', count: '', timeout: '', left: null, finish: '' } as const;

/** Says beforehand what a press will do. */
export function keypadView(target: Debuggable): KeypadView {
  const { leg } = target;
  const queued = target.queued.map((act) => (act.type === 'key' ? act.value : '')).join('');
  const off = { ...SILENT, queued } as const;
  if (target.kind === 'replay')
    return { ...off, mode: 'REPLAY', hint: 'a replay shows what was pressed; it takes no keys' };
  if (!leg || target.over || leg.endedAt !== null)
    return { ...off, mode: 'OFF', hint: 'there is no call to press keys in' };
  const listening = verbOf(leg)?.listening ?? null;
  if (!listening && target.held && LISTENERS.has(target.ready()?.element.name ?? '')) {
    return { ...off, mode: 'QUEUED', hint: 'keys wait for this verb: n starts it' };
  }
  if (!listening) return { ...off, mode: 'IGNORED', hint: deaf(leg) };
  const view = { ...describe(target, listening), for: listening.for, digits: listening.digits, queued };
  if (target.held) return { ...view, mode: 'QUEUED', hint: 'time stands still: keys count when it goes on' };
  return { ...view, mode: 'LIVE', hint: hint(listening) };
}

function deaf(leg: Leg): string {
  if (leg.error !== null) return 'the caller hears that an error has occurred';
  if (leg.frames.length === 0) return 'the call has not been answered yet';
  return 'nothing is listening: a key would be lost';
}

function hint(listening: Listening): string {
  if (listening.for === 'recording') return 'the caller is being recorded';
  return listening.prompting ? 'a key interrupts the prompt' : 'listening';
}

function describe(
  { board, now }: Debuggable,
  listening: Listening,
): Pick<KeypadView, 'count' | 'timeout' | 'left' | 'finish'> {
  const { digits, numDigits, finishOnKey, timeoutMs, prompting } = listening;
  const timer = listening.timer === null ? undefined : board?.pending[listening.timer];
  const remaining = timer?.kind === 'timer' ? Math.max(0, timer.due - now) : null;
  const whole = durationText(timeoutMs);
  return {
    count:
      listening.for === 'recording'
        ? ''
        : numDigits === null
          ? `${digits.length}`
          : `${digits.length} of ${numDigits}`,
    timeout: remaining !== null ? durationText(remaining) : prompting ? `${whole} after the prompt` : whole,
    left: remaining === null ? null : Math.min(1, remaining / Math.max(1, timeoutMs)),
    finish:
      finishOnKey === '' ? 'no key' : [...finishOnKey].length > 6 ? 'any key' : [...finishOnKey].join(' '),
  };
}
