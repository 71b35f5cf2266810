import { describe, expect, it } from 'vitest';
import { type CallLog, placeCall } from '../../support/memory-call.ts';

/** Every verb, with what it needs to run on its own. */
const VERBS: Readonly<Record<string, string>> = {
  Say: '<Say>hi</Say>',
  Play: '<Play>/a.mp3</Play>',
  Pause: '<Pause/>',
  Gather: '<Gather timeout="1"/>',
  Redirect: '<Redirect>/last</Redirect>',
  Hangup: '<Hangup/>',
  Leave: '<Leave/>',
  Reject: '<Reject/>',
  Record: '<Record timeout="1"/>',
  Dial: '<Dial>+15550000009</Dial>',
  Enqueue: '<Enqueue waitUrl="">other</Enqueue>',
  Connect: '<Connect><Room>a</Room></Connect>',
  Pay: '<Pay/>',
  Refer: '<Refer><Sip>sip:bob@example.com</Sip></Refer>',
  Sms: '<Sms>hi</Sms>',
  Start: '<Start><Recording/></Start>',
  Stop: '<Stop><Recording/></Stop>',
  Echo: '<Echo/>',
};

/** Documents above the main one: who wants them, verbs that may stand in them, and the code of others. */
const ABOVE: readonly {
  readonly what: string;
  readonly main: string;
  readonly allowed: readonly string[];
  readonly code: number;
  /** What becomes of the verb that wanted it when its document fails. */
  readonly failed: (call: CallLog) => void;
}[] = [
  {
    what: 'the waitUrl of Enqueue',
    main: '<Enqueue waitUrl="/doc" action="/after">support</Enqueue>',
    allowed: ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather'],
    code: 12200,
    failed: (call) => expect(after(call)).toMatchObject({ QueueResult: 'error' }),
  },
  {
    what: 'the waitUrl of Conference',
    main: '<Dial action="/after"><Conference waitUrl="/doc">room</Conference></Dial>',
    allowed: ['Play', 'Say', 'Pause', 'Redirect'],
    code: 13238,
    failed: (call) => expect(after(call)).toMatchObject({ DialCallStatus: 'failed', DialBridged: 'false' }),
  },
  {
    what: 'a screening document',
    main: '<Dial action="/after"><Number url="/doc">+15550000001</Number></Dial>',
    allowed: ['Play', 'Say', 'Gather', 'Hangup', 'Pause', 'Redirect'],
    code: 13201,
    failed: (call) => expect(call.end.error).toBe(13201),
  },
];

function after(call: CallLog) {
  return call.asked.find(({ path }) => path === '/after')?.params ?? {};
}

describe.each(ABOVE)('$what', ({ main, allowed, code, failed }) => {
  const place = (document: string) =>
    placeCall({
      app: { '/voice': main, '/doc': document, '/last': '<Pause length="9"/>', '/after': '<Hangup/>' },
      callee: 'answer talk 20s',
      caller: 'wait 15s; hang up',
    });

  it.each(Object.keys(VERBS).filter((name) => allowed.includes(name)))('may hold %s', async (name) => {
    const call = await place(`${VERBS[name]}<Pause length="30"/>`);
    expect(call.of('diagnostic').filter(({ level }) => level === 'error')).toEqual([]);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it.each(Object.keys(VERBS).filter((name) => !allowed.includes(name)))('may not hold %s', async (name) => {
    const call = await place(`${VERBS[name]}<Pause length="30"/>`);
    expect(call.of('diagnostic').map((one) => one.code)).toContain(code);
    failed(call);
  });

  it('that is empty is over at once', async () => {
    const call = await place('');
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });
});

describe('a verb in the wrong place does not run, and the call goes on', () => {
  const OUTER = {
    Gather: '<Gather timeout="1">*</Gather>',
    Say: '<Say>one*</Say>',
    Play: '<Play>/a.mp3*</Play>',
    Pause: '<Pause>*</Pause>',
    Record: '<Record timeout="1">*</Record>',
    Dial: '<Dial>*<Number>+15550000001</Number></Dial>',
    Number: '<Dial><Number>+15550000001*</Number></Dial>',
    Conference: '<Dial timeLimit="5"><Conference>room*</Conference></Dial>',
    Enqueue: '<Enqueue waitUrl="/leave">support*</Enqueue>',
    Redirect: '<Redirect>/next*</Redirect>',
    Hangup: '<Hangup>*</Hangup>',
    Connect: '<Connect>*<Room>a</Room></Connect>',
    Start: '<Start>*<Recording/></Start>',
    Sms: '<Sms>hi*</Sms>',
    Pay: '<Pay timeout="1" action="/next">*</Pay>',
    Prompt: '<Pay timeout="1" action="/next"><Prompt for="payment-card-number">*</Prompt></Pay>',
  };
  const LEGAL: Readonly<Record<string, readonly string[]>> = {
    Gather: ['Say', 'Play', 'Pause'],
    Prompt: ['Say', 'Play', 'Pause'],
  };

  it.each(Object.keys(OUTER) as (keyof typeof OUTER)[])('inside %s', async (outer) => {
    const run = (nested: string) => {
      const app = {
        '/voice': OUTER[outer].replace('*', nested),
        '/next': '<Hangup/>',
        '/leave': '<Leave/>',
      };
      return placeCall({ app, callee: 'busy' });
    };
    const verbs = (call: CallLog) => call.of('verb').map(({ name }) => name);
    const alone = verbs(await run(''));
    for (const [name, verb] of Object.entries(VERBS)) {
      if (LEGAL[outer]?.includes(name)) continue;
      const call = await run(verb);
      expect(verbs(call), `${name} in ${outer}`).toEqual(alone);
      expect(call.of('diagnostic').length, `${name} in ${outer}`).toBeGreaterThan(0);
      expect(call.end, `${name} in ${outer}`).toMatchObject({ status: 'completed' });
    }
  });
});
