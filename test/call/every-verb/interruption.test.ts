import { describe, expect, it } from 'vitest';
import { allLegs, legAt } from '../../../src/engine/legs.ts';
import { Core } from '../../support/core.ts';
import { type CallLog, type CallPlan, ok, placeCall, response } from '../../support/memory-call.ts';

const A = 'action="/after"';

/** Every verb that takes time, and what of `action` is requested when it is cut off: by a hang-up, by a live update. */
const BLOCKING: readonly [
  verb: string,
  hangUp: Readonly<Record<string, string>> | null,
  update: Readonly<Record<string, string>> | null,
  plan?: Partial<CallPlan>,
][] = [
  ['<Say loop="0">hello</Say>', null, null],
  ['<Play>/long.mp3</Play>', null, null],
  ['<Play digits="wwwwwwwwwwwwwwwwwwww"/>', null, null],
  ['<Pause length="60"/>', null, null],
  ['<Echo/>', null, null],
  [`<Gather timeout="60" ${A}/>`, null, null],
  [`<Gather ${A}><Say loop="0">hello</Say></Gather>`, null, null],
  [`<Gather ${A} input="speech" timeout="60"/>`, null, null],
  [`<Record timeout="60" ${A}/>`, { Digits: 'hangup', RecordingDuration: '2' }, null],
  [
    `<Dial ${A}>+15550000001</Dial>`,
    { DialCallStatus: 'canceled', DialBridged: 'false' },
    { DialCallStatus: 'canceled', DialBridged: 'false' },
    { callee: 'no-answer' },
  ],
  [
    `<Dial ${A}>+15550000001</Dial>`,
    { DialCallStatus: 'completed', DialBridged: 'true' },
    { DialCallStatus: 'completed', DialBridged: 'true' },
    { callee: 'ring 1s answer talk 60s' },
  ],
  [
    `<Dial ${A}><Number url="/screen">+15550000001</Number></Dial>`,
    { DialCallStatus: 'completed', DialBridged: 'false' },
    { DialCallStatus: 'completed', DialBridged: 'false' },
    { callee: 'ring 1s answer talk 60s' },
  ],
  [`<Dial ${A}><Conference>room</Conference></Dial>`, null, { DialCallStatus: 'answered' }],
  [
    `<Dial ${A} answerOnBridge="true"><Client>ann</Client></Dial>`,
    { DialCallStatus: 'completed' },
    { DialCallStatus: 'completed' },
    { callee: 'ring 1s answer talk 60s' },
  ],
  [`<Enqueue ${A}>support</Enqueue>`, { QueueResult: 'hangup' }, { QueueResult: 'redirected' }],
  [
    `<Enqueue ${A} waitUrl="/wait">support</Enqueue>`,
    { QueueResult: 'hangup' },
    { QueueResult: 'redirected' },
  ],
  [
    `<Refer ${A}><Sip>sip:bob@example.com</Sip></Refer>`,
    { ReferCallStatus: 'canceled' },
    null,
    { leg: { from: 'sip:ann@example.com' }, callee: 'ring 60s answer' },
  ],
  [`<Pay ${A} timeout="60"/>`, { Result: 'caller-hung-up' }, null],
  [`<Connect ${A}><Stream url="wss://app.test/a"/></Connect>`, null, null, { farEnd: 'close 60s' }],
  [`<Connect ${A}><Room>lobby</Room></Connect>`, null, null, { farEnd: 'close 60s' }],
  [
    `<Connect ${A}><ConversationRelay url="wss://app.test/a"/></Connect>`,
    { SessionStatus: 'completed' },
    null,
    { farEnd: 'close 60s' },
  ],
  [
    `<Connect ${A}><VirtualAgent connectorName="x"/></Connect>`,
    { VirtualAgentStatus: 'hangup' },
    null,
    { farEnd: 'close 60s' },
  ],
];

const APP = {
  '/long.mp3': {
    content: { sha256: 'b'.repeat(64), playsMs: 60_000 },
    headers: [['Content-Type', 'audio/mpeg']],
    bytes: 9,
  },
  '/wait': '<Play>/long.mp3</Play>',
  '/screen': '<Pause length="60"/>',
  '/status': { status: 204 },
  '/after': '<Say>after</Say>',
  '/new': '<Say>new</Say>',
} as const;

const LEG = {
  statusCallback: { url: 'http://app.test/status', method: 'POST' },
  fallback: { url: 'http://app.test/fallback', method: 'POST' },
} as const;

/** A call that is answered, runs the verb, and is cut off three seconds after it was answered. */
function cutOff(verb: string, caller: string, plan: Partial<CallPlan> = {}): Promise<CallLog> {
  const answers = verb.includes('answerOnBridge') ? '' : '<Say>hi</Say>';
  const app = { ...APP, '/voice': `${answers}${verb}<Say>next</Say>` };
  return placeCall({ ...plan, app, leg: { ...LEG, ...plan.leg }, caller });
}

/** What was requested of `action`. */
function lastRequests(call: CallLog) {
  return call.asked.filter(({ path }) => path === '/after').map(({ params }) => params);
}

function expectOver(call: CallLog, path: string) {
  expect(call.heard).not.toContain('next');
  expect(call.heard).not.toContain('after');
  expect(call.paths.at(-1)).toBe(path);
  expect(call.end).toMatchObject({ status: 'completed', error: null });
  const last = new Map(call.of('call').map((event) => [event.call, event.status]));
  for (const status of last.values()) expect(status).toMatch(/^(completed|canceled)$/);
}

describe('if the caller hangs up, the current verb ends and no further verb runs (Twilio docs: TwiML for Programmable Voice)', () => {
  it.each(BLOCKING)('%s: a last request %o, which is not executed', async (verb, hangUp, _update, plan) => {
    const call = await cutOff(verb, 'wait 3s; hang up', plan);
    expectOver(call, '/status');
    expect(lastRequests(call)).toMatchObject(hangUp ? [{ ...hangUp, CallStatus: 'completed' }] : []);
  });
});

describe('a REST update interrupts the current verb and replaces the document (Twilio docs: Modify live calls)', () => {
  it.each(BLOCKING)('%s (a new Url)', async (verb, _hangUp, update, plan) => {
    const call = await cutOff(verb, 'wait 3s; update /new', plan);
    expectOver(call, '/status');
    expect(lastRequests(call)).toMatchObject(update ? [{ ...update, CallStatus: 'in-progress' }] : []);
    const answered = call.of('call').find(({ status }) => status === 'in-progress')?.at ?? 0;
    const taken = call.of('exchange').find(({ url }) => url.endsWith('/new'));
    expect(taken).toMatchObject({ at: answered + 3_000 });
    expect(call.heard.at(-1)).toBe('new');
  });

  it.each(BLOCKING)('%s (Status=completed)', async (verb, hangUp, _update, plan) => {
    const call = await cutOff(verb, 'wait 3s; update hang up', plan);
    expectOver(call, '/status');
    expect(lastRequests(call)).toMatchObject(hangUp ? [{ ...hangUp, CallStatus: 'completed' }] : []);
  });

  it.each([
    ['<Pause length="60"/>', ['/tail']],
    ['<Say loop="0">hello</Say>', ['/tail']],
    ['<Gather timeout="60" action="/after"/>', ['/tail']],
    ['<Dial>+15550000001</Dial>', ['/tail']],
    ['<Enqueue>support</Enqueue>', ['/tail']],
    ['<Echo/>', []],
    ['<Dial action="/after">+15550000001</Dial>', ['/after']],
    ['<Enqueue action="/after">support</Enqueue>', ['/after']],
    ['<Record timeout="60" action="/after"/>', []],
    ['<Gather timeout="60" action="/after" actionOnEmptyResult="true"/>', []],
    ['<Pay timeout="60" action="/after"/>', []],
    ['<Connect action="/after"><Room>lobby</Room></Connect>', []],
    ['<Pause length="60"/><Say>more</Say>', []],
    ['<Pause length="60"/><Redirect>mailto:x</Redirect>', []],
  ])(
    'with a <Redirect> behind %s: %s is still requested, its answer is dropped (observed: i-hate-making-calls 24, 29)',
    async (verb, requested) => {
      const app = {
        ...APP,
        '/voice': `<Say>hi</Say>${verb}<Redirect>/tail</Redirect>`,
        '/tail': '<Say>tail</Say>',
      };
      const callee = 'ring 1s answer talk 60s';
      const call = await placeCall({ app, callee, farEnd: 'close 60s', caller: 'wait 3s; update /new' });
      expect(call.paths).toEqual(['/voice', ...requested, '/new']);
      expect(call.heard.at(-1)).toBe('new');
      expect(call.heard).not.toContain('tail');
      expect(call.of('verb').at(-1)?.url).toBe('http://app.test/new');
      expect(call.end).toMatchObject({ status: 'completed', error: null });
    },
  );

  it('while a document is on the wire: its answer is not executed', () => {
    const core = new Core('<Say>hi</Say><Redirect>/old</Redirect>');
    core.advance();
    core.enter({ type: 'played', work: core.work('play').id });
    core.advance();
    const old = core.work('hop').id;
    const by = { kind: 'url', url: 'http://app.test/new', method: 'POST' } as const;
    core.enter({ type: 'replaced', leg: core.sid, by });
    core.enter({ type: 'hop', work: old, got: ok(response('<Say>old</Say>')) });
    expect(core.leg.ready).toBeNull();
    core.answer(ok(response('<Say>new</Say>')));
    core.advance();
    expect(core.of('verb').map(({ name }) => name)).toEqual(['Say', 'Redirect', 'Say']);
    expect(core.leg.frames[0]?.document.source).toContain('new');
  });

  it('while the application error is announced', async () => {
    const app = { ...APP, '/voice': { status: 500 } };
    const call = await placeCall({ app, caller: 'wait 1s; update /new' });
    expect(call.heard).toEqual([expect.stringMatching(/^We are sorry.*…$/), 'new']);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it('with a new document that fails: the fallback URL is asked', async () => {
    const app = {
      '/voice': '<Pause/><Say loop="9">a</Say>',
      '/gone': { status: 404 },
      '/fallback': '<Say>sorry</Say>',
    };
    const call = await placeCall({ app, leg: LEG, caller: 'wait 1s; update /gone' });
    expect(call.paths).toEqual(['/voice', '/gone', '/fallback', '/status']);
    expect(call.heard.at(-1)).toBe('sorry');
  });

  it('of a callee that hears its screening document: nothing of that is left on its leg', () => {
    const core = new Core('<Dial action="/after"><Number url="/screen">+15550000001</Number></Dial>');
    core.advance();
    const [, callee = ''] = allLegs(core.board.legs).map(({ sid }) => sid);
    core.enter({ type: 'callee', leg: callee, does: 'answer' });
    core.answer(ok(response('<Pause length="60"/>')));
    core.enter({ type: 'advance', leg: callee });
    const by = { kind: 'url', url: 'http://app.test/new', method: 'POST' } as const;
    core.enter({ type: 'replaced', leg: callee, by });
    expect(legAt(core.board.legs, callee)).toMatchObject({
      frames: [],
      ready: null,
      owner: null,
      endedAt: null,
    });
  });
});
