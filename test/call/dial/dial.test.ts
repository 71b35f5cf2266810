import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { dial, one } from './dialling.ts';

describe('what action hears (Twilio docs: TwiML Voice: Dial, "action")', () => {
  it('busy callee: DialCallStatus=busy, and the rest of the document is unreachable', async () => {
    const call = await dial(one(' timeout="20"'), { callee: 'busy', app: { '/after': '<Say>after</Say>' } });
    expect(call.paths).toEqual(['/voice', '/after']);
    expect(call.after).toMatchObject({ DialCallStatus: 'busy', DialCallDuration: '0', DialBridged: 'false' });
    expect(call.after['DialCallSid']).toMatch(/^CA[\da-f]{32}$/);
    expect(call.heard).toEqual(['ringing', 'after']);
  });

  it('callee answers and hangs up after 42.9 s: completed, whole seconds, bridged', async () => {
    const call = await dial(one(), { callee: 'answer talk 42900ms' });
    expect(call.after).toMatchObject({
      CallStatus: 'in-progress',
      DialCallStatus: 'completed',
      DialCallDuration: '42',
      DialBridged: 'true',
    });
  });

  it.each([
    ['no-answer', 'no-answer'],
    ['failed', 'failed'],
  ])('%s is DialCallStatus=%s', async (callee, status) => {
    expect((await dial(one(), { callee })).after).toMatchObject({
      DialCallStatus: status,
      DialCallDuration: '0',
    });
  });

  it('gives up 5 s after timeout, 30 s by default: Twilio adds a buffer', async () => {
    const rings = async (attributes: string) => {
      const call = await dial(one(attributes), { callee: 'no-answer' });
      return call.of('exchange')[1]?.at;
    };
    expect(await rings('')).toBe(35_000);
    expect(await rings(' timeout="10"')).toBe(15_000);
  });

  it('without action the next verb runs', async () => {
    const call = await dial('<Dial>+15551230002</Dial><Say>next</Say>', { callee: 'busy' });
    expect(call.heard).toEqual(['ringing', 'next']);
  });

  it('method GET puts the result into the query', async () => {
    const call = await dial(one(' method="GET"'), { callee: 'busy' });
    expect(call.asked[1]).toMatchObject({ method: 'GET', params: { DialCallStatus: 'busy' } });
  });

  it.each([
    ['nothing to dial', '<Dial action="/after"/>'],
    ['what is no number', '<Dial action="/after">+*-***</Dial>'],
    ['what is no SIP URI', one('', '<Sip>sip:</Sip>')],
  ])('%s is failed, and no leg is made', async (_what, verb) => {
    const call = await dial(verb);
    expect(call.after).toMatchObject({ DialCallStatus: 'failed', DialBridged: 'false' });
    expect(call.after).not.toHaveProperty('DialCallSid');
    expect(call.of('call').every(({ direction }) => direction === 'inbound')).toBe(true);
  });
});

describe('Dial with and without action (Twilio docs: TwiML Voice: Dial)', () => {
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

describe('whose parameters action gets, and how often (Twilio docs: TwiML Voice: Dial, "action")', () => {
  const DIAL = '<Dial action="/after">+15550000001</Dial>';

  const place = (callee: string, caller = '') =>
    placeCall({ app: { '/voice': DIAL, '/after': '<Hangup/>' }, callee, caller });

  it('carries To and From of the caller’s own leg, and CallStatus=in-progress while the caller is on the line', async () => {
    const call = await place('answer talk 3s');
    expect(call.asked[1]?.params).toMatchObject({
      From: '+15551230001',
      To: '+15559870002',
      CallStatus: 'in-progress',
      DialCallStatus: 'completed',
      DialCallDuration: '3',
    });
  });

  it('is requested once when the caller hangs up in the moment in which the callee does', async () => {
    // The callee answers after 2.5 s and talks for 3 s; the caller was answered at once.
    const call = await place('answer talk 3s', 'wait 5500ms; hang up');
    expect(call.paths).toEqual(['/voice', '/after']);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it.each(['busy', 'no-answer', 'failed'])('%s: duration 0', async (callee) => {
    const { asked } = await place(callee);
    expect(asked[1]?.params).toMatchObject({ DialCallDuration: '0', DialBridged: 'false' });
  });
});

describe('Dial: what it ignores (Twilio docs: TwiML Voice: Dial)', () => {
  it('comments and white space inside are ignored', async () => {
    const dial =
      '<Dial action="/after"><!-- who -->\n  <Number><!-- me -->\n +15550000001 </Number>\n</Dial>';
    const call = await placeCall({ app: { '/voice': dial, '/after': '<Hangup/>' } });
    expect(call.of('diagnostic')).toEqual([]);
    expect(call.of('call').filter(({ status }) => status === 'initiated')).toMatchObject([
      { to: '+15550000001' },
    ]);
    expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: 'completed' });
  });

  it('a noun that may not stand in it is named, and left out', async () => {
    const dial = '<Dial action="/after"><Say>no</Say><Foo/><Number>+15550000001</Number></Dial>';
    const call = await placeCall({ app: { '/voice': dial, '/after': '<Hangup/>' } });
    expect(call.of('diagnostic').map(({ message }) => message)).toEqual([
      expect.stringContaining('Say'),
      expect.stringContaining('Foo'),
    ]);
    expect(call.heard).toEqual(['ringing']);
    expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: 'completed' });
  });
});
