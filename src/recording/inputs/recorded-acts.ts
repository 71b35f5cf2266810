import type { CallerAct } from '../../debug/people/caller.ts';
import type { Timeline } from '../../debug/timeline.ts';
import type { Event } from '../../engine/event.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { allLegs, hearerOf } from '../../engine/legs.ts';
import type { Target } from '../../engine/placed/leg-setup.ts';
import type { Leg, Switchboard } from '../../engine/switchboard.ts';
import { type LegMoment, LegWatch } from './leg-watch.ts';

/** Something that somebody did, the moment at which they did it, and how long after it began, in milliseconds. */
export interface RecordedAct {
  readonly act: CallerAct;
  readonly moment: LegMoment;
  readonly afterMs: number;
}

/** What whoever was on a leg did, in order. */
export interface RecordedPart {
  /** The number that was dialled; `null` for a leg that came by itself. */
  readonly dialled: string | null;
  readonly acts: readonly RecordedAct[];
}

/** URLs of the recorded application as they are today. */
export type ToToday = (url: string) => string;

/** Everything that people did in a recorded session, leg by leg in the order in which they came up. */
export function recordedActs(timeline: Timeline, toToday: ToToday): readonly RecordedPart[] {
  const parts = new Map<Sid, { dialled: string | null; acts: RecordedAct[]; watch: LegWatch }>();
  for (const [index, { event }] of timeline.steps.entries()) {
    const before = timeline.at(index);
    if (!TAKES_NO_TIME.has(event.type)) look(before, parts);
    const act = actOf(event, toToday);
    if (!act) continue;
    const named = 'leg' in event && typeof event.leg === 'string' ? event.leg : null;
    const part = parts.get(named ?? allLegs(before.legs).map(({ sid }) => sid)[0] ?? '');
    if (!part) continue;
    const { moment } = part.watch;
    part.acts.push({ act, moment, afterMs: Math.max(0, event.at - part.watch.beginOf(moment)) });
    part.watch.acted(event.at);
  }
  return [...parts.values()].map(({ dialled, acts }) => ({ dialled, acts }));
}

/** Events that enter as soon as they can: nobody is asked before them what they mean to do. */
const TAKES_NO_TIME: ReadonlySet<Event['type']> = new Set(['placed', 'advance', 'hop', 'closed']);

function look(
  { legs, now }: Switchboard,
  parts: Map<Sid, { dialled: string | null; acts: RecordedAct[]; watch: LegWatch }>,
): void {
  for (const leg of allLegs(legs)) {
    let part = parts.get(leg.sid);
    if (!part) {
      part = { dialled: leg.owner === null ? null : leg.setup.to, acts: [], watch: new LegWatch() };
      parts.set(leg.sid, part);
    }
    if (leg.endedAt === null) part.watch.observe(asHeard(legs, leg), now);
  }
}

/** A leg with the documents that hear its party. */
function asHeard(legs: Switchboard['legs'], leg: Leg): Leg {
  const hearer = hearerOf(legs, leg);
  return hearer === leg ? leg : { ...leg, frames: hearer.frames };
}

/** What somebody did; `null` for what came by itself. */
function actOf(event: Event, toToday: ToToday): CallerAct | null {
  switch (event.type) {
    case 'key':
    case 'speech':
    case 'voice':
    case 'callee':
    case 'far-end':
    case 'set-cookie': {
      const { at: _at, leg: _leg, ...act } = event;
      return act;
    }
    case 'hang-up': {
      if (event.exceeded) return null;
      return { type: 'hang-up', ...(event.reason === undefined ? {} : { reason: event.reason }) };
    }
    case 'replaced':
      return { type: 'replaced', by: event.by === 'hang-up' ? event.by : todaysTarget(event.by, toToday) };
    case 'participant': {
      const { does } = event;
      if (typeof does === 'string') return { type: 'participant', does };
      return {
        type: 'participant',
        does: { announce: { ...does.announce, url: toToday(does.announce.url) } },
      };
    }
    case 'clear-cache':
      return { type: 'clear-cache', url: event.url === null ? null : toToday(event.url) };
    case 'shared':
      return { type: 'shared', name: event.name, value: event.value };
    case 'placed':
    case 'closed':
    case 'advance':
    case 'hop':
    case 'played':
    case 'due':
      return null;
  }
}

/** A target at today's address. */
export function todaysTarget(target: Target, toToday: ToToday): Target {
  if (target.kind === 'url') return { ...target, url: toToday(target.url) };
  return target.baseUrl === null ? target : { ...target, baseUrl: toToday(target.baseUrl) };
}
