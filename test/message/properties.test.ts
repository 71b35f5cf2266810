import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { allLegs } from '../../src/engine/legs.ts';
import type { Switchboard } from '../../src/engine/switchboard.ts';
import { inboundMessage, PLAIN_HANDLING, textMessage } from '../support/inbound-message.ts';
import { response } from '../support/memory-call.ts';
import { MESSAGE_STEP as step } from '../support/memory-message.ts';
import { attribute, expectEnd, expectSameAgain, onward, playOut } from '../support/random-events.ts';

const content = fc.oneof(
  fc.constantFrom(
    '',
    'Hi',
    'a &amp; b',
    '<Body>x</Body>',
    '<Media>/a.png</Media>',
    '<Media>file:///a</Media>',
  ),
  fc.nat(1700).map((length) => `<Body>${'b'.repeat(length)}</Body>`),
  fc.nat(12).map((count) => '<Media>http://a.test/b</Media>'.repeat(count)),
);

const message = fc
  .tuple(
    fc.constantFrom('Message', 'Message', 'Message', 'Sms'),
    attribute('to', '+15551110000', '555 111 0000', 'bob', 'whatsapp:+15551230001'),
    attribute('from', 'ACME', '+15559870002'),
    attribute('action', '/a', '', 'ftp://x'),
    attribute('statusCallback', '/s', 'x:y'),
    fc.array(content, { maxLength: 3 }),
  )
  .map(([name, a, b, c, d, inside]) => `<${name}${a}${b}${c}${d}>${inside.join('')}</${name}>`);

const verb = fc.oneof(
  { weight: 6, arbitrary: message },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<Redirect>/a</Redirect>',
      '<Redirect method="GET"/>',
      '<Say>a</Say>',
      '<Foo/>',
      'text',
      '<Message>m</Message>'.repeat(11),
    ),
  },
);

const answer = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(verb, { maxLength: 6 })
      .map((verbs) => ({ status: 200, body: response(verbs.join('\n')), type: 'text/xml' })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { status: 500, body: 'no', type: 'text/plain' },
      { status: 200, body: 'pixels', type: 'image/png' },
      { status: 302, body: '', type: 'text/plain' },
      { status: 200, body: '<Response>', type: 'text/xml' },
      { status: 200, body: 'plain & simple', type: 'text/plain' },
      { status: 204, body: '', type: '' },
    ),
  },
);

const choices = fc.array(
  fc.record({
    pick: fc.nat(99),
    answer,
    wait: fc.constantFrom(0, 10, 1000, 20_000_000),
    text: fc.constantFrom('hi', 'STOP', 'start', 'HELP', '', '😀'.repeat(50)),
    from: fc.constantFrom('+15551230001', '+15551230002', 'whatsapp:+15551230001'),
    optOut: fc.constantFrom('off', 'default', 'advanced'),
    service: fc.constantFrom(null, `MG${'a'.repeat(32)}`),
  }),
  { minLength: 5, maxLength: 60, size: 'max' },
);

type Choice = typeof choices extends fc.Arbitrary<(infer C)[]> ? C : never;

function placed(at: number, { text, from, optOut, service }: Choice): Event {
  const handling = {
    ...PLAIN_HANDLING,
    optOut,
    service,
    deliveries: [
      { status: 'read', error: null },
      { status: 'undelivered', error: 30003 },
    ],
  } as const;
  const leg = { ...inboundMessage('http://app.test/sms', textMessage(text, handling)), from };
  return {
    at,
    type: 'placed',
    leg: from.startsWith('whatsapp') ? { ...leg, to: `whatsapp:${leg.to}` } : leg,
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
    placed(at, choice),
    { at, type: 'hang-up', leg: first },
    { at, type: 'key', leg: first, value: '1' },
    { at, type: 'set-cookie', leg: first, url: 'http://app.test/a', header: pick % 2 ? 'k=v' : null },
  ];
  for (let i = 0; i < 4; i++) events.push(...onward(board, at, got, pick));
  return events[pick % events.length] as Event;
}

const play = (picks: readonly Choice[]) => playOut(step, picks, possible);

describe('messaging, on random documents and random events', () => {
  it('never throws, always ends, tells its end once and last, and its state survives JSON', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        const played = play(picks);
        expectEnd(
          played,
          played.boards.filter((_, at) => at % 7 === 0),
        );
      }),
      { numRuns: 100 },
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

  it('sends no reply above the limits, and everything that it sends gets a final status', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        const { happened } = play(picks);
        const told = happened.filter((event) => event.type === 'message');
        for (const { body, media, direction } of told) {
          if (direction === 'inbound') continue;
          expect(body.length).toBeLessThanOrEqual(1600);
          expect(media.length).toBeLessThanOrEqual(10);
          expect(body.length + media.length).toBeGreaterThan(0);
        }
        const last = new Map(told.map(({ sid, status }) => [sid, status]));
        for (const status of last.values())
          expect(['received', 'delivered', 'read', 'undelivered', 'failed']).toContain(status);
      }),
      { numRuns: 100 },
    );
  });
});
