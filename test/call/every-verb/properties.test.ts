import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedDigits } from '../../../src/call/pay/typed-digits.ts';
import type { CalleeAct, Event } from '../../../src/engine/event.ts';
import type { CallStatus, Happened } from '../../../src/engine/happened.ts';
import { allLegs, legAt } from '../../../src/engine/legs.ts';
import { allWork, type Work, workAt } from '../../../src/engine/pending.ts';
import type { CallSetup } from '../../../src/engine/placed/leg-setup.ts';
import { isCallback, type Purpose } from '../../../src/engine/request.ts';
import type { Stepped } from '../../../src/engine/step.ts';
import { EMPTY, type Leg, type RunRef, type Switchboard } from '../../../src/engine/switchboard.ts';
import { audio, failure, inboundLeg, ORIGIN, ok, response, STEP } from '../../support/memory-call.ts';
import { APPLICATION, anyVerbs } from './random-verbs.ts';

const body = anyVerbs.map((verbs) => response(verbs));

const answer = fc.oneof(
  {
    weight: 9,
    arbitrary: body.map((text) =>
      ok(text, [
        ['Content-Type', 'text/xml'],
        ['Cache-Control', 'max-age=9'],
        ['Set-Cookie', 'a=b'],
      ]),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      failure('refused'),
      failure('timeout'),
      { ...ok('no'), status: 500 },
      { ...ok('', [['Location', '/moved']]), status: 302 },
      { ...ok('', []), status: 204 },
      { ...ok('', [['WWW-Authenticate', 'Basic realm="app"']]), status: 401 },
      ok('<Response>'),
      ok('read me', [['Content-Type', 'text/plain']]),
      audio(900),
    ),
  },
);

const ACTS: readonly CalleeAct[] = [
  'answer',
  'answer',
  'answer',
  'ring',
  'machine',
  'fax',
  'busy',
  'no-answer',
  'fail',
  'cancel',
  { refer: 'sip:carol@example.com' },
];

const choice = fc.record({
  pick: fc.nat(9_999),
  leg: fc.nat(19),
  act: fc.nat(99),
  answer,
  wait: fc.nat(6_000),
  key: fc.constantFrom(...'0123456789*#'),
});
const choices = fc.array(choice, { minLength: 40, maxLength: 160, size: 'max' });

type Choice = typeof choice extends fc.Arbitrary<infer C> ? C : never;

const setup = fc.record({
  from: fc.constantFrom<string>('+15551230001', 'sip:ann@example.com', 'client:ann'),
  direction: fc.constantFrom<CallSetup['direction']>('inbound', 'inbound', 'inbound', 'outbound-api'),
  outcome: fc.constantFrom<CallSetup['outcome']>(
    null,
    null,
    null,
    null,
    'machine',
    'busy',
    'no-answer',
    'fail',
    'cancel',
  ),
  fallback: fc.constantFrom(null, { url: `${ORIGIN}/fallback`, method: 'POST' } as const),
  statusCallback: fc.constantFrom(null, { url: `${ORIGIN}/status`, method: 'GET' } as const),
});

type Setup = typeof setup extends fc.Arbitrary<infer S> ? S : never;

const calls = fc.array(fc.tuple(body, setup), { minLength: 2, maxLength: 4 });

function placed(source: string, about: Setup, at: number): Event {
  const target = { kind: 'source', source, name: 'menu.xml', baseUrl: ORIGIN } as const;
  const applications = { [APPLICATION]: `${ORIGIN}/app` };
  return {
    at,
    type: 'placed',
    leg: { ...inboundLeg(ORIGIN), target, applications, ...about },
    seed: 'seed',
    date: 0,
    rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
    more: true,
  };
}

const JOINS: Setup = {
  from: '+15551230009',
  direction: 'inbound',
  outcome: null,
  fallback: null,
  statusCallback: null,
};

/** What a caller types for a `<Pay>`. */
const DIGITS = ['4111111111111111', '1230', '123', '021000021', '123456789'];
/** Verbs that nothing but their far end, or a hang-up, brings to an end. */
const FAR_ENDS: ReadonlySet<string> = new Set(['Connect']);
const CODES = [null, null, 31921, 32650, 53000, 64008, 64102, 64105];

/** Something that could happen now: mostly what brings the calls forward. */
function possible(board: Switchboard, { pick, leg: who, act, answer: got, wait, key }: Choice): Event {
  const all = allLegs(board.legs);
  const alive = all.filter(({ endedAt }) => endedAt === null);
  const legs = alive.length === 0 || who === 0 ? all : alive;
  const leg = legs[who % legs.length]?.sid ?? '';
  const at = board.now + wait;
  const source = 'body' in got ? got.body : '<Response/>';
  const url = { kind: 'url', url: `${ORIGIN}/update`, method: 'POST' } as const;
  const inline = { kind: 'source', source, name: 'new.xml', baseUrl: null } as const;
  const does = ACTS[act % ACTS.length] ?? 'ring';
  const rare: Event[] = [
    { at, type: 'hang-up', leg },
    { at, type: 'replaced', leg, by: 'hang-up' },
    { at, type: 'replaced', leg, by: inline },
    { at, type: 'replaced', leg, by: url },
    { at, type: 'callee', leg, does },
    { at, type: 'far-end', leg, error: CODES[act % CODES.length] ?? null },
    { at, type: 'key', leg, value: '#', typed: typedDigits(DIGITS[act % DIGITS.length] ?? '', '', true) },
    placed(source, JOINS, at),
    { at, type: 'set-cookie', leg, url: ORIGIN, header: act % 2 === 0 ? null : 'k=v' },
    { at, type: 'clear-cache', url: null },
    ...(['mute', 'unmute', 'hold', 'unhold', 'kick'] as const).map(
      (doing): Event => ({ at, type: 'participant', leg, does: doing }),
    ),
    { at, type: 'participant', leg, does: { announce: { url: `${ORIGIN}/announce`, method: 'POST' } } },
    { at, type: 'callee', leg, does: { answer: 'answer', headers: [['X-A', key]] } },
  ];
  const often: Event[] = [
    { at, type: 'key', leg, value: key },
    { at, type: 'speech', leg, value: 'yes please', confidence: 0.5 },
    { at, type: 'voice', leg, speaking: act % 2 === 0 },
    { at, type: 'far-end', leg, error: CODES[act % CODES.length] ?? null },
  ];
  const forward: Event[] = alive.flatMap(({ sid, ready, owner, frames }): Event[] => [
    ...(ready ? Array.from({ length: 3 }, (): Event => ({ at, type: 'advance', leg: sid })) : []),
    ...(owner ? [{ at, type: 'callee', leg: sid, does } as const] : []),
    ...(FAR_ENDS.has(frames[0]?.running[0]?.name ?? '')
      ? [{ at, type: 'far-end', leg: sid, error: CODES[act % CODES.length] ?? null } as const]
      : []),
  ]);
  for (const work of allWork(board.pending)) {
    if (work.kind === 'timer') forward.push({ at: Math.max(at, work.due), type: 'due', work: work.id });
    if (work.kind === 'play') forward.push({ at, type: 'played', work: work.id });
    if (work.kind !== 'hop') continue;
    const media = work.exchange.request.expects === 'media' && act % 9 > 0;
    const hop: Event = { at, type: 'hop', work: work.id, got: media ? audio(wait) : got };
    forward.push(hop, hop, hop);
  }
  // Others call in where few are left.
  if (alive.length < 2 && pick % 3 === 0) return placed(source, JOINS, at);
  const offered = pick % 20 === 0 ? rare : pick % 8 === 0 || forward.length === 0 ? often : forward;
  return offered[Math.floor(pick / 20) % offered.length] as Event;
}

const FINAL: ReadonlySet<CallStatus> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

const legsOf = (board: Switchboard): readonly Leg[] => allLegs(board.legs);

function isRunning(board: Switchboard, { leg, run }: RunRef): boolean {
  return (
    legAt(board.legs, leg)?.frames.some(({ running }) => running.some((verb) => verb.run === run)) ?? false
  );
}

/** An expectation that costs nothing when it is met: there are millions of them. */
function hold(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** What holds after every event, of every leg and of everything that is waited for. */
function check(board: Switchboard): void {
  for (const leg of legsOf(board)) {
    const { sid, frames, bridgedTo } = leg;
    if (leg.endedAt !== null) {
      const going = leg.ready !== null || bridgedTo !== null || leg.background.length > 0;
      hold(!going && frames.every(({ running }) => running.length === 0), `${sid} is over, but goes on`);
      hold(FINAL.has(leg.status), `${sid} is over as ${leg.status}`);
      continue;
    }
    const other = bridgedTo === null ? null : legAt(board.legs, bridgedTo);
    if (other) hold(other.bridgedTo === sid && other.endedAt === null, `${sid} talks to nobody`);
    // Whoever is dialled is dialled by a verb that runs; a call of its own always waits for something.
    hold(leg.owner ? isRunning(board, leg.owner) : waits(board, leg), `${sid} is lost`);
    for (const { role } of frames)
      hold(!role || isRunning(board, role.owner), `a document of ${sid} is lost`);
  }
  for (const work of allWork(board.pending)) hold(isWanted(board, work), `nobody wants ${work.id}`);
}

/** What is waited for belongs to a leg that lives or a verb that runs, or is told to nobody. */
function isWanted(board: Switchboard, work: Work): boolean {
  const lives = legAt(board.legs, work.leg)?.endedAt === null;
  if (work.kind !== 'hop') {
    if (work.run !== null) return isRunning(board, { leg: work.leg, run: work.run });
    return lives || (work.kind === 'timer' && work.errand !== undefined);
  }
  const { awaitedBy } = work;
  if (typeof awaitedBy === 'string') return awaitedBy === 'nobody' || lives;
  if ('product' in awaitedBy) return true;
  return isRunning(board, 'run' in awaitedBy ? { leg: work.leg, run: awaitedBy.run } : awaitedBy.frame.owner);
}

function waits(board: Switchboard, { sid, ready, frames }: Leg): boolean {
  if (ready !== null || frames.some(({ running }) => running.length > 0)) return true;
  return allWork(board.pending).some(
    (work) => work.leg === sid && !(work.kind === 'hop' && work.awaitedBy === 'nobody'),
  );
}

/** What a callback is about, and what it is told. */
function storyOf(own: Readonly<Record<string, string>>, purpose: Purpose): readonly [string, string] {
  const about = (name: string, event: string) => [`${purpose} ${own[name]}`, own[event] ?? ''] as const;
  switch (purpose) {
    case 'recording-status':
      return about('RecordingSid', 'RecordingStatus');
    case 'stream-status':
      return about('StreamSid', 'StreamEvent');
    case 'siprec-status':
      return about('SiprecSid', 'SiprecEvent');
    case 'transcription-status':
      return about('TranscriptionSid', 'TranscriptionEvent');
    case 'status-callback':
      return about('CallSid', 'SequenceNumber');
    case 'amd-status':
      return about('CallSid', 'AnsweredBy');
    case 'conference-status': {
      const who = own['StatusCallbackEvent']?.startsWith('participant') ? ` ${own['CallSid']}` : '';
      return [`${purpose} ${own['ConferenceSid']}${who}`, own['StatusCallbackEvent'] ?? ''];
    }
    default:
      return ['', ''];
  }
}

/** How the stories that callbacks are told may go, from the beginning to the end. */
const STORIES: Readonly<Partial<Record<Purpose, RegExp>>> = {
  'recording-status': /^(in-progress )?(completed|absent)$/,
  'stream-status': /^stream-started (stream-stopped|stream-error)$/,
  'siprec-status': /^siprec-started (siprec-stopped|siprec-error)$/,
  'transcription-status': /^transcription-started (transcription-content )*transcription-(stopped|error)$/,
  'status-callback': /^0( 1( 2( 3)?)?)?$/,
  'amd-status': /^\w+$/,
  'conference-status':
    /^(conference-start )?conference-end$|^participant-join (participant-(?!join|leave)[\w-]+ )*participant-leave( participant-join (participant-(?!join|leave)[\w-]+ )*participant-leave)*$/,
};

/** What counts callbacks, by purpose: what they are about, and the number; each comes right after the one before. */
const COUNTED: Readonly<Partial<Record<Purpose, readonly [about: string, counter: string]>>> = {
  'status-callback': ['CallSid', 'SequenceNumber'],
  'conference-status': ['ConferenceSid', 'SequenceNumber'],
  'transcription-status': ['TranscriptionSid', 'SequenceId'],
};

/** The state is large: to send it through JSON at every event would be most of the work. */
const THROUGH_JSON_EVERY = 7;

function throughJson<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}

/** The step names every leg and every work that is new, other than before, or gone. */
function holdTouched(before: Switchboard, { switchboard: after, touched }: Stepped): void {
  for (const { sid } of allLegs(after.legs))
    hold(
      legAt(before.legs, sid) === legAt(after.legs, sid) || touched.legs.has(sid),
      `${sid} changed in secret`,
    );
  for (const { id } of [...allWork(before.pending), ...allWork(after.pending)])
    hold(
      workAt(before.pending, id) === workAt(after.pending, id) || touched.work.has(id),
      `${id} changed in secret`,
    );
}

/** Steps events; now and then with a state that has gone through JSON. */
class Session {
  board: Switchboard = EMPTY;
  readonly happened: Happened[] = [];
  readonly #stories = new Map<string, readonly string[]>();
  readonly #seen = new Set<string>();
  readonly #counts = new Map<string, number>();
  /** Exchanges that were sent, by their token, and those that were told. */
  readonly #sent = new Set<string>();
  readonly #told = new Set<string>();
  readonly #ended = new Set<string | null>();
  #entered = 0;

  enter(event: Event): void {
    const before = this.board;
    const stepped = STEP(before, event);
    this.board = stepped.switchboard;
    if (this.#entered++ % THROUGH_JSON_EVERY === 0) {
      const again = STEP(throughJson(before), throughJson(event));
      hold(JSON.stringify(again.switchboard) === JSON.stringify(this.board), 'the state is not plain data');
      hold(JSON.stringify(again.happened) === JSON.stringify(stepped.happened), 'the same is told otherwise');
      // From here on it lives with what JSON has left of it.
      this.board = throughJson(this.board);
    }
    this.#look();
    check(this.board);
    holdTouched(before, stepped);
    for (const one of stepped.happened) this.#hear(one);
  }

  /** Reads what callbacks are told, each once. */
  #look(): void {
    for (const work of allWork(this.board.pending)) {
      if (work.kind === 'hop') this.#sent.add(work.exchange.request.token);
      if (work.kind !== 'hop' || !isCallback(work.purpose) || work.exchange.hops.length > 0) continue;
      if (this.#seen.has(work.id)) continue;
      this.#seen.add(work.id);
      const own = Object.fromEntries([...work.exchange.request.standard, ...work.exchange.request.own]);
      this.#count(own, work.purpose);
      const [story, event] = storyOf(own, work.purpose);
      if (story !== '') this.#stories.set(story, [...(this.#stories.get(story) ?? []), event]);
    }
  }

  #count(own: Readonly<Record<string, string>>, purpose: Purpose): void {
    const [about, counter] = COUNTED[purpose] ?? [];
    if (about === undefined || counter === undefined) return;
    const count = Number(own[counter]);
    const before = this.#counts.get(`${purpose} ${own[about]}`);
    hold(before === undefined || count === before + 1, `${purpose}: ${count} after ${before}`);
    this.#counts.set(`${purpose} ${own[about]}`, count);
  }

  /** Exchanges that were sent and of which nothing was told. */
  get untold(): readonly string[] {
    return [...this.#sent].filter((token) => !this.#told.has(token));
  }

  /** Everything that callbacks were told, by what it is about. */
  get stories(): readonly (readonly [string, string])[] {
    return [...this.#stories].map(([story, events]) => [story, events.join(' ')]);
  }

  #hear(one: Happened): void {
    this.happened.push(one);
    const over = this.#ended.has(one.call);
    if (one.type === 'exchange') {
      const token = one.hops[0]?.requestHeaders['I-Twilio-Idempotency-Token'];
      hold(token === undefined || !this.#told.has(token), `the ${one.purpose} ${one.url} is told twice`);
      if (token !== undefined) this.#told.add(token);
    }
    if (one.type === 'verb' || one.type === 'document' || one.type === 'call')
      hold(!over, `${one.type} after the end`);
    if (one.type === 'call' && FINAL.has(one.status)) this.#ended.add(one.call);
  }

  get over(): number {
    return this.#ended.size;
  }
}

describe('all verbs and nouns, on random documents of several calls and random events', () => {
  it('run without losing a leg, a verb or a request, whatever comes; when everybody has hung up all is over', () => {
    fc.assert(
      fc.property(calls, choices, (sources, picks) => {
        const session = new Session();
        for (const [source, about] of sources) session.enter(placed(source, about, 0));
        for (const pick of picks) session.enter(possible(session.board, pick));
        for (const { sid } of legsOf(session.board))
          session.enter({ at: session.board.now, type: 'hang-up', leg: sid });
        expect(legsOf(session.board).every(({ endedAt }) => endedAt !== null)).toBe(true);
        session.enter({ at: session.board.now, type: 'closed' });
        for (let left = 400; left > 0 && !session.board.ended; left--) {
          const [work] = allWork(session.board.pending);
          if (!work) break;
          const at = Math.max(session.board.now, work.kind === 'timer' ? work.due : 0);
          if (work.kind === 'hop') session.enter({ at, type: 'hop', work: work.id, got: ok('<Response/>') });
          else session.enter({ at, type: 'due', work: work.id });
        }
        expect(session.board.ended).toBe(true);
        expect(session.over).toBe(legsOf(session.board).length);
        expect(session.untold).toEqual([]);
        for (const [story, events] of session.stories) {
          const [purpose = ''] = story.split(' ', 1);
          hold(STORIES[purpose as Purpose]?.test(events) ?? false, `${story}: ${events}`);
        }
        expect(session.happened.filter(({ type }) => type === 'end')).toHaveLength(1);
        expect(session.happened.at(-1)?.type).toBe('end');
      }),
      { numRuns: 30 },
    );
  });
});
