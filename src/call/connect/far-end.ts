import type { Sid } from '../../engine/identifiers.ts';
import { signalRun } from '../../engine/running/run-verb.ts';
import type { FarEnd } from '../../engine/turn/product.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import { farEndsWorks } from '../background/works.ts';
import { farEndVerb } from '../far-end-verb.ts';

/** A far end closes or fails: that of the verb that has one, else those of what goes on beside the documents. */
export function farEndActs(turn: Turn, sid: Sid, { error, words }: FarEnd): void {
  const verb = farEndVerb(turn.leg(sid));
  if (!verb) return farEndsWorks(turn, sid, { error });
  const said = words === undefined ? {} : { words };
  signalRun(turn, sid, verb.run, { type: 'far-end', error, ...said });
}
