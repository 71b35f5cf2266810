import type { PublicEventOf } from '../../debug/public-event.ts';
import { HarCacheLog } from './har-cache.ts';
import { HarConnections } from './har-connections.ts';
import { harEntry } from './har-entry.ts';
import type { Har, HarEntry, HarPage } from './har-format.ts';
import type { RecordedSession } from './recorded-session.ts';

/** Options for {@link har}. */
export interface HarOptions {
  /** The version of the program that writes the archive. */
  readonly version: string;
  /** Keep the values of cookies, logins and signatures. */
  readonly secrets: boolean;
}

/** Writes a session as an HTTP archive: a page for each call, an entry for each hop. */
export function har(session: RecordedSession, options: HarOptions): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: 'twiml-debug', version: options.version },
      pages: pages(session),
      entries: entries(session, options),
      comment: options.secrets
        ? session.target
        : `${session.target}; cookie values, logins and signatures are redacted`,
    },
  };
}

function pages({ events, date }: RecordedSession): readonly HarPage[] {
  const found = new Map<string, HarPage>();
  for (const event of events) {
    if (event.type !== 'call' || event.call === null || found.has(event.call)) continue;
    found.set(event.call, {
      startedDateTime: isoTime(date + event.at),
      id: event.call,
      title: `${event.direction} call ${event.from} → ${event.to}`,
      pageTimings: { onContentLoad: -1, onLoad: -1 },
    });
  }
  return [...found.values()];
}

function entries(session: RecordedSession, { secrets }: HarOptions): readonly HarEntry[] {
  const cache = new HarCacheLog();
  const connections = new HarConnections();
  const paged = new Set(pages(session).map(({ id }) => id));
  return session.events.flatMap((event) => {
    if (event.type !== 'exchange') return [];
    return event.hops.map((hop, at) => {
      const startedAt = session.date + startOf(event, at);
      const startedDateTime = isoTime(startedAt);
      const connection = connections.of(hop, startedAt, startedAt + hop.durationMs);
      return {
        ...(event.call !== null && paged.has(event.call) ? { pageref: event.call } : {}),
        startedDateTime,
        ...harEntry(hop, { startedAt, secrets }),
        ...(connection === null ? {} : { connection }),
        cache: cache.after(hop, startedDateTime),
        _purpose: event.purpose,
        _twilioError: at === event.hops.length - 1 ? event.error : null,
      };
    });
  });
}

/** Works out when a hop began: an exchange is told when it is done, after its hops came one after the other. */
function startOf({ at, hops }: PublicEventOf<'exchange'>, hop: number): number {
  const spent = hops.slice(hop).reduce((sum, { durationMs }) => sum + durationMs, 0);
  // On a virtual clock HTTP takes no time at all.
  return Math.max(0, at - spent);
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
