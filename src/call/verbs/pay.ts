import type { Piece } from '../../audio/piece.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import type { Listening } from '../../engine/switchboard.ts';
import { defineVerb, type Outcome, type Signal } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Params } from '../../http/url/params.ts';
import type { ElementId } from '../../twiml/document.ts';
import { tellCallback } from '../background/callbacks.ts';
import { callSetup } from '../call-setup.ts';
import { answer } from '../leg/status.ts';
import { type PaySettings, paySettings } from '../pay/pay-attributes.ts';
import { payment } from '../pay/payment.ts';
import { askingFor, asksTwice, type Situation } from '../pay/prompts.ts';
import {
  type Captured,
  capture,
  capturedParams,
  type Entry,
  type EntryError,
  isComplete,
  isSecret,
  judge,
  NOTHING_CAPTURED,
  type Step,
  stepsOf,
} from '../pay/steps.ts';
import { masked, NOTHING_TYPED, readTyped } from '../pay/typed-digits.ts';

type State = {
  readonly settings: PaySettings;
  /** The step that the caller is at comes first. */
  readonly steps: readonly Step[];
  readonly attempt: number;
  readonly error: EntryError | null;
  /** What was typed is asked for once more, to compare. */
  readonly second: boolean;
  readonly entry: Entry;
  readonly captured: Captured;
  /** Nested verbs of the prompt that have not started yet. */
  readonly prompts: readonly ElementId[];
  /** A text of Twilio's own while it is heard. */
  readonly piece: Piece | null;
  readonly playing: WorkId | null;
  readonly prompting: boolean;
  readonly timer: WorkId | null;
  /** What the payment connector is going to fail with. */
  readonly failure: number | null;
};

const NOTHING: Entry = { typed: NOTHING_TYPED, digits: '' };
/** How long the simulated payment takes, in milliseconds. */
const PROCESSING_MS = 2_000;

/**
 * Takes card or bank data by keys and pays with them (Twilio docs: TwiML Voice: Pay). Step by step: a prompt, keys
 * until `#`, silence or the last digit, a judgement, and another attempt. `*` cancels at any time. Secret digits
 * are known only by what is to be known of them.
 */
export const pay = defineVerb<State>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const settings = paySettings(verb);
    const { postalCode } = settings;
    const known = typeof postalCode === 'object' ? postalCode.known : null;
    return ask(verb, {
      settings,
      steps: stepsOf(settings),
      attempt: 1,
      error: null,
      second: false,
      entry: NOTHING,
      captured: { ...NOTHING_CAPTURED, postalCode: known },
      prompts: [],
      piece: null,
      playing: null,
      prompting: false,
      timer: null,
      failure: null,
    });
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'played':
        if (state.piece) verb.heard(state.piece, 'to-the-end');
        return prompt(verb, { ...state, piece: null, playing: null });
      case 'nested-done':
        return prompt(verb, state);
      case 'key':
        return key(verb, state, signal);
      case 'due':
        return due(verb, state);
      case 'far-end':
        return listen({ ...state, failure: signal.error ?? state.failure });
      case 'hang-up':
        return finish(verb, quiet(verb, state), [['Result', 'caller-hung-up']]);
      case 'redirected':
      case 'interrupted':
        quiet(verb, state);
        return { type: 'next' };
      default:
        return listen(state);
    }
  },
});

/** Begins an attempt at the first step: its prompt, and nothing typed yet. */
function ask(verb: VerbContext, state: State): Outcome<State> {
  const asking = askingFor(verb, situationOf(state));
  const fresh = { ...state, entry: NOTHING, prompting: true, timer: null };
  if (situationOf(state).step === 'payment-processing') report(verb, state, null);
  if (asking.kind === 'nested') return prompt(verb, { ...fresh, prompts: asking.verbs });
  verb.turn.approximated('Pay: the words of the built-in prompts are our own');
  const { piece } = asking;
  return listen({ ...fresh, prompts: [], piece, playing: verb.play(piece) });
}

/** The next verb of the prompt; after the last one silence is counted, or the payment made. */
function prompt(verb: VerbContext, state: State): Outcome<State> {
  const [next, ...prompts] = state.prompts;
  if (next !== undefined) {
    const now = { ...state, prompts };
    return { type: 'nest', state: now, listening: listening(now), element: next };
  }
  return listen(wait(verb, { ...state, prompting: false }));
}

function key(
  verb: VerbContext,
  state: State,
  { key: pressed, typed }: Extract<Signal, { type: 'key' }>,
): Outcome<State> {
  if (pressed === '*') return finish(verb, quiet(verb, state), [['Result', 'caller-interrupted-with-star']]);
  const { step } = situationOf(state);
  const isDigit = /^[\dx]$/.test(pressed);
  // A caller who ends what was complete already ends nothing else with it.
  const ends = pressed === '#' && entered(state) > 0;
  if (step === 'payment-processing' || !(isDigit || ends)) return listen(state);
  const { entry } = state;
  const now: Entry = isSecret(step)
    ? { ...entry, typed: readTyped(typed, entry.typed, isDigit) }
    : { ...entry, digits: isDigit ? entry.digits + pressed : entry.digits };
  const heard = { ...quiet(verb, state), entry: now };
  if (ends || isComplete(step, now, state.captured)) return judged(verb, heard);
  return { ...listen(wait(verb, heard)), silence: true };
}

function due(verb: VerbContext, state: State): Outcome<State> {
  const { settings, captured, failure } = state;
  if (situationOf(state).step === 'payment-processing')
    return finish(verb, state, payment(verb, captured, settings, failure));
  if (entered(state) > 0) return judged(verb, state);
  verb.turn.emit(verb.sid, { type: 'input', kind: 'timeout', value: null });
  return failed(verb, state, 'input-timeout');
}

/** The caller has said all: is it good? */
function judged(verb: VerbContext, state: State): Outcome<State> {
  const { entry, captured, second } = state;
  const { step } = situationOf(state);
  const error = judge(verb, step, state);
  if (error !== null) return failed(verb, state, error);
  if (asksTwice(verb, situationOf(state))) {
    if (!second) return ask(verb, { ...done(verb, state), second: true, error: null });
    if (!entry.typed.repeated) return failed(verb, state, 'input-matching-failed');
  }
  const taken = { ...done(verb, state), captured: capture(step, entry, captured) };
  report(verb, taken, null);
  return ask(verb, { ...taken, steps: state.steps.slice(1), attempt: 1, error: null, second: false });
}

function failed(verb: VerbContext, state: State, error: EntryError): Outcome<State> {
  report(verb, state, error);
  const { attempt, settings } = state;
  const over = done(verb, state);
  if (attempt < settings.maxAttempts)
    return ask(verb, { ...over, attempt: attempt + 1, error, second: false });
  verb.turn.approximated('Pay: used-up attempts request action, or run the next verb (sources disagree)');
  if (callSetup(verb.leg).choices.payExhausted === 'next') return { type: 'next' };
  return finish(verb, over, [['Result', 'too-many-failed-attempts']]);
}

/** The attempt is over: nothing of it is waited for. */
function done(verb: VerbContext, state: State): State {
  verb.drop(state.timer);
  return { ...quiet(verb, state), timer: null };
}

/** Cuts off a text of Twilio's own; nested verbs are cut off by the engine. */
function quiet(verb: VerbContext, state: State): State {
  if (state.piece) {
    verb.drop(state.playing);
    verb.heard(state.piece, 'cut-off');
  }
  return { ...state, prompts: [], piece: null, playing: null, prompting: false };
}

/** (Re)starts the silence that ends an entry, or the time that the payment takes. */
function wait(verb: VerbContext, state: State): State {
  verb.drop(state.timer);
  const paying = situationOf(state).step === 'payment-processing';
  const timer = paying ? verb.timer(PROCESSING_MS, 'payment') : verb.timer(state.settings.timeoutMs, 'entry');
  return { ...state, timer };
}

function situationOf({ steps, attempt, error, captured }: State): Situation {
  return { step: steps[0] ?? 'payment-processing', attempt, error, cardType: captured.cardType };
}

function entered({ entry }: State): number {
  return entry.typed.count + entry.digits.length;
}

function listen(state: State): Extract<Outcome<State>, { type: 'stay' }> {
  return { type: 'stay', state, listening: listening(state) };
}

function listening(state: State): Listening {
  const { settings, entry, timer, prompting } = state;
  const { step } = situationOf(state);
  const secret = isSecret(step);
  return {
    for: secret ? 'card' : 'digits',
    digits: secret ? masked({ ...entry.typed, lastFour: null }) : entry.digits,
    numDigits: step === 'expiration-date' ? 4 : null,
    finishOnKey: '#',
    timeoutMs: settings.timeoutMs,
    timer,
    prompting,
    hidden: true,
  };
}

/** Tells the status callback how a step went (Twilio docs: Pay, attribute statusCallback). */
function report(verb: VerbContext, state: State, error: EntryError | null): void {
  const { settings, captured, attempt } = state;
  const own: Params = [
    ['For', situationOf(state).step],
    ...(error === null ? [] : [['ErrorType', error] as const]),
    ['Attempt', String(attempt)],
    ...capturedParams(captured, settings),
  ];
  tellCallback(verb.turn, verb.sid, { purpose: 'pay-status', callback: settings.callback, own });
}

/** The payment is over, one way or another: `action` hears of it, always by POST. */
function finish(verb: VerbContext, { captured, settings }: State, result: Params): Outcome<State> {
  const resolved = verb.resolve(verb.attribute('action'), 'action');
  if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
  const own = [...result, ...capturedParams(captured, settings)];
  return { type: 'transfer', to: { purpose: 'action', method: 'POST', url: resolved.url, own } };
}
