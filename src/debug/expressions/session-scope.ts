import type { Json } from '../../engine/json.ts';
import { allLegs, hearerOf, NO_LEGS } from '../../engine/legs.ts';
import {
  callOf,
  frameOf,
  type Leg,
  listenerOf,
  partyOf,
  type Switchboard,
  verbOf,
} from '../../engine/switchboard.ts';
import { cacheContents } from '../../http/cache.ts';
import { attributesOf, childElements, type Document, type Element, elementOf } from '../../twiml/document.ts';
import { speechText } from '../../twiml/speech/speech-text.ts';
import type { Journal, JournalEntry } from '../journal.ts';
import type { PublicEventOf } from '../public-event.ts';
import { readyVerb } from '../ready-verb.ts';
import type { Scope } from './evaluate.ts';
import type { RootName } from './roots.ts';

/** A moment of a session, as an expression sees it. */
export interface Moment {
  /** `null` before anything happened. */
  readonly board: Switchboard | null;
  /** The leg that the expression is about. */
  readonly leg: Leg | null;
  readonly journal: Journal;
  /** How many steps of the timeline have been made: what was told later does not count. */
  readonly position: number;
  /** The session's clock in milliseconds. */
  readonly now: number;
}

/** What the names of an expression mean at a moment of a session. Each is worked out when it is asked for. */
export function scopeOf(moment: Moment): Scope {
  return (root) => VALUES[root](moment);
}

const VALUES: Readonly<Record<RootName, (moment: Moment) => Json>> = {
  params: (moment) => broughtBy(moment)?.params ?? {},
  cookies: ({ leg }) => Object.fromEntries((leg?.jar ?? []).map(({ name, value }) => [name, value])),
  cache: cacheAt,
  document: documentAt,
  verb: verbAt,
  attributes: (moment) => {
    const placed = atHand(moment);
    return placed ? attributesOf(placed.element) : {};
  },
  call: ({ leg, now }) => (leg ? legAt(leg, now) : null),
  legs: ({ board, now }) => allLegs(board?.legs ?? NO_LEGS).map((leg) => legAt(leg, now)),
  last: lastExchange,
  caller: callerAt,
  clock: ({ now }) => ({ ms: now }),
  // Only a filter has rows.
  row: () => null,
};

/** The verb that would start next, else the one that runs. */
function atHand({ leg }: Moment): { readonly document: Document; readonly element: Element } | null {
  if (!leg) return null;
  const ready = readyVerb(leg);
  if (ready) return ready;
  const running = verbOf(leg);
  const document = leg.frames.findLast((frame) => frame.running.some((verb) => verb === running))?.document;
  return document && running ? { document, element: elementOf(document, running.element) } : null;
}

function verbAt(moment: Moment): Json {
  const placed = atHand(moment);
  if (!placed) return null;
  const { document, element } = placed;
  const parent = element.parent === null ? null : elementOf(document, element.parent);
  return {
    name: element.name,
    line: element.line,
    column: element.column,
    text: speechText(document, element.id),
    parent: parent && parent.id !== 0 ? parent.name : null,
  };
}

function documentAt(moment: Moment): Json {
  const { leg, journal, position } = moment;
  const document = leg && frameOf(leg)?.document;
  if (!leg || !document) return null;
  const { url } = document;
  const call = callOf(leg);
  const visits = journal
    .entries(position)
    .filter(({ event }) => event.type === 'document' && event.call === call && event.url === url);
  return {
    url,
    path: pathOf(url),
    method: broughtBy(moment)?.method ?? null,
    line: atHand(moment)?.element.line ?? null,
    visits: visits.length,
    verbs: childElements(document, 0).map(({ name }) => name),
    edited: false,
  };
}

/** The exchange that brought the document that runs on the leg. */
function broughtBy({ leg, journal, position }: Moment): PublicEventOf<'exchange'> | null {
  const document = leg && frameOf(leg)?.document;
  if (!leg || !document) return null;
  const call = callOf(leg);
  const entries = journal.entries(position);
  const isArrival = ({ event }: JournalEntry) =>
    event.type === 'document' && event.call === call && event.url === document.url;
  const arrival = entries.findLastIndex(isArrival);
  for (let at = arrival - 1; at >= 0; at--) {
    const event = entries[at]?.event;
    if (event?.type === 'document' && event.call === call) return null;
    if (event?.type === 'exchange' && event.call === call && event.url === document.url) return event;
  }
  return null;
}

function lastExchange({ journal, position }: Moment): Json {
  const event = journal.exchanges(position).at(-1)?.event;
  if (event?.type !== 'exchange') return null;
  const { url, method, status, purpose, cache, error, durationMs, hops, params } = event;
  return {
    url,
    path: pathOf(url),
    method,
    status,
    purpose,
    cache,
    error,
    ms: durationMs,
    hops: hops.map((hop) => ({
      method: hop.method,
      url: hop.url,
      status: hop.status,
      location: hop.location,
      cache: hop.cache,
    })),
    params,
    body: hops.at(-1)?.responseBody ?? null,
  };
}

function cacheAt({ board, now, journal, position }: Moment): Json {
  if (!board) return {};
  const hops = journal
    .exchanges(position)
    .flatMap(({ event }) => (event.type === 'exchange' ? event.hops : []));
  return Object.fromEntries(
    cacheContents(board.cache, board.date + now).map(({ url, ageMs, freshMs }) => [
      url,
      {
        verdict: hops.findLast((hop) => hop.url === url)?.cache ?? null,
        age: ageMs / 1000,
        fresh: freshMs > 0,
      },
    ]),
  );
}

function legAt(leg: Leg, now: number): Json {
  const { sid, status, setup, answeredAt, endedAt } = leg;
  const seconds = answeredAt === null ? 0 : Math.max(0, (endedAt ?? now) - answeredAt) / 1000;
  return {
    sid,
    status,
    from: setup.from,
    to: setup.to,
    direction: setup.direction,
    seconds,
    role: partyOf(leg) === 'the caller' ? 'caller' : 'callee',
  };
}

/** What is said counts from the start of the verb that listens. */
function callerAt({ board, leg, journal, position }: Moment): Json {
  const listening = board && leg ? (listenerOf(hearerOf(board.legs, leg))?.listening ?? null) : null;
  const call = leg && callOf(leg);
  const entries = journal.entries(position);
  const started = entries.findLastIndex(({ event }) => event.type === 'verb' && event.call === call);
  const said = entries
    .slice(started + 1)
    .findLast(({ event }) => event.type === 'input' && event.call === call && event.kind === 'speech')?.event;
  return {
    digits: listening?.hidden ? listening.digits.replace(/./g, '*') : (listening?.digits ?? ''),
    said: said?.type === 'input' ? said.value : null,
    listening: listening !== null,
  };
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? url;
}
