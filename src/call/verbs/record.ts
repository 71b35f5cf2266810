import type { Piece } from '../../audio/piece.ts';
import { recordedMs } from '../../audio/spoken-words.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import { defineVerb, type Outcome, type Signal } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { callSetup } from '../call-setup.ts';
import { answer } from '../leg/status.ts';
import { type RecordAttributes, recordAttributes } from '../record/attributes.ts';
import {
  endRecording,
  type Recording,
  recordedSeconds,
  recordingCallback,
  startRecording,
} from '../record/recordings.ts';
import { transcribe } from '../record/transcription.ts';
import { isOver } from '../sound/repeated-piece.ts';

/** Words that the caller is saying, and when they are said. */
type Utterance = { readonly timer: WorkId; readonly until: number };

type State = {
  readonly attributes: RecordAttributes;
  /** `null` while the beep is heard. */
  readonly recording: Recording | null;
  /** The caller makes noise of which nobody knows what it is. */
  readonly noise: boolean;
  readonly utterance: Utterance | null;
  /** What was said, as far as it is known. */
  readonly said: readonly string[];
  /** When the caller was first and last heard; `null` while there was only silence. */
  readonly heard: { readonly from: number; readonly to: number } | null;
  readonly silence: WorkId | null;
  readonly longest: WorkId | null;
};

const BEEP: Piece = { kind: 'beep' };

/**
 * Records the caller (Twilio docs: TwiML Voice: Record). Silence, a finish key, the maximum length or hanging up
 * ends it; then `action` is requested, after a hang-up too. A recording in which nothing was said is treated as
 * older documents say (the choice `emptyRecording`): no request, and the next verb runs.
 */
export const record = defineVerb<State>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const state: State = {
      attributes: recordAttributes(verb),
      recording: null,
      noise: false,
      utterance: null,
      said: [],
      heard: null,
      silence: null,
      longest: null,
    };
    if (!state.attributes.playBeep) return listen(begin(verb, state));
    verb.play(BEEP);
    return listen(state);
  },

  react(verb, state, signal) {
    if (!state.recording) return beeping(verb, state, signal);
    switch (signal.type) {
      case 'voice':
        return listen(listenedTo(verb, state, { ...state, noise: signal.speaking }));
      case 'speech':
        return listen(speech(verb, state, signal.text));
      case 'key':
        return state.attributes.finishOnKey.includes(signal.key)
          ? finished(verb, state, signal.key)
          : listen(state);
      case 'due':
        if (signal.work === state.utterance?.timer)
          return listen(listenedTo(verb, state, { ...state, utterance: null }));
        if (signal.work === state.silence)
          verb.turn.emit(verb.sid, { type: 'input', kind: 'timeout', value: null });
        return finished(verb, state, null);
      case 'hang-up':
        return finished(verb, state, 'hangup');
      case 'interrupted':
      case 'redirected':
        // Nobody is asked for instructions, but there is a recording.
        close(verb, state, state.recording);
        return { type: 'next' };
      default:
        return listen(state);
    }
  },
});

/** Nothing is recorded yet. */
function beeping(verb: VerbContext, state: State, signal: Signal): Outcome<State> {
  if (signal.type === 'played') {
    verb.heard(BEEP, 'to-the-end');
    return listen(begin(verb, state));
  }
  if (!isOver(signal)) return listen(state);
  verb.heard(BEEP, 'cut-off');
  return { type: 'next' };
}

/** The beep is over: silence and length are counted from here. */
function begin(verb: VerbContext, state: State): State {
  const { timeoutMs, maxLengthMs } = state.attributes;
  const recording = startRecording(verb.turn, verb.sid, {
    source: 'RecordVerb',
    channels: 1,
    track: 'both',
    ...recordingCallback(verb),
  });
  const silence = timeoutMs > 0 ? verb.timer(timeoutMs) : null;
  return { ...state, recording, silence, longest: verb.timer(maxLengthMs) };
}

/** The caller says something: it takes its time, after what is being said already. */
function speech(verb: VerbContext, state: State, text: string): State {
  const { now } = verb.turn;
  verb.drop(state.utterance?.timer ?? null);
  const until = (state.utterance?.until ?? now) + recordedMs(text);
  const utterance = { timer: verb.timer(until - now), until };
  return listenedTo(verb, state, { ...state, utterance, said: [...state.said, text] });
}

/** While the caller is heard no silence is counted. */
function listenedTo(verb: VerbContext, before: State, after: State): State {
  const { now } = verb.turn;
  const [spoke, speaks] = [speaking(before), speaking(after)];
  const heard = spoke || speaks ? { from: after.heard?.from ?? now, to: now } : after.heard;
  if (spoke === speaks) return { ...after, heard };
  verb.drop(before.silence);
  const { timeoutMs } = after.attributes;
  const silence = !speaks && timeoutMs > 0 ? verb.timer(timeoutMs) : null;
  return { ...after, heard, silence };
}

function speaking({ noise, utterance }: State): boolean {
  return noise || utterance !== null;
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
  return { type: 'stay', state, listening: state.recording ? listening : null };
}

function finished(verb: VerbContext, state: State, digits: string | null): Outcome<State> {
  if (!state.recording) return { type: 'next' };
  const recorded = close(verb, state, state.recording);
  if (!recorded) return { type: 'next' };
  const resolved = verb.resolve(state.attributes.action ?? undefined, 'action');
  if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
  const own = digits === null ? recorded : [...recorded, ['Digits', digits] as const];
  return {
    type: 'transfer',
    to: { purpose: 'action', method: state.attributes.method, url: resolved.url, own },
  };
}

/** Ends the recording: what names it in a request, or `null` when it counts as none. */
function close(
  verb: VerbContext,
  state: State,
  recording: Recording,
): ReturnType<typeof endRecording> | null {
  const { turn, sid, leg } = verb;
  const { attributes, heard, said } = state;
  const seconds = recordedSeconds(turn, recording);
  const keep = callSetup(leg).choices.emptyRecording === 'action';
  if (seconds === 0 || (!heard && !keep)) {
    endRecording(turn, sid, recording, { status: 'absent' });
    empty(verb, { silent: heard === null, keep });
    return keep ? [['RecordingDuration', '0']] : null;
  }
  const last = speaking(state) ? turn.now : (heard?.to ?? 0);
  const left = heard && attributes.trim ? Math.max(1, Math.floor((last - heard.from) / 1000)) : seconds;
  transcribe(verb, attributes, { recording, seconds: left, said });
  const recorded = endRecording(turn, sid, recording, { status: 'completed', trimmedSeconds: left });
  return [...recorded, ['RecordingStatus', 'completed']];
}

/** Says why there is no recording (Twilio error dictionary, 16101 and 16102). */
function empty(
  verb: VerbContext,
  { silent, keep }: { readonly silent: boolean; readonly keep: boolean },
): void {
  const next = keep ? 'there is no recording' : 'no request is made, and the next verb runs';
  verb.report(
    silent
      ? { code: 16102, level: 'warning', message: `Record: nothing was said; ${next}` }
      : { code: 16101, level: 'warning', message: `Record: less than a second was recorded; ${next}` },
  );
  if (keep) return;
  verb.turn.approximated(
    'Record: a recording in which nothing was said makes no request (older documentation; newer is silent)',
  );
}
