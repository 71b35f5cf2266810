import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/engine/event.ts';
import { allLegs } from '../../../src/engine/legs.ts';
import type { Switchboard } from '../../../src/engine/switchboard.ts';
import { response } from '../../support/memory-call.ts';
import { inboundFax, FAX_STEP as step } from '../../support/memory-fax.ts';
import { attribute, expectEnd, expectSameAgain, onward, playOut } from '../../support/random-events.ts';

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
  const document = { ...plain.fax.document, pages };
  const spare = { url: 'http://app.test/spare', method: 'POST' } as const;
  return {
    at,
    type: 'placed',
    leg: {
      ...plain,
      fallback: fallback ? spare : null,
      fax: { ...plain.fax, document },
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
  const [first] = allLegs(board.legs).map(({ sid }) => sid);
  if (!first || pick < 10) return placed(at, choice);
  const events: Event[] = [
    { at, type: 'hang-up', leg: first },
    { at, type: 'key', leg: first, value: '1' },
    { at, type: 'callee', leg: first, does: 'answer' },
    { at, type: 'replaced', leg: first, by: pick % 2 ? 'hang-up' : LATER },
    { at, type: 'set-cookie', leg: first, url: 'http://app.test/a', header: pick % 2 ? 'k=v' : null },
  ];
  for (let i = 0; i < 8; i++) events.push(...onward(board, at, got, pick));
  return events[pick % events.length] as Event;
}

const play = (picks: readonly Choice[]) => playOut(step, picks, possible);

describe('fax, on random documents and random events', () => {
  it('never throws, always ends, tells its end once and last, and its state survives JSON', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        const played = play(picks);
        expectEnd(played, played.boards);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same for the same events', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        expectSameAgain(step, play(picks));
      }),
      { numRuns: 100 },
    );
  });

  it('tells every fax that it is coming, and then once what became of it', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        const { happened, last } = play(picks);
        const told = happened.filter((event) => event.type === 'message');
        for (const sid of allLegs(last.legs).map(({ sid }) => sid)) {
          const statuses = told.filter((event) => event.sid === sid).map(({ status }) => status);
          expect(statuses).toHaveLength(2);
          expect(statuses[0]).toBe('receiving');
          expect(['received', 'failed', 'canceled']).toContain(statuses[1]);
        }
        const retired = happened.filter((event) => event.type === 'diagnostic' && event.code === 34005);
        expect(retired).toHaveLength(last.legs.rows.size);
      }),
      { numRuns: 150 },
    );
  });
});
