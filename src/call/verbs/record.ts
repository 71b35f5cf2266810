import type { Piece } from '../../audio/piece.ts';
import { defineVerb, type Outcome } from '../../engine/behaviour.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import type { VerbContext } from '../../engine/verb-context.ts';
import { answer } from '../status.ts';
import { type RecordAttributes, recordAttributes } from './record-attributes.ts';

type State = {
  readonly attributes: RecordAttributes;
  /** `null` while the beep is heard. */
  readonly since: number | null;
  readonly speaking: boolean;
  readonly spoke: boolean;
  readonly silence: WorkId | null;
  readonly longest: WorkId | null;
};

const BEEP: Piece = { kind: 'beep' };

/**
 * Records the caller (Twilio docs: TwiML Voice: Record). Silence, a finish key, the maximum length or hanging up
 * ends it; then `action` is requested, after a hang-up too. A recording in which nothing was said is treated as
 * older documents say: no request, and the next verb runs.
 */
export const record = defineVerb<State>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const attributes = recordAttributes(verb);
    const state = { attributes, since: null, speaking: false, spoke: false, silence: null, longest: null };
    if (!attributes.playBeep) return listen(begin(verb, state));
    verb.play(BEEP);
    return { type: 'stay', state, listening: null };
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'played':
        verb.heard(BEEP, false);
        return listen(begin(verb, state));
      case 'voice':
        return listen(voice(verb, state, signal.speaking));
      case 'speech':
        // Said in one breath: from then on there is something on the recording.
        return listen(voice(verb, voice(verb, state, true), false));
      case 'key':
        return state.attributes.finishOnKey.includes(signal.key)
          ? finished(verb, state, signal.key)
          : listen(state);
      case 'due':
        if (signal.work === state.silence)
          verb.turn.emit(verb.sid, { type: 'input', kind: 'timeout', value: null });
        return finished(verb, state, null);
      case 'hang-up':
        if (state.since === null) verb.heard(BEEP, true);
        return finished(verb, state, 'hangup');
      case 'interrupted':
        if (state.since === null) verb.heard(BEEP, true);
        return { type: 'next' };
      default:
        return listen(state);
    }
  },
});

/** The beep is over: silence and length are counted from here. */
function begin(verb: VerbContext, state: State): State {
  const { timeoutMs, maxLengthMs } = state.attributes;
  const silence = timeoutMs > 0 ? verb.timer(timeoutMs) : null;
  return { ...state, since: verb.turn.now, silence, longest: verb.timer(maxLengthMs) };
}

/** While the caller makes noise no silence is counted. */
function voice(verb: VerbContext, state: State, speaking: boolean): State {
  if (state.since === null || speaking === state.speaking) return state;
  verb.drop(state.silence);
  const { timeoutMs } = state.attributes;
  const silence = !speaking && timeoutMs > 0 ? verb.timer(timeoutMs) : null;
  return { ...state, speaking, spoke: state.spoke || speaking, silence };
}

function listen(state: State): Outcome<State> {
  const { finishOnKey, timeoutMs } = state.attributes;
  const listening = {
    for: 'recording',
    digits: '',
    numDigits: null,
    finishOnKey,
    timeoutMs,
    timer: state.silence,
    prompting: false,
  } as const;
  return { type: 'stay', state, listening: state.since === null ? null : listening };
}

function finished(verb: VerbContext, state: State, digits: string | null): Outcome<State> {
  const ms = state.since === null ? 0 : verb.turn.now - state.since;
  const seconds = Math.round(ms / 1000);
  if (!state.spoke || seconds === 0) {
    verb.turn.approximated(
      'Record: a recording in which nothing was said makes no request (older documentation; newer is silent)',
    );
    return { type: 'next' };
  }
  const resolved = verb.resolve(state.attributes.action ?? undefined, 'action');
  if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
  const sid = verb.turn.drawSid('RE');
  const own: [string, string][] = [
    [
      'RecordingUrl',
      `https://api.twilio.com/2010-04-01/Accounts/${verb.leg.setup.accountSid}/Recordings/${sid}`,
    ],
    ['RecordingSid', sid],
    ['RecordingDuration', String(seconds)],
  ];
  if (digits !== null) own.push(['Digits', digits]);
  return {
    type: 'transfer',
    to: { purpose: 'action', method: state.attributes.method, url: resolved.url, own },
  };
}
