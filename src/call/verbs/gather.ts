import { defineVerb, type Outcome } from '../../engine/behaviour.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import type { Listening } from '../../engine/switchboard.ts';
import type { VerbContext } from '../../engine/verb-context.ts';
import type { ElementId } from '../../twiml/document.ts';
import { answer } from '../status.ts';
import { type GatherAttributes, gatherAttributes, promptsOf } from './gather-attributes.ts';

type State = {
  readonly attributes: GatherAttributes;
  readonly digits: string;
  /** Nested verbs that have not started yet. */
  readonly prompts: readonly ElementId[];
  readonly prompting: boolean;
  readonly timer: WorkId | null;
};

/**
 * Collects keys (Twilio docs: TwiML Voice: Gather). Nested verbs are heard first and the first key cuts them
 * off; `timeout` runs from the end of the prompts and anew from each key. Keys end with `numDigits`,
 * `finishOnKey` (not part of them) or the timeout. Without any, the next verb runs.
 */
export const gather = defineVerb<State>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const attributes = gatherAttributes(verb);
    return prompt(verb, { attributes, digits: '', prompts: promptsOf(verb), prompting: true, timer: null });
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'nested-done':
        return prompt(verb, state);
      case 'key':
        return key(verb, state, signal.key);
      case 'due':
        if (state.digits !== '') return result(verb, state, '');
        verb.turn.emit(verb.sid, { type: 'input', kind: 'timeout', value: null });
        return empty(verb, state, '');
      case 'speech':
        verb.report({
          rule: 'not-simulated',
          level: 'warning',
          message: 'Gather: speech is not simulated yet; what was said is lost',
          help: null,
        });
        return listen(state);
      default:
        return listen(state);
    }
  },
});

/** Starts the next nested verb, or the timer once all have been heard. */
function prompt(verb: VerbContext, state: State): Outcome<State> {
  const [next, ...prompts] = state.prompts;
  if (next === undefined) return listen(wait(verb, { ...state, prompting: false }));
  const now = { ...state, prompts };
  return { type: 'nest', state: now, listening: listening(now), element: next };
}

function key(verb: VerbContext, state: State, pressed: string): Outcome<State> {
  const { finishOnKey, numDigits, dtmf } = state.attributes;
  if (!dtmf) return listen(state);
  if (finishOnKey !== '' && pressed === finishOnKey) {
    return state.digits === '' ? empty(verb, state, pressed) : result(verb, state, pressed);
  }
  const digits = state.digits + pressed;
  if (numDigits !== null && digits.length >= numDigits) return result(verb, { ...state, digits }, '');
  const heard = { ...state, digits, prompts: [], prompting: false };
  return { ...listen(wait(verb, heard)), silence: true };
}

/** (Re)starts the silence that ends the input. */
function wait(verb: VerbContext, state: State): State {
  verb.drop(state.timer);
  return { ...state, timer: verb.timer(state.attributes.timeoutMs) };
}

function listen(state: State): Extract<Outcome<State>, { type: 'stay' }> {
  return { type: 'stay', state, listening: listening(state) };
}

function listening(state: State): Listening {
  const { numDigits, finishOnKey, timeoutMs } = state.attributes;
  const { digits, timer, prompting } = state;
  return { for: 'digits', digits, numDigits, finishOnKey, timeoutMs, timer, prompting };
}

/** Nothing was pressed: the next verb, or the action without Digits when actionOnEmptyResult says so. */
function empty(verb: VerbContext, state: State, finishedOn: string): Outcome<State> {
  if (!state.attributes.actionOnEmptyResult) return { type: 'next' };
  return request(verb, state, [], finishedOn);
}

function result(verb: VerbContext, state: State, finishedOn: string): Outcome<State> {
  return request(verb, state, [['Digits', state.digits]], finishedOn);
}

/** `FinishedOnKey` and `msg` are not documented, but in every captured request. */
function request(
  verb: VerbContext,
  { attributes }: State,
  digits: readonly (readonly [string, string])[],
  finishedOn: string,
): Outcome<State> {
  const resolved = verb.resolve(attributes.action ?? undefined, 'action');
  if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
  const own = [...digits, ['FinishedOnKey', finishedOn], ['msg', 'Gather End']] as const;
  return { type: 'transfer', to: { purpose: 'action', method: attributes.method, url: resolved.url, own } };
}
