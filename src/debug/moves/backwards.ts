import type { Sid } from '../../engine/identifiers.ts';
import { callOf, type Leg } from '../../engine/switchboard.ts';
import { rowAt } from '../../engine/table.ts';
import type { Timeline, TimelineStep } from '../timeline.ts';
import type { BackMove } from './move.ts';

/** Where a walk back begins. */
export interface Origin {
  readonly timeline: Timeline;
  readonly position: number;
  /** The leg that is looked at there. */
  readonly leg: Leg | null;
  /** Whether something stopped, or would stop, at a position. */
  readonly stopsAt: (position: number) => boolean;
}

/** The position that a walk back leads to, or why there is none. */
export type Backwards = { readonly to: number } | { readonly refusal: string };

const BEGINNING: Backwards = { refusal: 'this is the beginning' };

/** Where a move back leads. It is the place from which the move forward would have come here, or the nearest one. */
export function backwards(move: BackMove, origin: Origin): Backwards {
  switch (move) {
    case 'back':
      return backOver(origin);
    case 'back into':
      return found(nearest(origin, (at) => isVerb(origin, at) || isSmall(origin.timeline.steps[at - 1])));
    case 'back finish':
      return backToFirst(origin);
    case 'back continue':
      return found(nearest(origin, origin.stopsAt) ?? firstVerb(origin));
  }
}

/** The verb before this one, in this document or one that it came from; what ran inside it is passed over. */
function backOver(origin: Origin): Backwards {
  const { leg, timeline } = origin;
  if (!leg) return found(nearest(origin, (at) => isVerb(origin, at)));
  const frames = leg.frames.length;
  const depth = leg.ready?.depth ?? Math.max(0, (leg.frames.at(-1)?.running.length ?? 1) - 1);
  let visits = 0;
  const to = nearest(origin, (at) => {
    const before = legAt(timeline, at, leg.sid);
    if (bringsDocument(timeline.steps[at], leg) && (before?.frames.length ?? 0) <= frames) visits++;
    if (!isVerb(origin, at, leg.sid) || !before?.ready) return false;
    if (before.frames.length !== frames) return before.frames.length < frames;
    return before.ready.depth <= (visits === 0 ? depth : 0);
  });
  // Before the leg came up others ran.
  return found(to ?? nearest(origin, (at) => isVerb(origin, at)));
}

/** The first verb of the document that runs on the leg. */
function backToFirst(origin: Origin): Backwards {
  const { leg, timeline, position } = origin;
  const frames = leg?.frames.length ?? 0;
  if (!leg || frames === 0) return { refusal: 'there is no document here' };
  let first: number | null = null;
  for (let at = position - 1; at >= 0; at--) {
    const before = legAt(timeline, at, leg.sid);
    if (!before || before.frames.length < frames) break;
    if (bringsDocument(timeline.steps[at], leg) && before.frames.length <= frames) break;
    if (isVerb(origin, at, leg.sid) && before.frames.length === frames) first = at;
  }
  return first === null
    ? { refusal: 'this is the first verb of its document: N goes back further' }
    : { to: first };
}

function firstVerb(origin: Origin): number | null {
  for (let at = 0; at < origin.position; at++) if (isVerb(origin, at)) return at;
  return null;
}

/** The nearest earlier position of which something holds; asked from the latest to the first. */
function nearest({ position }: Origin, holds: (at: number) => boolean): number | null {
  for (let at = position - 1; at >= 0; at--) if (holds(at)) return at;
  return null;
}

function found(to: number | null): Backwards {
  return to === null ? BEGINNING : { to };
}

/** A verb starts next there, on that leg where one is named. */
function isVerb({ timeline }: Origin, at: number, leg?: Sid): boolean {
  const event = timeline.steps[at]?.event;
  return event?.type === 'advance' && (leg === undefined || event.leg === leg);
}

/** A hop, or an exchange that needed none, ended with this step. */
function isSmall(step: TimelineStep | undefined): boolean {
  return step?.event.type === 'hop' || step?.happened.some(({ type }) => type === 'exchange') === true;
}

function bringsDocument(step: TimelineStep | undefined, leg: Leg): boolean {
  return step?.happened.some((one) => one.type === 'document' && one.call === callOf(leg)) === true;
}

function legAt(timeline: Timeline, position: number, leg: Sid): Leg | undefined {
  return rowAt(timeline.at(position).legs.rows, leg);
}
