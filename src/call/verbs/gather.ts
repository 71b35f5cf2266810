import type { WorkId } from '../../engine/identifiers.ts';
import type { Listening } from '../../engine/switchboard.ts';
import { defineVerb, type Outcome } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Finished } from '../../http/exchange-state.ts';
import type { Params } from '../../http/url/params.ts';
import type { ElementId } from '../../twiml/document.ts';
import { type GatherAttributes, gatherAttributes, promptsOf, unfitModel } from '../gather/attributes.ts';
import { fetchFiles, fileCame, forgetFiles, type GatherFiles } from '../gather/files.ts';
import { NOTHING_SAID, type Recognition, say, stopListening, wordSaid } from '../gather/speech.ts';
import { answer } from '../leg/status.ts';

type State = {
  readonly attributes: GatherAttributes;
  /** The kind of input that came first: the other one is ignored. */
  readonly kind: 'digits' | 'speech' | null;
  readonly digits: string;
  readonly speech: Recognition;
  /** Speech has ended, and only the prompt that it may not cut off is waited for. */
  readonly spoken: boolean;
  /** Nested verbs that have not started yet. */
  readonly prompts: readonly ElementId[];
  readonly files: GatherFiles;
  readonly prompting: boolean;
  /** Silence that ends the input. */
  readonly timer: WorkId | null;
};

/**
 * Collects keys, speech or either (Twilio docs: TwiML Voice: Gather). Nested verbs are heard first and the first key
 * or word cuts them off; what comes first decides the kind of input. `timeout` runs from the end of the prompts and
 * anew from each key, `speechTimeout` from the end of speech. Keys end with `numDigits`, `finishOnKey` (not part of
 * them) or the timeout too. Without any input the next verb runs.
 */
export const gather = defineVerb<State>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const attributes = gatherAttributes(verb);
    const unfit = unfitModel(verb, attributes);
    if (unfit !== null) {
      const message = `Gather: ${unfit}; the <Gather> fails, and the next verb runs`;
      verb.report(
        { code: 13331, level: 'warning', message, help: 'choose another speechModel' },
        'speechModel',
      );
      return { type: 'next' };
    }
    const prompts = promptsOf(verb);
    const { files, silent, failed } = fetchFiles(verb, prompts);
    if (failed) return failed;
    return prompt(verb, {
      attributes,
      kind: null,
      digits: '',
      speech: NOTHING_SAID,
      spoken: false,
      prompts: prompts.filter((id) => !silent.includes(id)),
      files,
      prompting: true,
      timer: null,
    });
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'nested-done':
        return prompt(verb, state);
      case 'fetched':
        return fetched(verb, state, signal.done);
      case 'key':
        return key(verb, state, signal.key);
      case 'speech':
        return speech(verb, state, signal.text, signal.confidence);
      case 'due':
        return due(verb, state, signal.work);
      default:
        // Who hangs up, or is taken elsewhere, has given no input: nothing is requested.
        return listen(state);
    }
  },
});

/** Starts the next nested verb; once all have been heard, the silence that ends the input is counted. */
function prompt(verb: VerbContext, state: State): Outcome<State> {
  if (Object.keys(state.files.awaited).length > 0) return listen(state);
  const [next, ...prompts] = state.prompts;
  if (next !== undefined) {
    const now = { ...state, prompts };
    return { type: 'nest', state: now, listening: listening(now), element: next };
  }
  const over = promptsOver(verb, state);
  if (over.spoken) return speechResult(verb, over);
  const speaks = over.kind === 'speech' || over.speech.word !== null;
  return listen(speaks ? over : wait(verb, over, over.attributes.timeoutMs));
}

function promptsOver(verb: VerbContext, state: State): State {
  return { ...state, prompts: [], prompting: false, files: forgetFiles(verb, state.files) };
}

function fetched(verb: VerbContext, state: State, done: Finished): Outcome<State> {
  const { files, silent, failed } = fileCame(verb, state.files, done);
  if (failed) return failed;
  return prompt(verb, { ...state, files, prompts: state.prompts.filter((id) => !silent.includes(id)) });
}

function key(verb: VerbContext, state: State, pressed: string): Outcome<State> {
  const { finishOnKey, numDigits, dtmf, timeoutMs } = state.attributes;
  if (!dtmf || state.kind === 'speech') return keyLost(verb, state, pressed);
  if (finishOnKey !== '' && pressed === finishOnKey) {
    return state.digits === '' ? empty(verb, state, pressed) : digitsResult(verb, state, pressed);
  }
  const digits = state.digits + pressed;
  if (numDigits !== null && digits.length >= numDigits) return digitsResult(verb, { ...state, digits }, '');
  stopListening(verb, state.speech);
  const over = promptsOver(verb, { ...state, kind: 'digits', digits, speech: NOTHING_SAID });
  return { ...listen(wait(verb, over, timeoutMs)), silence: true };
}

/** Nobody takes a key: the Gather wants speech, or has got some. */
function keyLost(verb: VerbContext, state: State, pressed: string): Outcome<State> {
  const { dtmf } = state.attributes;
  verb.report({
    rule: 'nothing-listens',
    level: 'info',
    message: `the key ${pressed} was pressed while the <Gather> takes ${dtmf ? 'the speech that came first' : 'speech only'}; it is lost`,
    help: dtmf ? 'what comes first counts, keys or speech' : 'write input="dtmf speech" for both',
  });
  return listen(state);
}

function speech(verb: VerbContext, state: State, text: string, confidence: number): Outcome<State> {
  const { attributes, kind } = state;
  if (!attributes.speech || kind === 'digits') {
    verb.report({
      rule: 'nothing-listens',
      level: 'info',
      message: `"${text}" was said while the <Gather> takes keys only; it is lost`,
      help: attributes.speech
        ? 'what comes first counts, keys or speech'
        : 'write input="dtmf speech" for both',
    });
    return listen(state);
  }
  const said = say(verb, attributes, state.speech, { text, confidence });
  if (said === state.speech) return listen(state);
  verb.turn.approximated('Gather: speech is recognised word by word, as it is written');
  verb.drop(state.timer);
  return listen({ ...state, speech: said, spoken: false, timer: null });
}

function due(verb: VerbContext, state: State, work: WorkId): Outcome<State> {
  if (work === state.speech.word) return word(verb, state);
  if (work === state.speech.longest) return speechOver(verb, state);
  if (state.kind === 'speech') return speechOver(verb, state);
  if (state.digits !== '') return digitsResult(verb, state, '');
  verb.turn.emit(verb.sid, { type: 'input', kind: 'timeout', value: null });
  return empty(verb, state, '');
}

/** A word has been said: the first one makes the input speech, and cuts the prompt off. */
function word(verb: VerbContext, before: State): Outcome<State> {
  const { attributes } = before;
  const speech = wordSaid(verb, attributes, before.speech);
  const state: State = { ...before, kind: 'speech', speech };
  const heard = speech.word === null ? wait(verb, state, attributes.speechTimeoutMs) : state;
  if (!state.prompting || !attributes.bargeIn) return listen(heard);
  return { ...listen(promptsOver(verb, heard)), silence: true };
}

/** The caller has fallen silent, or has spoken for long enough. */
function speechOver(verb: VerbContext, state: State): Outcome<State> {
  verb.drop(state.timer);
  stopListening(verb, state.speech);
  if (state.speech.words.length === 0) return empty(verb, state, '');
  if (!state.prompting) return speechResult(verb, state);
  verb.turn.approximated(
    'Gather: with bargeIn="false" the result waits for the prompt to end (not documented)',
  );
  const said = { ...state.speech, ahead: [], word: null, longest: null };
  return listen({ ...state, speech: said, spoken: true, timer: null });
}

/** (Re)starts the silence that ends the input. */
function wait(verb: VerbContext, state: State, ms: number): State {
  verb.drop(state.timer);
  return { ...state, timer: verb.timer(ms) };
}

function listen(state: State): Extract<Outcome<State>, { type: 'stay' }> {
  return { type: 'stay', state, listening: listening(state) };
}

function listening({ attributes, kind, digits, timer, prompting }: State): Listening {
  const { dtmf, speech, numDigits, finishOnKey, timeoutMs, speechTimeoutMs } = attributes;
  if (kind === 'speech' || !dtmf) {
    const silence = kind === 'speech' ? speechTimeoutMs : timeoutMs;
    const keys = { digits: '', numDigits: null, finishOnKey: '' };
    return { for: 'speech', ...keys, timeoutMs: silence, timer, prompting };
  }
  const wanted = speech && kind === null ? 'digits-or-speech' : 'digits';
  return { for: wanted, digits, numDigits, finishOnKey, timeoutMs, timer, prompting };
}

/** Nothing came: the next verb, or the action without a result when actionOnEmptyResult says so. */
function empty(verb: VerbContext, state: State, finishedOn: string): Outcome<State> {
  if (!state.attributes.actionOnEmptyResult) return { type: 'next' };
  return request(verb, state, ended(finishedOn));
}

function digitsResult(verb: VerbContext, state: State, finishedOn: string): Outcome<State> {
  return request(verb, state, [['Digits', state.digits], ...ended(finishedOn)]);
}

/** Captured requests have the language too; nothing says why the Gather ended, as it does for keys. */
function speechResult(verb: VerbContext, state: State): Outcome<State> {
  const { words, confidence } = state.speech;
  return request(verb, state, [
    ['SpeechResult', words.join(' ')],
    ['Confidence', String(confidence)],
    ['Language', state.attributes.language],
  ]);
}

/** Not documented, but in every captured request with digits. */
function ended(finishedOn: string): Params {
  return [
    ['FinishedOnKey', finishedOn],
    ['msg', 'Gather End'],
  ];
}

function request(verb: VerbContext, { attributes }: State, own: Params): Outcome<State> {
  const resolved = verb.resolve(attributes.action ?? undefined, 'action');
  if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
  return { type: 'transfer', to: { purpose: 'action', method: attributes.method, url: resolved.url, own } };
}
