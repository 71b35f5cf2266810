import { describe, expect, it } from 'vitest';
import { notSimulated } from '../../src/call/verbs/not-simulated.ts';
import { voice } from '../../src/call/voice.ts';
import { allLegs, legAt } from '../../src/engine/legs.ts';
import { stepper } from '../../src/engine/step.ts';
import { EMPTY } from '../../src/engine/switchboard.ts';
import { inboundLeg, LANGUAGE, ORIGIN, placeCall, response } from '../support/memory-call.ts';

const statuses = (call: Awaited<ReturnType<typeof placeCall>>) => call.of('call').map(({ status }) => status);

describe('execution (Twilio docs: TwiML for Programmable Voice)', () => {
  it('verb n+1 starts when verb n has finished', async () => {
    const verbs = '<Pause length="2"/><Gather timeout="3"/><Play>/a.mp3</Play><Pause length="4"/>';
    const call = await placeCall({ app: { '/voice': verbs } });
    expect(call.of('verb').map(({ name, at }) => [name, at])).toEqual([
      ['Pause', 0],
      ['Gather', 2_000],
      ['Play', 5_000],
      ['Pause', 8_000],
    ]);
    expect(call.end.at).toBe(12_000);
  });

  it.each([
    '<Redirect>/next</Redirect>',
    '<Hangup/>',
    '<Reject/>',
    '<Record action="/next"/>',
    '<Dial action="/next">+15550000001</Dial>',
    '<Gather action="/next" actionOnEmptyResult="true" timeout="1"/>',
  ])('%s: everything after it is unreachable', async (verb) => {
    const app = { '/voice': `<Say>hi</Say>${verb}<Say>never</Say>`, '/next': '<Hangup/>' };
    const call = await placeCall({ app, caller: 'wait 5s; press #', callee: 'busy' });
    expect(call.heard).not.toContain('never');
    expect(call.of('verb').filter(({ name }) => name === 'Say')).toHaveLength(1);
  });
});

describe('the end of a document', () => {
  it('hangs up when the last verb has fallen through', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>Bye</Say>' } });
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it('an empty Response answers and immediately hangs up', async () => {
    const call = await placeCall({ app: { '/voice': '' } });
    expect(statuses(call)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.end.at).toBe(0);
  });
});

describe('verbs that do not run', () => {
  it('a verb that is known by name only says that it is not simulated yet, and the next verb runs', () => {
    const product = voice(LANGUAGE);
    const step = stepper({
      ...product,
      verb: (element) => (element.name === 'Pay' ? notSimulated : product.verb(element)),
    });
    const target = {
      kind: 'source',
      source: response('<Pay/><Say>on</Say>'),
      name: 'x',
      baseUrl: null,
    } as const;
    const leg = { ...inboundLeg(ORIGIN), target };
    const rules = { timeoutMs: null, drop307: false, publicUrls: [] };
    const placed = step(EMPTY, { at: 0, type: 'placed', leg, seed: 's', date: 0, rules });
    const [sid = ''] = allLegs(placed.switchboard.legs).map(({ sid }) => sid);
    const { happened, switchboard } = step(placed.switchboard, { at: 0, type: 'advance', leg: sid });
    expect(happened).toContainEqual(
      expect.objectContaining({
        type: 'diagnostic',
        rule: 'not-simulated',
        level: 'warning',
        line: 3,
        column: 1,
      }),
    );
    expect(legAt(switchboard.legs, sid)?.ready).not.toBeNull();
  });

  it('an unknown element is warning 12200 with the nearest name; it does not start, and execution goes on', async () => {
    const call = await placeCall({ app: { '/voice': '<say>quiet</say>\n<Foobar/><Say>on</Say>' } });
    expect(call.of('diagnostic').map(({ code, level, line, help }) => [code, level, line, help])).toEqual([
      [12200, 'warning', 3, 'did you mean <Say>? Names are case-sensitive'],
      [12200, 'warning', 4, expect.stringContaining('<Response> takes <Say>')],
    ]);
    expect(call.of('verb').map(({ name }) => name)).toEqual(['Say']);
    expect(call.heard).toEqual(['on']);
  });

  it('findings about a document are told once in a call, however often it comes', async () => {
    let visits = 0;
    const app = { '/voice': () => `<Gather timeout="soon"/>${visits++ < 3 ? '<Redirect/>' : ''}` };
    const call = await placeCall({ app });
    expect(call.paths).toHaveLength(4);
    expect(call.of('diagnostic')).toMatchObject([{ code: 13313 }]);
  });

  it('attributes that are ignored are listed at the end', async () => {
    const call = await placeCall({ app: { '/voice': '<Gather timeout="1" debug="true"/>' } });
    expect(call.end.notSimulated).toEqual(['Gather debug: not simulated yet, ignored']);
  });
});

describe('what is only a warning: the call goes on (Twilio error 12200)', () => {
  it('a messaging verb in a call is 12200', async () => {
    const call = await placeCall({ app: { '/voice': '<Message>hi</Message><Say>on</Say>' } });
    expect(call.of('diagnostic')).toMatchObject([
      {
        code: 12200,
        level: 'warning',
        line: 3,
        parserMessage: expect.stringContaining("Invalid content was found starting with element 'Message'."),
      },
    ]);
    expect(call.heard).toEqual(['on']);
  });
});
