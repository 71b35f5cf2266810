import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Happened, HappenedOf, HopSummary } from '../../src/engine/happened.ts';

const PAGE = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');

/** All names of a type, or of each type of a union. */
type FieldsOf<T> = T extends unknown ? keyof T : never;

/** Every one of these names, and no other: the compiler holds the lists below to the types. */
type Each<Names extends PropertyKey> = Readonly<Record<Names, true>>;

/** What an event has besides what all of them have. */
type OwnFields<T extends Happened['type']> = Exclude<FieldsOf<HappenedOf<T>>, 'at' | 'type' | 'call'>;

/** The fields of every event, in the order of the page. */
const EVENTS: { readonly [T in Happened['type']]: Each<OwnFields<T>> } = {
  call: { status: true, from: true, to: true, direction: true, parent: true, reason: true },
  exchange: {
    purpose: true,
    method: true,
    url: true,
    params: true,
    status: true,
    contentType: true,
    bytes: true,
    cache: true,
    error: true,
    durationMs: true,
    hops: true,
  },
  document: { url: true, verbs: true },
  verb: { name: true, line: true, column: true, attributes: true, url: true },
  heard: { kind: true, text: true, url: true, interrupted: true },
  input: { kind: true, value: true },
  diagnostic: {
    code: true,
    rule: true,
    level: true,
    message: true,
    url: true,
    line: true,
    column: true,
    document: true,
    about: true,
    help: true,
    excerpt: true,
    parserMessage: true,
  },
  message: {
    sid: true,
    direction: true,
    from: true,
    to: true,
    body: true,
    media: true,
    status: true,
    error: true,
    button: true,
    location: true,
    fax: true,
  },
  participant: { does: true, conference: true, url: true },
  connected: { with: true, reason: true },
  disconnected: { with: true, reason: true, seconds: true },
  conference: { name: true, sid: true, what: true, participants: true },
  queue: { name: true, sid: true, what: true, position: true, result: true },
  stop: { reason: true, text: true, breakpoint: true, line: true, column: true, name: true, url: true },
  printed: { expression: true, value: true, text: true },
  end: {
    status: true,
    reason: true,
    durationSeconds: true,
    error: true,
    notSimulated: true,
    recording: true,
  },
};

const HOP: Each<keyof HopSummary> = {
  method: true,
  url: true,
  attempt: true,
  status: true,
  failure: true,
  headStatus: true,
  location: true,
  requestHeaders: true,
  requestBody: true,
  responseHeaders: true,
  responseBody: true,
  bytes: true,
  rawBytes: true,
  media: true,
  cookiesSent: true,
  cookiesWithheld: true,
  cookiesSet: true,
  cookiesRejected: true,
  cache: true,
  cacheReason: true,
  durationMs: true,
  timing: true,
  connection: true,
  signed: true,
  login: true,
  fault: true,
};

/** First column of the first table below a line. */
function listed(below: string): readonly string[] {
  const [, after = ''] = PAGE.split(below);
  const [table = ''] = /(?:^\|.*\n)+/m.exec(after) ?? [];
  return [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
}

describe('docs/events.md', () => {
  it('has a section for every event', () => {
    const sections = [...PAGE.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name);
    expect(sections).toEqual(Object.keys(EVENTS));
  });

  it.each(Object.entries(EVENTS))('lists the fields of %s as the code has them', (type, fields) => {
    expect(listed(`### \`${type}\`\n`)).toEqual(Object.keys(fields));
  });

  it('lists the fields of a hop, and those of all events', () => {
    expect(listed('\nA hop:\n')).toEqual(Object.keys(HOP));
    expect(listed('Every event has these')).toEqual(['seq', 'at', 'type', 'call']);
  });
});
