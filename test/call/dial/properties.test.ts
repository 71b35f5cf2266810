import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboundCall } from '../../../src/call/leg/inbound-call.ts';
import type { CalleeAct, Event } from '../../../src/engine/event.ts';
import type { CallStatus, Happened } from '../../../src/engine/happened.ts';
import { allLegs, legAt } from '../../../src/engine/legs.ts';
import { allWork } from '../../../src/engine/pending.ts';
import { EMPTY, type Leg, type Switchboard } from '../../../src/engine/switchboard.ts';
import { failure, ORIGIN, ok, response, STEP } from '../../support/memory-call.ts';

const APPLICATION = 'AP00000000000000000000000000000001';

const flag = (name: string) => fc.constantFrom('', ` ${name}="true"`);
const url = (name: string) => fc.constantFrom('', ` ${name}="/${name}"`);

const noun = fc.oneof(
  fc
    .tuple(
      url('url'),
      fc.constantFrom('', ' sendDigits="1w"'),
      fc.constantFrom('', ' machineDetection="Enable" amdStatusCallback="/amd"'),
      fc.constantFrom('', ' statusCallback="/status" statusCallbackEvent="initiated answered completed"'),
    )
    .map((attributes) => `<Number${attributes.join('')}>+15551230002</Number>`),
  url('url').map((a) => `<Sip${a}>sip:bob@example.com</Sip>`),
  fc.constantFrom(
    '<Client>ann</Client>',
    '<Number>nobody</Number>',
    `<Application>${APPLICATION}</Application>`,
    '<WhatsApp>+15551230003</WhatsApp>',
  ),
);

const dial = fc
  .tuple(
    url('action'),
    url('referUrl'),
    flag('answerOnBridge'),
    flag('hangupOnStar'),
    flag('sequential'),
    fc.constantFrom('', ' record="record-from-ringing"', ' record="true" recordingStatusCallback="/rec"'),
    fc.array(noun, { minLength: 1, maxLength: 3 }),
  )
  .map(([a, b, c, d, e, f, nouns]) => `<Dial${a}${b}${c}${d}${e}${f}>${nouns.join('')}</Dial>`);

const verbs = fc.oneof(
  { weight: 4, arbitrary: fc.array(dial, { minLength: 1, maxLength: 2 }).map((all) => all.join('')) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '<Gather numDigits="1"><Say>Hi</Say></Gather>',
      '<Hangup><Parameter name="a" value="1"/></Hangup>',
      '<Reject/>',
      '<Pause/>',
      '<Refer><Sip>sip:bob@example.com</Sip></Refer>',
      '<Record action="/saved"/>',
      '',
    ),
  },
);

const answer = fc.oneof(
  { weight: 8, arbitrary: verbs.map((body) => ok(response(body))) },
  { weight: 1, arbitrary: fc.constantFrom({ ...ok(''), status: 500 }, ok('<Response>')) },
);

const ACTS: readonly CalleeAct[] = [
  'ring',
  'answer',
  'machine',
  'busy',
  'no-answer',
  'fail',
  'cancel',
  { refer: 'sip:carol@example.com' },
];

const choice = fc.record({ pick: fc.nat(999), on: fc.nat(99), act: fc.nat(99), answer, wait: fc.nat(9_000) });
const choices = fc.array(choice, { minLength: 20, maxLength: 90, size: 'max' });

type Choice = typeof choice extends fc.Arbitrary<infer C> ? C : never;

const placed = (from: string): Event => ({
  at: 0,
  type: 'placed',
  leg: { ...inboundCall(`${ORIGIN}/voice`), from, applications: { [APPLICATION]: `${ORIGIN}/app` } },
  seed: 'seed',
  date: 0,
  rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
});

/** Something that could happen now; what brings calls forward is offered more often than what ends them. */
function possible(board: Switchboard, { pick, on, act, answer: got, wait }: Choice): Event {
  const legs = allLegs(board.legs).filter(({ endedAt }) => endedAt === null);
  const leg = legs[on % Math.max(1, legs.length)]?.sid ?? '';
  const at = board.now + wait;
  const does = ACTS[act % ACTS.length] ?? 'ring';
  const by = { kind: 'url', url: `${ORIGIN}/update`, method: 'POST' } as const;
  const rare: Event[] = [
    { at, type: 'hang-up', leg },
    { at, type: 'key', leg, value: '*' },
    { at, type: 'replaced', leg, by: on % 2 === 0 ? by : 'hang-up' },
    { at, type: 'callee', leg, does },
  ];
  const forward: Event[] = legs.flatMap(({ sid, ready, owner }): Event[] => [
    ...(ready ? [{ at, type: 'advance', leg: sid } as const] : []),
    ...(owner ? [{ at, type: 'callee', leg: sid, does: act % 3 === 0 ? does : 'answer' } as const] : []),
    { at, type: 'key', leg: sid, value: '1' },
  ]);
  for (const work of allWork(board.pending)) {
    if (work.kind === 'timer') forward.push({ at: Math.max(at, work.due), type: 'due', work: work.id });
    if (work.kind === 'play' && work.piece.kind !== 'ringing')
      forward.push({ at, type: 'played', work: work.id });
    if (work.kind === 'hop') {
      const hop = { at, type: 'hop', work: work.id } as const;
      forward.push({ ...hop, got }, { ...hop, got }, { ...hop, got }, { ...hop, got: failure('refused') });
    }
  }
  const offered = pick % 12 === 0 ? rare : forward;
  return offered[Math.floor(pick / 12) % offered.length] ?? (rare[1] as Event);
}

const FINAL: ReadonlySet<CallStatus> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

function play(picks: readonly Choice[], from = '+15551230001') {
  const happened: Happened[] = [];
  const boards: Switchboard[] = [];
  let board = EMPTY;
  const enter = (event: Event) => {
    const stepped = STEP(board, event);
    board = stepped.switchboard;
    happened.push(...stepped.happened);
    boards.push(board);
  };
  enter(placed(from));
  for (const picked of picks) enter(possible(board, picked));
  return { boards, happened, enter, tip: () => board };
}

const legsOf = (board: Switchboard): readonly Leg[] => allLegs(board.legs);

describe('a Dial, on random documents, callees, keys and hang-ups', () => {
  it('is symmetric: who talks to somebody is talked to by them', () => {
    let bridged = 0;
    fc.assert(
      fc.property(choices, (picks) => {
        for (const board of play(picks).boards) {
          for (const { sid, bridgedTo } of legsOf(board)) {
            if (bridgedTo === null) continue;
            bridged++;
            expect(legAt(board.legs, bridgedTo)).toMatchObject({ bridgedTo: sid, endedAt: null });
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(bridged).toBeGreaterThan(100);
  });

  it('loses no leg: when a leg ends, or its Dial does, those that it dialled have ended', () => {
    let dialled = 0;
    fc.assert(
      fc.property(choices, (picks) => {
        for (const board of play(picks).boards) {
          for (const { owner, endedAt } of legsOf(board)) {
            if (!owner || endedAt !== null) continue;
            dialled++;
            const parent = legAt(board.legs, owner.leg);
            expect(parent?.endedAt).toBeNull();
            const running = parent?.frames.flatMap((frame) => frame.running.map(({ run }) => run));
            expect(running).toContain(owner.run);
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(dialled).toBeGreaterThan(100);
  });

  it('ends every leg once, and the session when everybody has gone', () => {
    fc.assert(
      fc.property(choices, fc.constantFrom('+15551230001', 'sip:ann@example.com'), (picks, from) => {
        const { happened, enter, tip } = play(picks, from);
        // A leg that a live update freed from its Dial is hung up on its own.
        for (const { sid } of legsOf(tip())) enter({ at: tip().now, type: 'hang-up', leg: sid });
        for (let left = 500; left > 0 && !tip().ended; left--) {
          const [work] = allWork(tip().pending);
          if (!work) break;
          const at = tip().now;
          if (work.kind === 'hop') enter({ at, type: 'hop', work: work.id, got: failure('closed') });
          else enter({ at: Math.max(at, work.kind === 'timer' ? work.due : at), type: 'due', work: work.id });
        }
        expect(tip().ended).toBe(true);
        const ends = happened.filter((one) => one.type === 'call' && FINAL.has(one.status));
        expect(ends.map(({ call }) => call).toSorted()).toEqual(
          allLegs(tip().legs)
            .map(({ sid }) => sid)
            .toSorted(),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('keeps its state JSON', () => {
    fc.assert(
      fc.property(choices, (picks) => {
        const board = play(picks).tip();
        expect(JSON.parse(JSON.stringify(board))).toEqual(board);
      }),
      { numRuns: 100 },
    );
  });
});
