import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/engine/event.ts';
import { allLegs, legAt } from '../../../src/engine/legs.ts';
import { allWork } from '../../../src/engine/pending.ts';
import { EMPTY, type Switchboard } from '../../../src/engine/switchboard.ts';
import { audio, failure, inboundLeg, ORIGIN, ok, response, STEP } from '../../support/memory-call.ts';

const attribute = (name: string, ...values: readonly string[]) =>
  fc
    .option(fc.constantFrom(...values), { nil: null })
    .map((value) => (value === null ? '' : ` ${name}="${value}"`));

const queue = fc.constantFrom('a', 'a', 'a', 'b');

const enqueue = fc
  .tuple(
    attribute('waitUrl', '', '/w', 'ftp://x'),
    attribute('waitUrlMethod', 'GET'),
    attribute('action', '/x'),
    attribute('maxQueueSize', '0', '1', '2'),
    queue,
  )
  .map(([a, b, c, d, name]) => `<Enqueue${a}${b}${c}${d}>${name}</Enqueue>`);

const dialQueue = fc
  .tuple(
    attribute('timeout', '5'),
    attribute('timeLimit', '5'),
    attribute('hangupOnStar', 'true'),
    attribute('action', '/x'),
    attribute('record', 'true'),
    attribute('url', '/w'),
    queue,
  )
  .map(([a, b, c, d, e, url, name]) => `<Dial${a}${b}${c}${d}${e}><Queue${url}>${name}</Queue></Dial>`);

const dialConference = fc
  .tuple(
    attribute('hangupOnStar', 'true'),
    attribute('timeLimit', '5'),
    attribute('action', '/x'),
    attribute('waitUrl', '', '/w', '/w.mp3'),
    attribute('startConferenceOnEnter', 'true', 'true', 'false'),
    attribute('endConferenceOnExit', 'true'),
    attribute('beep', 'false', 'onExit'),
    attribute('participantLabel', 'x', 'y', 'z', 'é'),
    attribute('maxParticipants', '2'),
    attribute('record', 'record-from-start'),
    queue,
  )
  .map(
    ([a, b, c, ...rest]) =>
      `<Dial${a}${b}${c}><Conference statusCallback="/s" statusCallbackEvent="start end join leave mute hold modify speaker" eventCallbackUrl="/s"${rest.slice(0, -1).join('')}>${rest.at(-1)}</Conference></Dial>`,
  );

const verb = fc.oneof(
  { weight: 3, arbitrary: enqueue },
  { weight: 3, arbitrary: dialQueue },
  { weight: 3, arbitrary: dialConference },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      '<Say>Hi</Say>',
      '<Pause/>',
      '<Play>/a.mp3</Play>',
      '<Leave/>',
      '<Leave/>',
      '<Gather numDigits="1" action="/g"><Say>Hi</Say></Gather>',
      '<Redirect>/r</Redirect>',
      '<Hangup/>',
      '<Queue>a</Queue>',
    ),
  },
);

const meets = fc.oneof(enqueue, dialQueue, dialConference);
const body = fc
  .tuple(fc.array(meets, { maxLength: 1, size: 'max' }), fc.array(verb, { maxLength: 3 }))
  .map(([first, verbs]) => response([...first, ...verbs].join('\n')));
const answer = fc.oneof(
  {
    weight: 8,
    arbitrary: body.map((text) =>
      ok(text, [
        ['Content-Type', 'text/xml'],
        ['Cache-Control', 'max-age=9'],
      ]),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(failure('refused'), { ...ok('no'), status: 500 }, ok('<Response>')),
  },
);

const choices = fc.array(
  fc.record({
    pick: fc.nat(9999),
    leg: fc.nat(9),
    answer,
    key: fc.constantFrom('1', '*'),
    wait: fc.nat(6000),
  }),
  { minLength: 30, maxLength: 120, size: 'max' },
);

type Choice = typeof choices extends fc.Arbitrary<(infer C)[]> ? C : never;

const RULES = { timeoutMs: 15_000, drop307: false, publicUrls: [] };

function placed(source: string, at: number): Event {
  const target = { kind: 'source', source, name: 'menu.xml', baseUrl: ORIGIN } as const;
  return { at, type: 'placed', leg: { ...inboundLeg(ORIGIN), target }, seed: 'seed', date: 0, rules: RULES };
}

/** An event that could happen now. */
function possible(board: Switchboard, { pick, leg: who, answer: got, key, wait }: Choice): Event {
  const legs = allLegs(board.legs);
  const sid = legs[who % legs.length]?.sid ?? '';
  const at = board.now + wait;
  const rare: Event[] = [
    { at, type: 'key', leg: sid, value: key },
    { at, type: 'hang-up', leg: sid },
    { at, type: 'speech', leg: sid, value: 'yes', confidence: 0.5 },
    { at, type: 'voice', leg: sid, speaking: wait % 2 === 0 },
    ...(['mute', 'unmute', 'hold', 'unhold', 'kick'] as const).map(
      (does): Event => ({ at, type: 'participant', leg: sid, does }),
    ),
    { at, type: 'replaced', leg: sid, by: wait % 3 === 0 ? 'hang-up' : REPLACEMENT },
    ...Array.from({ length: 6 }, () => placed('body' in got ? got.body : '', at)),
  ];
  const likely: Event[] = legs.flatMap((one): Event[] =>
    one.ready ? [{ at, type: 'advance', leg: one.sid }] : [],
  );
  for (const work of allWork(board.pending)) {
    if (work.kind === 'timer') likely.push({ at: Math.max(at, work.due), type: 'due', work: work.id });
    if (work.kind === 'play') likely.push({ at, type: 'played', work: work.id });
    if (work.kind !== 'hop') continue;
    const wanted = work.exchange.request.expects === 'media' ? audio(wait) : got;
    likely.push({ at, type: 'hop', work: work.id, got: wanted });
  }
  const from = pick % 8 === 0 || likely.length === 0 ? rare : likely;
  return from[Math.floor(pick / 8) % from.length] as Event;
}

const REPLACEMENT = {
  kind: 'source',
  source: '<Response><Pause/></Response>',
  name: 'new.xml',
  baseUrl: null,
} as const;

interface Member {
  readonly leg: string;
  readonly run: number;
}

interface Shared {
  readonly queues?: readonly {
    readonly entries: readonly (Member & { readonly takenBy: Member | null })[];
    readonly waiting: readonly Member[];
  }[];
  readonly conferences?: readonly { readonly participants: readonly Member[] }[];
}

/** Everybody who is in some queue or conference, or waits for one. */
function members({ shared }: Switchboard): readonly Member[] {
  const { queues = [], conferences = [] } = shared as Shared;
  return [
    ...queues.flatMap(({ entries, waiting }) => [
      ...entries,
      ...waiting,
      ...entries.flatMap((one) => one.takenBy ?? []),
    ]),
    ...conferences.flatMap(({ participants }) => participants),
  ];
}

function runs(board: Switchboard, { leg, run }: Member): boolean {
  return (
    legAt(board.legs, leg)?.frames.some(({ running }) => running.some((one) => one.run === run)) ?? false
  );
}

function check(board: Switchboard): void {
  const all = members(board);
  expect(new Set(all.map(({ leg }) => leg)).size).toBe(all.length);
  for (const one of all) {
    expect(legAt(board.legs, one.leg)?.endedAt).toBeNull();
    // Whoever is there is there by a verb that still runs.
    expect(runs(board, one)).toBe(true);
  }
  for (const leg of allLegs(board.legs)) {
    if (leg.bridgedTo !== null) expect(legAt(board.legs, leg.bridgedTo)?.bridgedTo).toBe(leg.sid);
  }
}

/** Steps the events, and beside that the same ones with a state that goes through JSON each time. */
function play(sources: readonly string[], picks: readonly Choice[]): Switchboard {
  let board: Switchboard = EMPTY;
  let again: Switchboard = EMPTY;
  const enter = (event: Event) => {
    board = STEP(board, event).switchboard;
    again = JSON.parse(JSON.stringify(STEP(again, event).switchboard)) as Switchboard;
    check(board);
  };
  for (const source of sources) enter(placed(source, 0));
  for (const pick of picks) enter(possible(board, pick));
  expect(again).toEqual(board);
  return board;
}

describe('queues and conferences, on random documents of several legs and random events', () => {
  it('a leg is in one queue or conference at most, by a verb that runs, and in none after it has ended', () => {
    fc.assert(
      fc.property(fc.array(body, { minLength: 3, maxLength: 5 }), choices, (sources, picks) => {
        play(sources, picks);
      }),
      { numRuns: 80 },
    );
  });

  it('queues and conferences are empty when all legs are over', () => {
    fc.assert(
      fc.property(fc.array(body, { minLength: 3, maxLength: 5 }), choices, (sources, picks) => {
        let board = play(sources, picks);
        for (const leg of allLegs(board.legs).map(({ sid }) => sid)) {
          board = STEP(board, { at: board.now, type: 'hang-up', leg }).switchboard;
          check(board);
        }
        expect(members(board)).toEqual([]);
        expect(allWork(board.pending).every((work) => work.kind !== 'play')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
