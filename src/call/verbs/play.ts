import { defineVerb, type Outcome } from '../../engine/behaviour.ts';
import type { VerbContext } from '../../engine/verb-context.ts';
import { withoutCredentials } from '../../http/authentication.ts';
import type { Finished } from '../../http/exchange-state.ts';
import { textOf } from '../../twiml/document.ts';
import { answer } from '../status.ts';
import { goOnRepeating, type Repeating, repeat } from './repeated-piece.ts';

type State = { readonly url: string } | Repeating;

/**
 * Plays a file or sends keypad tones (Twilio docs: TwiML Voice: Play). The file is asked for by GET, without
 * parameters, through the cache. One that cannot be played counts as a failed document (sources disagree: the
 * choice `playFailure`); both a URL and digits play the file, then the tones.
 */
export const play = defineVerb<State>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const written = textOf(verb.document, verb.element.id);
    if (written === '') return tones(verb);
    const resolved = verb.resolve(written);
    if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
    const url = withoutCredentials(resolved.url);
    const media = verb.fetchedBefore(url);
    if (media) return repeat(verb, { kind: 'play', url, playsMs: media.playsMs });
    const done = verb.load(resolved.url);
    return done ? fetched(verb, url, done) : { type: 'stay', state: { url }, listening: null };
  },

  react(verb, state, signal) {
    if (!('url' in state)) {
      const next = goOnRepeating(verb, state, signal);
      const over = next.type === 'next' && signal.type === 'played' && state.piece.kind === 'play';
      return over ? tones(verb) : next;
    }
    if (signal.type === 'fetched') return fetched(verb, state.url, signal.done);
    // Cut off before it was heard.
    if (signal.type === 'interrupted' || signal.type === 'hang-up') return { type: 'next' };
    return { type: 'stay', state, listening: null };
  },
});

function tones(verb: VerbContext): Outcome<State> {
  const digits = verb.word('digits');
  return digits === '' ? { type: 'next' } : repeat(verb, { kind: 'tones', digits });
}

function fetched(verb: VerbContext, url: string, done: Finished): Outcome<State> {
  const { content, diagnostics } = done;
  const problem = diagnostics.find(({ level }) => level === 'error');
  for (const finding of diagnostics) if (finding !== problem) verb.report(finding);
  if (content) return repeat(verb, { kind: 'play', url, playsMs: content.media?.playsMs ?? null });
  // Inside a Gather a file that is no audio has a code of its own (error dictionary, 13325).
  const code = problem?.code === 13420 && verb.depth > 0 ? 13325 : (problem?.code ?? 11200);
  const finding = verb.diagnostic({ ...problem, level: 'error', message: problem?.message ?? url, code });
  if (verb.leg.setup.choices.playFailure === 'end' && code !== 13325)
    return { type: 'fail', diagnostic: finding, url: done.url };
  verb.report(finding);
  return { type: 'next' };
}
