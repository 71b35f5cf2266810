import type { Sid } from '../../engine/identifiers.ts';
import type { FarEnd } from '../../engine/product.ts';
import { signalRun } from '../../engine/run-verb.ts';
import type { Leg, RunningVerb } from '../../engine/switchboard.ts';
import type { Turn } from '../../engine/turn.ts';
import { farEndsWorks } from '../background/works.ts';

/** Verbs that talk to something that is no phone; a `<Pay>` to its payment connector. */
const TALK = ['Connect', 'Pay'];

/** The verb of a leg that has a far end now. */
export function farEndVerb(leg: Leg): RunningVerb | null {
  const verb = leg.frames[0]?.running[0];
  return verb && TALK.includes(verb.name) ? verb : null;
}

/** A far end closes or fails: that of the verb that has one, else those of what goes on beside the documents. */
export function farEndActs(turn: Turn, sid: Sid, { error, words }: FarEnd): void {
  const verb = farEndVerb(turn.leg(sid));
  if (!verb) return farEndsWorks(turn, sid, { error });
  const said = words === undefined ? {} : { words };
  signalRun(turn, sid, verb.run, { type: 'far-end', error, ...said });
}
