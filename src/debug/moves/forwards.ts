import { legAt } from '../../engine/legs.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { readyVerb } from '../ready-verb.ts';
import type { Timeline } from '../timeline.ts';
import type { Move } from './move.ts';
import { MoveWatch } from './move-watch.ts';

/** Where a walk over what is known already begins, and what it stops at. */
export interface Departure {
  readonly timeline: Timeline;
  readonly position: number;
  /** The leg that is looked at there. */
  readonly leg: Leg | null;
  /** Whether something stopped, or would stop, at a position. */
  readonly stopsAt: (position: number) => boolean;
}

/** The position at which a move arrives that goes over known steps; their end where it goes beyond. */
export function forwards(move: Move, { timeline, position, leg, stopsAt }: Departure): number {
  const watch = new MoveWatch(move, leg);
  for (let at = position; at < timeline.length; at++) {
    if (at > position && (stopsAt(at) || arrivesBefore(watch, timeline, at))) return at;
    const step = timeline.steps[at];
    if (step && watch.after(step)) return at + 1;
  }
  return timeline.length;
}

function arrivesBefore(watch: MoveWatch, timeline: Timeline, at: number): boolean {
  const event = timeline.steps[at]?.event;
  if (event?.type !== 'advance') return false;
  const board = timeline.at(at);
  const leg = legAt(board.legs, event.leg);
  const verb = readyVerb(leg);
  return leg !== undefined && verb !== null && watch.before(board, leg, verb.element);
}
