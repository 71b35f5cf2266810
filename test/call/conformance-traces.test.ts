import { describe, expect, it } from 'vitest';
import { placeCall } from '../support/memory-call.ts';

/** The worked traces that other files hold only in parts (voice.md 19.2, 19.4, 19.5); 19.1 and 19.3 are in traces.test.ts. */
describe('19.2: Dial with and without action', () => {
  const DIAL = `<Dial timeout="20" action="/after"><Number>+15551230002</Number></Dial>
  <Say>unreachable</Say>`;
  const place = (callee: string, verbs = DIAL) =>
    placeCall({ app: { '/voice': verbs, '/after': '<Say>after</Say>' }, callee });

  it('busy callee: -> POST /after DialCallStatus=busy DialCallSid=CA.. DialBridged=false', async () => {
    const call = await place('busy');
    expect(call.paths).toEqual(['/voice', '/after']);
    expect(call.asked[1]).toMatchObject({
      method: 'POST',
      params: {
        DialCallStatus: 'busy',
        DialCallSid: expect.stringMatching(/^CA[\da-f]{32}$/),
        DialBridged: 'false',
      },
    });
    expect(call.asked[1]?.params['DialCallSid']).not.toBe(call.asked[1]?.params['CallSid']);
    expect(call.heard).toEqual(['ringing', 'after']);
  });

  it('without action the same case runs the Say and then hangs up', async () => {
    const call = await place('busy', DIAL.replace(' action="/after"', ''));
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual(['ringing', 'unreachable']);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it('callee answers and hangs up after 42 s: completed, DialCallDuration=42, DialBridged=true', async () => {
    const call = await place('answer talk 42s');
    expect(call.asked[1]?.params).toMatchObject({
      DialCallStatus: 'completed',
      DialCallDuration: '42',
      DialBridged: 'true',
    });
  });

  it('nobody answers for 20 s, and the 5 that Twilio adds: no-answer', async () => {
    const call = await place('no-answer');
    expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: 'no-answer', DialBridged: 'false' });
    expect(call.of('exchange')[1]?.at).toBe(25_000);
  });
});

describe('19.4: Queue', () => {
  const app = {
    '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
    '/agent': '<Dial action="/agent-done"><Queue url="/connecting">support</Queue></Dial>',
    '/wait': '<Play>/music.mp3</Play>',
    '/connecting': '<Say>You will be connected.</Say>',
    '/left': '<Say>Thank you.</Say>',
    '/agent-done': '<Say>Done.</Say>',
  };
  const place = (caller: string, agent: string) =>
    placeCall({ app, caller, joins: [{ afterMs: 37_000, path: '/agent', caller: agent }] });

  it.each([
    ['agent', '', 'wait 20s; hang up', ['/left']],
    ['caller', 'wait 57s; hang up', '', ['/agent-done']],
  ])('the %s hangs up: whoever is still there is asked for', async (_who, caller, agent, last) => {
    const call = await place(caller, agent);
    const paths = call.paths.filter((path) => !/wait|mp3/.test(path));
    expect(paths).toEqual(['/voice', '/agent', '/connecting', ...last]);
    const sid = (path: string) => call.asked.find((one) => one.path === path)?.params['CallSid'];
    expect(sid('/wait')).toBe(sid('/voice'));
    // It plays on the leg of the caller, not of the agent.
    expect(sid('/connecting')).toBe(sid('/voice'));
    const spoken = call.of('heard').find(({ text }) => text === 'You will be connected.');
    expect(spoken?.call).toBe(sid('/voice'));
    const params = (path: string) => call.asked.find((one) => one.path === path)?.params;
    if (last[0] === '/left')
      expect(params('/left')).toMatchObject({
        CallSid: sid('/voice'),
        QueueResult: 'bridged',
        QueueTime: '37',
      });
    else expect(params('/agent-done')).toMatchObject({ CallSid: sid('/agent'), DialCallStatus: 'completed' });
  });
});

describe('19.5: background stream over several documents', () => {
  const START =
    '<Start><Stream name="tap" url="wss://example.test/audio" statusCallback="http://app.test/s"/></Start>';
  const app = { '/s': { status: 204 } } as const;
  const told = (call: Awaited<ReturnType<typeof placeCall>>) =>
    call
      .of('exchange')
      .flatMap(({ purpose, at }, index) =>
        purpose === 'stream-status' ? [[call.asked[index]?.params['StreamEvent'], at]] : [],
      );

  it('keeps running while /next and all later documents run, until Stop', async () => {
    const call = await placeCall({
      app: {
        ...app,
        '/voice': `${START}<Redirect>/next</Redirect>`,
        '/next': '<Pause length="5"/><Redirect>/later</Redirect>',
        '/later': '<Pause length="5"/><Stop><Stream name="tap"/></Stop><Pause length="5"/>',
      },
    });
    expect(told(call)).toEqual([
      ['stream-started', 0],
      ['stream-stopped', 10_000],
    ]);
    expect(call.end).toMatchObject({ at: 15_000, status: 'completed', error: null });
  });

  it('or until hang-up', async () => {
    const call = await placeCall({
      app: { ...app, '/voice': `${START}<Redirect>/next</Redirect>`, '/next': '<Pause length="60"/>' },
      caller: 'wait 7s; hang up',
    });
    expect(told(call)).toEqual([
      ['stream-started', 0],
      ['stream-stopped', 7_000],
    ]);
  });

  it('with Start as the only verb the call would hang up at once', async () => {
    const call = await placeCall({ app: { ...app, '/voice': START } });
    expect(call.end).toMatchObject({ at: 0, status: 'completed' });
    expect(told(call)).toEqual([
      ['stream-started', 0],
      ['stream-stopped', 0],
    ]);
  });
});
