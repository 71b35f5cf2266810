import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import type { Happened } from '../../src/engine/happened.ts';
import { EMPTY, type Switchboard } from '../../src/engine/switchboard.ts';
import { failure, ok, response } from '../support/memory-call.ts';
import { inboundFax, FAX_STEP as step } from '../support/memory-fax.ts';

const attribute = (name: string, ...values: readonly string[]) =>
  fc
    .option(fc.constantFrom(...values), { nil: null })
    .map((value) => (value === null ? '' : ` ${name}="${value}"`));

const receive = fc
  .tuple(
    attribute('action', '/a', '', 'ftp://x', 'http://[', 'http://u:p@app.test/a'),
    attribute('method', 'GET', 'post', 'PUT'),
    attribute('mediaType', 'image/tiff', 'application/pdf', 'x'),
    attribute('storeMedia', 'false', 'true', ''),
    attribute('pageSize', 'a4', 'b5'),
  )
  .map((attributes) => `<Receive${attributes.join('')}/>`);

const verb = fc.oneof(
  { weight: 4, arbitrary: receive },
  {
    weight: 2,
    arbitrary: fc.constantFrom('<Reject/>', '<Say>a</Say>', '<Foo><Receive/></Foo>', 'text', '<!-- a -->'),
  },
);

const answer = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(verb, { maxLength: 3 })
      .map((verbs) => ({ status: 200, body: response(verbs.join('\n')), type: 'text/xml' })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { status: 500, body: 'no', type: 'text/plain' },
      { status: 302, body: '', type: 'text/plain' },
      { status: 200, body: '<Response>', type: 'text/xml' },
      { status: 200, body: 'thanks', type: 'text/html' },
      { status: 200, body: '{}', type: 'application/json' },
      { status: 204, body: '', type: '' },
    ),
  },
);

const choices = fc.array(
  fc.record({
    pick: fc.nat(99),
    answer,
    wait: fc.constantFrom(0, 10, 40_000),
    pages: fc.constantFrom(1, 2, 500),
    failure: fc.constantFrom(null, null, 34004 as const, 34108 as const),
    fallback: fc.boolean(),
  }),
  { minLength: 3, maxLength: 30, size: 'max' },
);

type Choice = typeof choices extends fc.Arbitrary<(infer C)[]> ? C : never;

const LATER = { kind: 'url', url: 'http://app.test/later', method: 'POST' } as const;

function placed(at: number, { pages, failure: fails, fallback }: Choice): Event {
  const plain = inboundFax('http://app.test/fax', { failure: fails });
  const document = plain.fax ? { ...plain.fax.document, pages } : null;
  const spare = { url: 'http://app.test/spare', method: 'POST' } as const;
  return {
    at,
    type: 'placed',
    leg: {
      ...plain,
      fallback: fallback ? spare : null,
      ...(plain.fax && document ? { fax: { ...plain.fax, document } } : {}),
    },
    seed: 'seed',
    date: 0,
    rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
    more: true,
  };
}

/** An event that could happen now. */
function possible(board: Switchboard, choice: Choice): Event {
  const { pick, answer: got, wait } = choice;
  const at = board.now + wait;
  const [first] = Object.keys(board.legs);
  if (!first || pick < 10) return placed(at, choice);
  const events: Event[] = [
    { at, type: 'hang-up', leg: first },
    { at, type: 'key', leg: first, value: '1' },
    { at, type: 'callee', leg: first, does: 'answer' },
    { at, type: 'replaced', leg: first, by: pick % 2 ? 'hang-up' : LATER },
    { at, type: 'set-cookie', leg: first, url: 'http://app.test/a', header: pick % 2 ? 'k=v' : null },
  ];
  for (let i = 0; i < 8; i++) {
    for (const leg of Object.values(board.legs))
      if (leg.ready) events.push({ at, type: 'advance', leg: leg.sid });
    for (const work of Object.values(board.pending)) {
      if (work.kind === 'timer') events.push({ at: Math.max(at, work.due), type: 'due', work: work.id });
      if (work.kind !== 'hop') continue;
      const headers = [
        ['Content-Type', got.type],
        ['Location', '/next'],
        ['Set-Cookie', `c${pick % 3}=b`],
      ].filter(([, value]) => value !== '') as [string, string][];
      events.push({ at, type: 'hop', work: work.id, got: { ...ok(got.body, headers), status: got.status } });
      if (pick % 5 === 0) events.push({ at, type: 'hop', work: work.id, got: failure('refused') });
    }
  }
  return events[pick % events.length] as Event;
}

/** Follows the choices, then lets everything that is under way come to its end. */
function play(picks: readonly Choice[]) {
  const events: Event[] = [];
  const happened: Happened[] = [];
  const boards: Switchboard[] = [];
  let board: Switchboard = EMPTY;
  const enter = (event: Event) => {
    events.push(event);
    const stepped = step(board, event);
    board = stepped.switchboard;
    boards.push(board);
    happened.push(...stepped.happened);
  };
  for (const choice of picks) enter(possible(board, choice));
  enter({ at: board.now, type: 'closed' });
  for (let left = 2000; left > 0 && !board.ended; left--) {
    const ready = Object.values(board.legs).find((leg) => leg.ready !== null);
    const [work] = Object.values(board.pending);
    if (ready) enter({ at: board.now, type: 'advance', leg: ready.sid });
    else if (work?.kind === 'timer') enter({ at: Math.max(board.now, work.due), type: 'due', work: work.id });
    else if (work) enter({ at: board.now, type: 'hop', work: work.id, got: failure('closed') });
    else break;
  }
  return { events, happened, boards, last: board };
}

describe('fax, on random documents and random events', () => {
  it('never throws, always ends, tells its end once and last, and its state survives JSON', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        const { happened, boards, last } = play(picks);
        expect(last.ended).toBe(true);
        expect(happened.filter(({ type }) => type === 'end')).toHaveLength(1);
        expect(happened.at(-1)?.type).toBe('end');
        for (const board of boards) expect(JSON.parse(JSON.stringify(board))).toEqual(board);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same for the same events', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        const first = play(picks);
        let board: Switchboard = EMPTY;
        const again: Happened[] = [];
        for (const event of JSON.parse(JSON.stringify(first.events)) as Event[]) {
          const stepped = step(board, event);
          board = stepped.switchboard;
          again.push(...stepped.happened);
        }
        expect(again).toEqual(first.happened);
        expect(board).toEqual(first.last);
      }),
      { numRuns: 100 },
    );
  });

  it('tells every fax that it is coming, and then once what became of it', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        const { happened, last } = play(picks);
        const told = happened.filter((event) => event.type === 'message');
        for (const sid of Object.keys(last.legs)) {
          const statuses = told.filter((event) => event.sid === sid).map(({ status }) => status);
          expect(statuses).toHaveLength(2);
          expect(statuses[0]).toBe('receiving');
          expect(['received', 'failed', 'canceled']).toContain(statuses[1]);
        }
        const retired = happened.filter((event) => event.type === 'diagnostic' && event.code === 34005);
        expect(retired).toHaveLength(Object.keys(last.legs).length);
      }),
      { numRuns: 150 },
    );
  });
});
