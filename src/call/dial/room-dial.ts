import type { Listening } from '../../engine/switchboard.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { childElements } from '../../twiml/document.ts';
import { LONGEST_CALL_S } from '../../twiml/language/limits.ts';
import { type Recording, recordingCallback, startRecording } from '../record/recordings.ts';
import { HEARS_STAR } from '../sound/listening.ts';

/** The first noun of a name that a `<Dial>` holds; `null` where there is none that can be used. */
export function nounOf(verb: VerbContext, name: string): ElementReader | null {
  const noun = childElements(verb.document, verb.element.id).find(
    (child) => child.name === name && !verb.skips.includes(child.id),
  );
  return noun ? verb.noun(noun) : null;
}

/** Starts the recording that the attributes of a `<Dial>` ask for, if they do (Twilio docs: Dial, "record"). */
export function recordDial(verb: VerbContext): Recording | null {
  const written = verb.word('record');
  if (written !== 'true' && !written.startsWith('record-from')) return null;
  return startRecording(verb.turn, verb.sid, {
    source: 'DialVerb',
    channels: written.endsWith('-dual') ? 2 : 1,
    track: verb.word('recordingTrack') || 'both',
    ...recordingCallback(verb),
  });
}

/** How long the parties of a `<Dial>` may talk, in milliseconds. */
export function timeLimitMs(verb: VerbContext): number {
  return (verb.number('timeLimit') ?? LONGEST_CALL_S.usual) * 1000;
}

/** What a `<Dial>` takes from its caller: with `hangupOnStar` the star. */
export function starOf(verb: VerbContext): Listening | null {
  return verb.flag('hangupOnStar') ? HEARS_STAR : null;
}
