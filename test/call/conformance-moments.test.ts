import { describe, expect, it } from 'vitest';
import { Core } from '../support/core.ts';
import { audio, ok, placeCall, response } from '../support/memory-call.ts';

describe('keys at odd moments (voice.md 4.1)', () => {
  it('a # typed right after numDigits keys belongs to whatever runs next', () => {
    const core = new Core('<Gather numDigits="2" action="/next"/>');
    core.advance();
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    core.enter({ type: 'key', leg: core.sid, value: '2' });
    core.answer(ok(response('<Gather timeout="9"/><Record/>')));
    core.advance();
    core.enter({ type: 'key', leg: core.sid, value: '#' });
    core.advance();
    expect(core.of('verb').map(({ name }) => name)).toEqual(['Gather', 'Gather', 'Record']);
  });

  it.each([
    ['while a document is on the wire', '<Say>hi</Say><Redirect>/next</Redirect>'],
    ['while a callee rings', '<Say>hi</Say><Dial>+15550000001</Dial>'],
    ['in a queue that listens for nothing', '<Say>hi</Say><Enqueue waitUrl="">a</Enqueue>'],
    ['in a Pause', '<Say>hi</Say><Pause length="9"/>'],
  ])('%s a key is lost, and said to be', (_when, verbs) => {
    const core = new Core(verbs);
    core.advance();
    core.enter({ type: 'played', work: core.work('play').id });
    core.advance();
    const before = JSON.stringify(core.leg);
    core.enter({ type: 'key', leg: core.sid, value: '5' });
    expect(core.of('diagnostic')).toMatchObject([{ rule: 'nothing-listens' }]);
    expect(JSON.stringify(core.leg)).toBe(before);
  });

  it('before the first document has come, and after the end, a key changes nothing', () => {
    const target = { kind: 'url', url: 'http://app.test/voice', method: 'POST' } as const;
    const core = new Core('', { target });
    core.enter({ type: 'key', leg: core.sid, value: '5' });
    core.answer(ok(response('<Gather numDigits="1" timeout="3"/>')));
    core.advance();
    expect(core.leg.frames[0]?.running[0]?.listening?.digits).toBe('');
    core.enter({ type: 'hang-up', leg: core.sid });
    const before = JSON.stringify(core.board);
    core.enter({ type: 'key', leg: core.sid, value: '5' });
    expect(JSON.stringify(core.board)).toBe(before);
  });
});

describe('documents after documents', () => {
  it('a Dial in the answer of a Dial’s action is a dial of its own, with a leg of its own', async () => {
    const app = {
      '/voice': '<Dial action="/second">+15550000001</Dial>',
      '/second': '<Dial action="/third">+15550000002</Dial>',
      '/third': '<Dial><Conference beep="false">room</Conference></Dial>',
    };
    const call = await placeCall({ app, callee: 'busy; answer talk 4s', caller: 'wait 20s; hang up' });
    const [, second, third] = call.asked.map(({ params }) => params);
    expect(second).toMatchObject({ DialCallStatus: 'busy', DialBridged: 'false' });
    expect(third).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '4', DialBridged: 'true' });
    expect(third?.['DialCallSid']).not.toBe(second?.['DialCallSid']);
    const dialled = call.of('call').filter(({ direction }) => direction === 'outbound-dial');
    expect(new Set(dialled.map(({ parent }) => parent)).size).toBe(1);
    expect(call.end).toMatchObject({ status: 'completed', durationSeconds: 20 });
  });

  it('a call goes through queue, agent, conference and voicemail, and nothing is left of any of them', async () => {
    const app = {
      '/voice': '<Enqueue action="/left" waitUrl="/wait">support</Enqueue>',
      '/wait': '<Say>hold</Say><Leave/>',
      '/left': '<Dial hangupOnStar="true" action="/met"><Conference waitUrl="">room</Conference></Dial>',
      '/met': '<Record action="/saved"/>',
      '/saved': '<Say>bye</Say>',
    };
    const call = await placeCall({ app, caller: 'press *; wait 6s; press #' });
    expect(call.paths).toEqual(['/voice', '/wait', '/left', '/met', '/saved']);
    const { board } = call.session;
    expect(board?.shared).toMatchObject({ queues: [{ entries: [], waiting: [] }] });
    expect(Object.values(board?.pending ?? {})).toEqual([]);
  });
});

describe('two callers', () => {
  it('run the same document at the same time, each with its own keys, result and cookies', async () => {
    const app = {
      '/voice': ok(response('<Gather numDigits="2" action="/done"/>'), [
        ['Content-Type', 'text/xml'],
        ['Set-Cookie', 'a=1'],
      ]),
      '/done': '<Pause length="3"/>',
    };
    const joins = [{ afterMs: 100, path: '/voice', caller: 'press 34' }];
    const call = await placeCall({ app, caller: 'press 12', joins });
    const done = call.asked.filter(({ path }) => path === '/done').map(({ params }) => params);
    expect(done.map((params) => [params['From'], params['Digits']])).toEqual([
      ['+15551230001', '12'],
      ['+15550000001', '34'],
    ]);
    expect(done[0]?.['CallSid']).not.toBe(done[1]?.['CallSid']);
  });

  it('of whom one hangs up do not disturb each other', async () => {
    const app = { '/voice': '<Pause length="30"/>', '/other': '<Say>hi</Say><Redirect>/voice</Redirect>' };
    const joins = [{ afterMs: 1_000, path: '/other', caller: 'wait 3s; hang up' }];
    const call = await placeCall({ app, joins });
    expect(call.end).toMatchObject({ at: 30_000, status: 'completed' });
  });
});

describe('a hang-up while something else is on the wire', () => {
  /** The call as it is when a hop is pending, by running what is ready and playing what is heard. */
  function onTheWire(verbs: string, path: string): Core {
    const core = new Core(verbs);
    for (let i = 0; i < 20; i++) {
      const works = Object.values(core.board.pending);
      if (works.some((work) => work.kind === 'hop' && work.exchange.sending.url.includes(path))) return core;
      const dialled = Object.values(core.board.legs).find(
        ({ owner, answeredAt }) => owner && answeredAt === null,
      );
      if (core.leg.ready) core.advance();
      else if (dialled) core.enter({ type: 'callee', leg: dialled.sid, does: 'answer' });
      else core.enter({ type: 'played', work: core.work('play').id });
    }
    throw new Error(`${path} was not asked for`);
  }

  it.each([
    ['a wait document', '<Enqueue waitUrl="/x">a</Enqueue>'],
    ['the wait document of a conference', '<Dial><Conference waitUrl="/x">a</Conference></Dial>'],
    ['a screening document', '<Dial><Number url="/x">+15550000001</Number></Dial>'],
    ['a file', '<Play>/x</Play>'],
    ['a file of a Gather', '<Gather><Play>/x</Play></Gather>'],
    ['an action', '<Sms action="/x">hi</Sms>'],
    ['a partial result', '<Gather input="speech" partialResultCallback="/x"/>'],
    [
      'a recording’s callback',
      '<Record playBeep="false" recordingStatusCallback="/x" recordingStatusCallbackEvent="in-progress"/>',
    ],
  ])('%s: the call is over, and a late answer changes nothing of it', (what, verbs) => {
    const core = what === 'a partial result' ? spoken(verbs) : onTheWire(verbs, '/x');
    const [late] = Object.values(core.board.pending).filter(({ kind }) => kind === 'hop');
    core.enter({ type: 'hang-up', leg: core.sid });
    expect(core.leg.endedAt).not.toBeNull();
    core.enter({ type: 'hop', work: late?.id ?? '', got: ok(response('<Say>late</Say>')) });
    for (let left = 9; left > 0 && !core.board.ended; left--) {
      const [work] = Object.values(core.board.pending);
      if (work?.kind === 'hop') core.answer(audio());
      else if (work?.kind === 'timer') core.enter({ type: 'due', work: work.id }, work.due);
    }
    expect(core.board.ended).toBe(true);
    for (const { endedAt } of Object.values(core.board.legs)) expect(endedAt).not.toBeNull();
    expect(core.of('verb').filter(({ name }) => name === 'Say')).toEqual([]);
  });

  function spoken(verbs: string): Core {
    const core = new Core(verbs);
    core.advance();
    core.enter({ type: 'speech', leg: core.sid, value: 'yes please', confidence: 0.9 });
    const word = Object.values(core.board.pending).find((work) => work.kind === 'timer');
    core.enter({ type: 'due', work: word?.id ?? '' }, word?.kind === 'timer' ? word.due : 0);
    return core;
  }
});
