import type { Piece } from '../../audio/piece.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import { workFor } from '../../engine/pending.ts';
import { openAbove } from '../../engine/running/arrival.ts';
import { closeFrames } from '../../engine/running/leg-life.ts';
import type { FrameRole } from '../../engine/switchboard.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import { giveUpWhere } from '../../engine/turn/exchanges.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Diagnostic } from '../../errors/diagnostic.ts';
import { isTwiliosSound } from './unfetched-file.ts';

/** What somebody hears who waits: Twilio's default music, nothing, or what a URL answers. */
export type Waiting =
  | 'music'
  | 'silence'
  | {
      readonly url: string;
      readonly method: 'GET' | 'POST';
      readonly verbs: readonly string[];
      readonly code: number;
    };

/** Verbs of the document, and Twilio's error for any other. */
type WaitVerbs = Pick<FrameRole, 'verbs' | 'code'>;

/**
 * The default list of music (Twilio docs: Enqueue, Conference: waitUrl). It is heard in silence, a minute at a time,
 * and nothing is asked for.
 */
export const MUSIC: Piece = {
  kind: 'play',
  url: 'http://twimlets.com/holdmusic?Bucket=com.twilio.music.classical',
  playsMs: 60_000,
};

/**
 * Reads a `waitUrl`: without one there is music, an empty one is silence (Twilio docs: Enqueue, Conference). Twilio's own music is known. A URL
 * that cannot be one is answered as what to report.
 */
export function waitingOf(
  element: ElementReader,
  methodAttribute: string,
  wait: WaitVerbs,
): { readonly waiting: Waiting } | { readonly refused: Diagnostic } {
  const written = element.attribute('waitUrl');
  if (written === undefined) return { waiting: 'music' };
  if (written.trim() === '') return { waiting: 'silence' };
  const resolved = element.resolve(written, 'waitUrl');
  if (!resolved.ok) return { refused: resolved.diagnostic };
  if (isTwiliosSound(resolved.url)) return { waiting: 'music' };
  return { waiting: { url: resolved.url, method: element.method(methodAttribute), ...wait } };
}

/** Lets a verb's leg hear what it is to hear while it waits. Answers the music that began, if any. */
export function startWaiting(verb: VerbContext, waiting: Waiting): WorkId | null {
  if (waiting === 'silence') return null;
  if (waiting === 'music') return verb.play(MUSIC);
  const { url, method, verbs, code } = waiting;
  const role: FrameRole = { kind: 'wait', owner: verb.ref, verbs, code };
  openAbove(verb.turn, verb.sid, role, { purpose: 'wait', url, method, own: [] });
  return null;
}

/** The wait is over: nothing of it is heard or asked for any more. */
export function stopWaiting(verb: VerbContext): void {
  const { turn, sid, at, running } = verb;
  closeFrames(turn, sid, at + 1);
  cutPieces(verb);
  giveUpWhere(turn, sid, (work) => {
    if (work.kind !== 'hop' || typeof work.awaitedBy !== 'object' || !('frame' in work.awaitedBy))
      return false;
    const { owner } = work.awaitedBy.frame;
    return owner.leg === sid && owner.run === running.run;
  });
}

/** Cuts off what a verb itself lets its leg hear, and tells so. */
export function cutPieces(verb: VerbContext): void {
  for (const work of workFor(verb.turn.board.pending, verb.sid)) {
    if (work.kind !== 'play' || work.leg !== verb.sid || work.run !== verb.running.run) continue;
    verb.drop(work.id);
    verb.heard(work.piece, 'cut-off');
  }
}
