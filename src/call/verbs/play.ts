import type { Piece } from '../../audio/piece.ts';
import type { Media } from '../../engine/switchboard.ts';
import { defineVerb, type Outcome } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Finished } from '../../http/exchange-state.ts';
import { textOf } from '../../twiml/document.ts';
import { answer } from '../leg/status.ts';
import { judgeFile, playedUrl } from '../sound/played-file.ts';
import { goOnRepeating, isOver, type Repeating, repeat } from '../sound/repeated-piece.ts';
import { whyUnfetched } from '../sound/unfetched-file.ts';

type State = { readonly url: string } | Repeating;

/** A file that plays longer may drop the call, in milliseconds (Twilio docs: Play). */
const LONGEST_FILE_MS = 40 * 60_000;

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
    const url = playedUrl(resolved.url);
    const media = verb.fetchedBefore(url);
    if (media) return repeat(verb, pieceOf(url, media));
    const unfetched = whyUnfetched(verb, url);
    if (unfetched !== null) {
      verb.turn.approximated(unfetched);
      return repeat(verb, pieceOf(url, null));
    }
    const done = verb.load(resolved.url);
    return done ? fetched(verb, url, done) : { type: 'stay', state: { url }, listening: null };
  },

  react(verb, state, signal) {
    if (!('url' in state)) {
      const next = goOnRepeating(verb, state, signal);
      const over = next.type === 'next' && signal.type === 'played' && state.piece.kind === 'play';
      return over ? tonesAfter(verb) : next;
    }
    if (signal.type === 'fetched') return fetched(verb, state.url, signal.done);
    // Cut off before it was heard.
    if (isOver(signal)) return { type: 'next' };
    return { type: 'stay', state, listening: null };
  },
});

function pieceOf(url: string, media: Media | null): Piece {
  return media ? { kind: 'play', url, ...media } : { kind: 'play', url, playsMs: null };
}

function tones(verb: VerbContext): Outcome<State> {
  const digits = verb.word('digits');
  return digits === '' ? { type: 'next' } : repeat(verb, { kind: 'tones', digits });
}

/** Digits beside a URL. */
function tonesAfter(verb: VerbContext): Outcome<State> {
  if (verb.word('digits') !== '')
    verb.turn.approximated('Play: of a URL and digits the file is played first (not documented)');
  return tones(verb);
}

function fetched(verb: VerbContext, url: string, done: Finished): Outcome<State> {
  const judged = judgeFile(verb, done, verb.depth > 0 ? 'gather' : 'document');
  if (judged.type !== 'plays') return judged;
  if ((judged.media?.playsMs ?? 0) > LONGEST_FILE_MS)
    verb.report({
      rule: 'long-file',
      level: 'warning',
      message: `Play: ${url} plays longer than ${LONGEST_FILE_MS / 60_000} minutes, which may drop the call`,
      help: 'split the file into several <Play>',
    });
  return repeat(verb, pieceOf(url, judged.media));
}
