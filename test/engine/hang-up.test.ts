import { describe, expect, it } from 'vitest';
import { allLegs } from '../../src/engine/legs.ts';
import { allWork } from '../../src/engine/pending.ts';
import { Core } from '../support/core.ts';
import { audio, heldCall, ok, placeCall, response, until } from '../support/memory-call.ts';

describe('hanging up in every possible place', () => {
  it('a script never hangs up before the call is answered', async () => {
    const call = await placeCall({
      app: { '/voice': '<Pause length="9"/><Say>Hi</Say>' },
      caller: 'hang up',
    });
    expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.heard).toEqual(['Hi…']);
  });

  it('before the call is answered it ends as no-answer', async () => {
    const { session, events } = await heldCall({ app: { '/voice': '<Say>Hi</Say>' } });
    session.act({ type: 'hang-up' });
    expect(session.over).toBe(true);
    expect(events.at(-1)).toMatchObject({
      type: 'end',
      status: 'no-answer',
      durationSeconds: 0,
      error: null,
    });
  });

  it('while a request is on the wire lets it get its answer, which nobody runs', async () => {
    const app = { '/voice': '<Say>Hi</Say><Redirect>/next</Redirect>', '/next': '<Say>never</Say>' };
    const { session, events, asked } = await heldCall({ app });
    session.move('next');
    await until(session, () => session.held !== null);
    session.move('next');
    session.act({ type: 'hang-up' });
    await until(session, () => session.over);
    expect(asked.map(({ path }) => path)).toEqual(['/voice', '/next']);
    expect(events.slice(-4).map(({ type }) => type)).toEqual(['input', 'call', 'exchange', 'end']);
    expect(events.some((event) => event.type === 'heard' && event.text === 'never')).toBe(false);
  });
});

describe('a hang-up while something else is on the wire', () => {
  /** The call as it is when a hop is pending, by running what is ready and playing what is heard. */
  function onTheWire(verbs: string, path: string): Core {
    const core = new Core(verbs);
    for (let i = 0; i < 20; i++) {
      const works = allWork(core.board.pending);
      if (works.some((work) => work.kind === 'hop' && work.exchange.sending.url.includes(path))) return core;
      const dialled = allLegs(core.board.legs).find(({ owner, answeredAt }) => owner && answeredAt === null);
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
    const [late] = allWork(core.board.pending).filter(({ kind }) => kind === 'hop');
    core.enter({ type: 'hang-up', leg: core.sid });
    expect(core.leg.endedAt).not.toBeNull();
    core.enter({ type: 'hop', work: late?.id ?? '', got: ok(response('<Say>late</Say>')) });
    for (let left = 9; left > 0 && !core.board.ended; left--) {
      const [work] = allWork(core.board.pending);
      if (work?.kind === 'hop') core.answer(audio());
      else if (work?.kind === 'timer') core.enter({ type: 'due', work: work.id }, work.due);
    }
    expect(core.board.ended).toBe(true);
    for (const { endedAt } of allLegs(core.board.legs)) expect(endedAt).not.toBeNull();
    expect(core.of('verb').filter(({ name }) => name === 'Say')).toEqual([]);
  });

  function spoken(verbs: string): Core {
    const core = new Core(verbs);
    core.advance();
    core.enter({ type: 'speech', leg: core.sid, value: 'yes please', confidence: 0.9 });
    const word = allWork(core.board.pending).find((work) => work.kind === 'timer');
    core.enter({ type: 'due', work: word?.id ?? '' }, word?.kind === 'timer' ? word.due : 0);
    return core;
  }
});
