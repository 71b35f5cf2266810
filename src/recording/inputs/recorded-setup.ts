import { quietSince } from '../../debug/session/quiet.ts';
import type { Timeline } from '../../debug/timeline.ts';
import type { Event } from '../../engine/event.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import { type ToToday, todaysTarget } from './recorded-acts.ts';

/** A leg that came in, as it is placed. */
export type PlacedEvent = Extract<Event, { readonly type: 'placed' }>;

/** Where today's session is: the application, and what is served to it. */
export interface Today {
  readonly toToday: ToToday;
  readonly servedAt: string;
}

/** A recorded leg as it is placed today. */
export function todaysLeg(leg: LegSetup, { toToday, servedAt }: Today): LegSetup {
  const { target, fallback, statusCallback } = leg;
  const moved = <C extends { readonly url: string }>(callback: C | null) =>
    callback && { ...callback, url: toToday(callback.url) };
  const common = {
    target: target && todaysTarget(target, toToday),
    fallback: moved(fallback),
    statusCallback: moved(statusCallback),
  };
  switch (leg.product) {
    case 'voice': {
      const { applications } = leg;
      const urls = Object.entries(applications ?? {}).map(([sid, url]) => [sid, toToday(url)] as const);
      const moves = applications ? { applications: Object.fromEntries(urls) } : {};
      return { ...leg, ...common, ...moves, recordingsAt: servedAt };
    }
    case 'messaging': {
      const { handling } = leg.message;
      return { ...leg, ...common, message: { ...leg.message, handling: { ...handling, mediaAt: servedAt } } };
    }
    case 'fax':
      return { ...leg, ...common, fax: { ...leg.fax, mediaAt: servedAt } };
  }
}

/** Everybody who came in, in order. */
export function placedEvents({ steps }: Timeline): readonly PlacedEvent[] {
  return steps.flatMap(({ event }) => (event.type === 'placed' ? [event] : []));
}

/** How long each message after the first was written when all about the one before it was done, in milliseconds. */
export function pausesBetween(timeline: Timeline): readonly number[] {
  const pauses: number[] = [];
  let quiet: number | null = null;
  let count = 0;
  for (const { event, switchboard } of timeline.steps) {
    if (event.type === 'placed') {
      if (count > 0) pauses.push(Math.max(0, event.at - (quiet ?? event.at)));
      count++;
      quiet = null;
    }
    quiet ??= quietSince(switchboard, count, 0);
  }
  return pauses;
}
