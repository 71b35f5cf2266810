import type { PublicEvent, PublicEventOf } from '../../debug/public-event.ts';
import { isCallback } from '../../engine/request.ts';
import type { DifferenceKind, DifferencePlace } from './difference.ts';
import type { Lane } from './step.ts';
import { isDuration } from './volatile.ts';

/** A step before anything has been left out of its values. */
export interface StepValues {
  readonly kind: DifferenceKind;
  readonly lane: Lane;
  readonly identity: string;
  readonly what: string;
  readonly place: DifferencePlace | null;
  readonly values: Record<string, string>;
  readonly times: Record<string, number>;
}

/** An answer that takes longer makes callers wait; Twilio gives up after 15 s (Twilio docs: Voice webhook timeouts). */
const SLOW_MS = 5_000;

/** Paths of the values of a request that its answer decides, the most telling first. */
export const ANSWERED = ['status', 'error', 'redirects', 'contentType', 'cache', 'timing'] as const;

/** Findings about the run itself: they say nothing about the application. */
const ABOUT_THE_RUN: ReadonlySet<string> = new Set([
  'script-left',
  'script-dropped',
  'nobody-left',
  'left',
  'interrupted',
  'timeout',
  'fault-unused',
  'unreachable',
]);

/** What a step of an event is made of; `null` for events that belong to another step, or say nothing of the application. */
export function valuesOf(event: PublicEvent, nameOf: (call: string) => string): StepValues | null {
  switch (event.type) {
    case 'exchange':
      return exchangeValues(event);
    case 'diagnostic':
      return findingValues(event);
    case 'message':
      return messageValues(event);
    case 'call':
      return {
        ...plain('call', event.status, `call ${event.status}`, {
          status: event.status,
          from: event.from,
          to: event.to,
          direction: event.direction,
          reason: event.reason,
        }),
        lane: 'status',
      };
    case 'connected':
    case 'disconnected': {
      const withWhom = nameOf(event.with);
      const step = plain('connection', event.type, `${event.type} ${withWhom}`, {
        with: withWhom,
        reason: event.reason,
      });
      return event.type === 'connected' ? step : { ...step, times: { 'connection.seconds': event.seconds } };
    }
    case 'conference':
      return plain('conference', `${event.what} ${event.name}`, `conference ${event.name}: ${event.what}`, {
        participants: event.participants,
      });
    case 'queue':
      return plain('queue', `${event.what} ${event.name}`, `queue ${event.name}: ${event.what}`, {
        position: event.position,
        result: event.result,
      });
    case 'participant':
      return plain('conference', `participant ${event.does}`, `participant: ${event.does}`, {
        does: event.does,
        conference: event.conference,
        url: event.url,
      });
    case 'end':
      return {
        ...plain('end', 'end', 'the end', {
          status: event.status,
          reason: event.reason,
          error: event.error,
        }),
        times: { 'end.durationSeconds': event.durationSeconds },
      };
    case 'verb':
    case 'heard':
    case 'input':
    case 'document':
    case 'stop':
      return null;
    default:
      // A newer program may tell more.
      return null;
  }
}

type Scalar = string | number | boolean | null | undefined;

function plain(
  kind: DifferenceKind,
  identity: string,
  what: string,
  values: Readonly<Record<string, Scalar>>,
): StepValues {
  return { kind, lane: 'main', identity, what, place: null, values: prefixed(kind, values), times: {} };
}

/** Values by their whole path; what is not there has none. */
export function prefixed(prefix: string, values: Readonly<Record<string, Scalar>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== undefined) found[`${prefix}.${name}`] = String(value);
  return found;
}

function exchangeValues(event: PublicEventOf<'exchange'>): StepValues {
  const { purpose, method, url } = event;
  const kind = kindOf(event);
  const values = prefixed(kind, {
    purpose,
    method,
    url: withoutQuery(url),
    status: event.status ?? 'none',
    contentType: event.contentType?.toLowerCase(),
    error: event.error,
    cache: event.cache,
    redirects: redirectsOf(event),
    timing: event.durationMs >= SLOW_MS ? 'slow' : 'in time',
  });
  const times: Record<string, number> = {};
  for (const [name, value] of Object.entries({ ...queryOf(url), ...event.params })) {
    const path = `${kind}.params.${name}`;
    if (isDuration(name) && /^\d+(\.\d+)?$/.test(value)) times[path] = Number(value);
    else values[path] = value;
  }
  // What a cookie holds is the application's own business, and often another one each time.
  for (const { cookiesSet } of event.hops)
    for (const [name, value] of Object.entries(cookiesSet))
      values[`${kind}.cookies.${name}`] = value === null ? 'removed' : 'set';
  const path = URL.parse(url)?.pathname ?? url;
  return {
    kind,
    lane: kind === 'request' ? 'main' : kind,
    identity: `${purpose} ${method} ${path}`,
    what: `${method} ${path} (${purpose})`,
    place: null,
    values,
    times,
  };
}

function kindOf({ purpose }: PublicEventOf<'exchange'>): 'request' | 'callback' | 'media' {
  if (purpose === 'media') return 'media';
  return isCallback(purpose) ? 'callback' : 'request';
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

function queryOf(url: string): Readonly<Record<string, string>> {
  return Object.fromEntries(URL.parse(url)?.searchParams ?? []);
}

/** Where it was redirected to, hop by hop; `null` where it was not. */
function redirectsOf({ hops }: PublicEventOf<'exchange'>): string | null {
  const moved = hops.flatMap(({ status, location }) =>
    location === null ? [] : [`${status} ${withoutQuery(location)}`],
  );
  return moved.length > 0 ? moved.join(', ') : null;
}

function findingValues(event: PublicEventOf<'diagnostic'>): StepValues | null {
  const { code, rule, level, message, url, line, column } = event;
  if (rule !== null && ABOUT_THE_RUN.has(rule)) return null;
  const name = String(code ?? rule);
  return {
    kind: 'finding',
    lane: 'finding',
    identity: name,
    what: `${level} ${name}`,
    place: url === null || line === null ? null : { url, line, column: column ?? 1 },
    // How long something took is no property of the application.
    values: prefixed(`finding.${name}`, {
      level,
      message: message.replace(/\d{1,9}(?:\.\d{1,9})? m?s\b/g, '… s'),
    }),
    times: {},
  };
}

function messageValues(event: PublicEventOf<'message'>): StepValues {
  const { direction, status } = event;
  return plain('message', `${direction} ${status}`, `message ${direction} ${status}`, {
    direction,
    status,
    from: event.from,
    to: event.to,
    body: event.body,
    media: event.media.length > 0 ? event.media.join(' ') : null,
    error: event.error,
  });
}
