import { isCallback } from '../../engine/request.ts';
import type { PublicEvent } from '../public-event.ts';
import type { EventKind } from '../stop.ts';

/** What a kind is about, and the number behind it where it takes one. */
interface EventKindInfo {
  readonly help: string;
  /** Whether an event is of that kind; `limit` is the number behind the kind. */
  readonly matches: (event: PublicEvent, limit: number, visits: number) => boolean;
}

/** The kinds of events that a breakpoint can name. */
export const EVENT_KINDS: Readonly<Record<EventKind, EventKindInfo>> = {
  error: {
    help: 'after an error',
    matches: (event) => event.type === 'diagnostic' && event.level === 'error',
  },
  warning: {
    help: 'after a warning',
    matches: (event) => event.type === 'diagnostic' && event.level === 'warning',
  },
  redirect: {
    help: 'after an exchange that was redirected',
    matches: (event) => event.type === 'exchange' && event.hops.some(({ location }) => location !== null),
  },
  'cache-hit': {
    help: 'after an answer from the cache',
    matches: (event) => event.type === 'exchange' && event.hops.some(({ cache }) => cache === 'hit'),
  },
  cookie: {
    help: 'after an answer that sets or removes a cookie',
    matches: (event) =>
      event.type === 'exchange' && event.hops.some(({ cookiesSet }) => Object.keys(cookiesSet).length > 0),
  },
  callback: {
    help: 'after a callback',
    matches: (event) => event.type === 'exchange' && isCallback(event.purpose),
  },
  ring: {
    help: 'when a phone rings',
    matches: (event) => event.type === 'call' && event.status === 'ringing' && event.parent !== null,
  },
  'leg-end': {
    help: 'when a leg ends',
    matches: (event) => event.type === 'call' && event.reason !== null,
  },
  revisit: {
    help: 'when a document comes for the tenth time: revisit 3 for the third',
    matches: (event, limit, visits) => event.type === 'document' && visits >= limit,
  },
  slow: {
    help: 'after an exchange that took longer: slow 2s',
    matches: (event, limit) => event.type === 'exchange' && event.durationMs >= limit,
  },
};

/** True for the name of a kind. */
export function isEventKind(name: string): name is EventKind {
  return Object.hasOwn(EVENT_KINDS, name);
}
