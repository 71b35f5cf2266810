import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboundCall } from '../../src/call/leg/inbound-call.ts';
import { voice } from '../../src/call/voice.ts';
import { loadLanguage } from '../../src/cli/language.ts';
import type { Event } from '../../src/engine/event.ts';
import type { Happened } from '../../src/engine/happened.ts';
import { allLegs } from '../../src/engine/legs.ts';
import { allWork } from '../../src/engine/pending.ts';
import { stepper } from '../../src/engine/step.ts';
import { EMPTY, type Switchboard } from '../../src/engine/switchboard.ts';
import { audio, failure, ORIGIN, ok, response } from '../support/memory-call.ts';

const step = stepper(voice(loadLanguage()));

const CACHED = [['Cache-Control', 'max-age=60']] as const;

const attribute = (name: string, ...values: readonly string[]) =>
  fc
    .option(fc.constantFrom(...values), { nil: null })
    .map((value) => (value === null ? '' : ` ${name}="${value}"`));

const leaf = fc.oneof(
  fc
    .tuple(attribute('loop', '0', '1', '2', 'x'), fc.constantFrom('', 'Hi', 'a &amp; b'))
    .map(([a, text]) => `<Say${a}>${text}</Say>`),
  fc.tuple(attribute('length', '1', '3', '0'), fc.constant('')).map(([a]) => `<Pause${a}/>`),
  fc.constantFrom(
    '<Play>/a.mp3</Play>',
    '<Play loop="2" digits="1w2">http://ann:s3cret@app.test/a.mp3#rc=2&amp;rp=all</Play>',
    '<Play>ftp://app.test/a.mp3</Play>',
    '<Play>/a.mp3#rp=never</Play>',
    '<Play/>',
    '<Play digits="1w2"/>',
    '<Play digits="?"/>',
  ),
);

const gather = fc
  .tuple(
    attribute('numDigits', '1', '3', 'x'),
    attribute('finishOnKey', '', '#', '*', '##'),
    attribute('timeout', '1', '0', '9'),
    attribute('actionOnEmptyResult', 'true', 'false'),
    attribute('action', '/a', '/b', 'ftp://x', ''),
    fc.array(leaf, { maxLength: 3 }),
  )
  .map(([a, b, c, d, e, nested]) => `<Gather${a}${b}${c}${d}${e}>${nested.join('')}</Gather>`);

const record = fc
  .tuple(
    attribute('timeout', '0', '2'),
    attribute('maxLength', '2', '9'),
    attribute('finishOnKey', '', '1'),
    attribute('playBeep', 'false'),
  )
  .map((attributes) => `<Record${attributes.join('')}/>`);

const verb = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 3, arbitrary: gather },
  { weight: 2, arbitrary: record },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '<Redirect>/a</Redirect>',
      '<Redirect method="GET">b</Redirect>',
      '<Hangup/>',
      '<Reject/>',
      '<Dial/>',
      '<Foo/>',
      '<!-- c -->',
      'text',
    ),
  },
);

const document = fc.array(verb, { maxLength: 5 }).map((verbs) => response(verbs.join('\n')));

const answer = fc.oneof(
  { weight: 6, arbitrary: document.map((body) => ({ status: 200, body, type: 'text/xml' })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { status: 500, body: 'no', type: 'text/plain' },
      { status: 302, body: '', type: 'text/plain' },
      { status: 200, body: '<Response>', type: 'text/xml' },
      { status: 200, body: 'read me', type: 'text/plain' },
      { status: 204, body: '', type: '' },
      { status: 401, body: '', type: 'text/plain' },
    ),
  },
);

/** What to do next: an index chooses among what is possible at that moment. */
const choices = fc.array(
  fc.record({ pick: fc.nat(99), answer, key: fc.constantFrom(...'0123456789*#'), wait: fc.nat(4000) }),
  { minLength: 10, maxLength: 80, size: 'max' },
);

interface Choice {
  readonly pick: number;
  readonly answer: { readonly status: number; readonly body: string; readonly type: string };
  readonly key: string;
  readonly wait: number;
}

const PLACED: Event = {
  at: 0,
  type: 'placed',
  leg: inboundCall('http://app.test/voice'),
  seed: 'seed',
  date: 0,
  rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
};

/** An event that could happen now. */
function possible(board: Switchboard, { pick, answer: got, key, wait }: Choice): Event {
  const [leg] = allLegs(board.legs);
  const at = board.now + wait;
  const sid = leg?.sid ?? '';
  const events: Event[] = [
    { at, type: 'key', leg: sid, value: key },
    { at, type: 'voice', leg: sid, speaking: wait % 2 === 0 },
    { at, type: 'speech', leg: sid, value: 'yes', confidence: 0.5 },
    { at, type: 'played', work: 'W999' },
    { at, type: 'set-cookie', leg: sid, url: `${ORIGIN}/a`, header: wait % 2 === 0 ? `k=${key}` : null },
    { at, type: 'set-cookie', leg: sid, url: 'menu.xml', header: 'k=v' },
    { at, type: 'clear-cache', url: wait % 2 === 0 ? null : `${ORIGIN}/a.mp3` },
  ];
  if (pick === 0) return { at, type: 'hang-up', leg: sid };
  // What brings the call forward is offered more often than anything else.
  for (let i = 0; i < 4; i++) {
    if (leg?.ready) events.push({ at, type: 'advance', leg: sid });
    for (const work of allWork(board.pending)) {
      if (work.kind === 'timer') events.push({ at: Math.max(at, work.due), type: 'due', work: work.id });
      if (work.kind === 'play') events.push({ at, type: 'played', work: work.id });
      if (work.kind === 'hop') {
        const headers = [
          ['Content-Type', got.type],
          ['Location', '/next'],
          ['Set-Cookie', 'a=b'],
          ['WWW-Authenticate', 'Digest realm="app", nonce="1"'],
        ].filter(([, value]) => value !== '') as [string, string][];
        const { expects } = work.exchange.request;
        events.push({
          at,
          type: 'hop',
          work: work.id,
          got: { ...ok(got.body, headers), status: got.status },
        });
        events.push({ at, type: 'hop', work: work.id, got: failure(wait % 2 === 0 ? 'refused' : 'closed') });
        if (expects === 'media') events.push({ at, type: 'hop', work: work.id, got: audio(wait, CACHED) });
      }
    }
  }
  return events[pick % events.length] as Event;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
  return value;
}

function play(picks: readonly Choice[]) {
  const events: Event[] = [PLACED];
  const happened: Happened[] = [];
  const boards: Switchboard[] = [];
  let stepped = step(frozen(EMPTY), PLACED);
  for (const choice of [null, ...picks]) {
    if (choice) {
      const event = possible(stepped.switchboard, choice);
      events.push(event);
      stepped = step(stepped.switchboard, event);
    }
    boards.push(frozen(stepped.switchboard));
    happened.push(...stepped.happened);
  }
  return { events, happened, boards, last: stepped.switchboard };
}

describe('the core, on random documents and random events', () => {
  it('never throws, never changes what it was given, and its state survives JSON at every step', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        for (const board of play(picks).boards) expect(JSON.parse(JSON.stringify(board))).toEqual(board);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same for the same events', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        const first = play(picks);
        let board = EMPTY;
        const again: Happened[] = [];
        for (const event of JSON.parse(JSON.stringify(first.events)) as Event[]) {
          const stepped = step(JSON.parse(JSON.stringify(board)) as Switchboard, event);
          board = stepped.switchboard;
          again.push(...stepped.happened);
        }
        expect(again).toEqual(first.happened);
        expect(board).toEqual(first.last);
      }),
      { numRuns: 150 },
    );
  });

  it('always waits for something while the call lives, and for nothing of it when it has ended', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        for (const board of play(picks).boards) {
          const [leg] = allLegs(board.legs);
          if (!leg) throw new Error('the leg is lost');
          const works = allWork(board.pending);
          if (leg.endedAt === null) expect(leg.ready !== null || works.length > 0).toBe(true);
          else expect(works.every((work) => work.kind === 'hop' && work.awaitedBy === 'nobody')).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('always ends when the caller hangs up: no verb runs after it, and the end is told once, last', () => {
    fc.assert(
      fc.property(choices, choices, (picks, more) => {
        const { last } = play(picks);
        const [leg] = allLegs(last.legs);
        let stepped = step(last, { at: last.now, type: 'hang-up', leg: leg?.sid ?? '' });
        const happened: Happened[] = [...stepped.happened];
        for (const choice of more) {
          stepped = step(stepped.switchboard, possible(stepped.switchboard, choice));
          happened.push(...stepped.happened);
        }
        while (stepped.switchboard.pending.works.size > 0) {
          const [work] = allWork(stepped.switchboard.pending);
          stepped = step(stepped.switchboard, {
            at: stepped.switchboard.now,
            type: 'hop',
            work: work?.id ?? '',
            got: failure('closed'),
          });
          happened.push(...stepped.happened);
        }
        expect(stepped.switchboard.ended).toBe(true);
        expect(happened.some(({ type }) => type === 'verb')).toBe(false);
        expect(happened.filter(({ type }) => type === 'end').length).toBe(last.ended ? 0 : 1);
      }),
      { numRuns: 150 },
    );
  });
});
