import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { runVerbs } from '../../support/run-verbs.ts';

const DIAL =
  '<Dial action="/after"><Number url="/screen">+15551230002</Number><Number>+15551230003</Number></Dial>';

const APP = {
  '/voice': DIAL,
  '/screen': '<Gather numDigits="1" action="/accept"><Say>press 1</Say></Gather><Hangup/>',
  '/accept': '<Response/>',
  '/after': '<Hangup/>',
};

describe('screening documents (Twilio docs: TwiML Voice: Number, "url")', () => {
  it('run on the callee after it answers; the empty answer of a Gather in one accepts the call', async () => {
    const call = await placeCall({
      app: APP,
      callee: '+15551230002=answer press 1 talk 5s; no-answer',
    });
    expect(call.paths).toEqual(['/voice', '/screen', '/accept', '/after']);
    const [, screen, accept, after] = call.asked.map(({ params }) => params);
    expect(screen).toMatchObject({
      Direction: 'outbound-dial',
      CallStatus: 'in-progress',
      ParentCallSid: call.asked[0]?.params['CallSid'],
      To: '+15551230002',
    });
    expect(accept).toMatchObject({ Digits: '1', CallSid: screen?.['CallSid'] });
    expect(after).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
  });

  it('the others go on ringing until one is completed', async () => {
    const call = await placeCall({
      app: APP,
      callee: '+15551230002=answer; +15551230003=ring 4s answer talk 1s',
    });
    // Nothing is pressed in time: by then the other one has answered.
    expect(call.asked.at(-1)?.params).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
    const ends = call.of('call').filter(({ direction, status }) => {
      return direction === 'outbound-dial' && (status === 'completed' || status === 'canceled');
    });
    expect(ends.map(({ to }) => to)).toEqual(['+15551230002', '+15551230003']);
  });

  it('Hangup in one declines: completed, but not bridged', async () => {
    const call = await placeCall({
      app: { ...APP, '/voice': DIAL.replace('<Number>+15551230003</Number>', ''), '/screen': '<Hangup/>' },
      callee: 'answer',
    });
    expect(call.asked.at(-1)?.params).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
  });

  it('declined in a sequential dial, the next noun is tried', async () => {
    const call = await placeCall({
      app: { ...APP, '/voice': DIAL.replace('<Dial', '<Dial sequential="true"'), '/screen': '<Hangup/>' },
      callee: 'answer talk 2s',
    });
    expect(call.asked.at(-1)?.params).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
  });

  it('a callee that hangs up while it listens was not connected', async () => {
    const app = {
      ...APP,
      '/voice': DIAL.replace('<Number>+15551230003</Number>', ''),
      '/screen': '<Say>Hi</Say><Hangup/>',
    };
    const call = await placeCall({ app, callee: 'answer' });
    expect(call.asked.at(-1)?.params).toMatchObject({ DialBridged: 'false' });
  });

  it('with answerOnBridge the caller rings on until it is through', async () => {
    const app = { ...APP, '/voice': DIAL.replace('<Dial', '<Dial answerOnBridge="true"') };
    const call = await placeCall({ app, callee: '+15551230002=answer press 1 talk 5s; no-answer' });
    const statuses = call.of('call').filter(({ direction }) => direction === 'inbound');
    const accepted = call.of('exchange').find(({ url }) => url.endsWith('/accept'));
    expect(statuses.find(({ status }) => status === 'in-progress')?.at).toBe(accepted?.at);
  });

  it.each([
    ['cannot be fetched', { status: 500 }, 11200],
    ['cannot be parsed', '<Say>', 12100],
    ['dials', '<Dial>+15551230009</Dial>', 13201],
    ['records', '<Record/>', 13201],
  ])('one that %s hangs up both sides', async (_what, screen, code) => {
    const call = await placeCall({ app: { ...APP, '/screen': screen }, callee: 'answer' });
    expect(call.paths).toEqual(['/voice', '/screen']);
    const last = new Map(call.of('call').map((event) => [event.call, event.status]));
    expect([...last.values()]).toEqual(['completed', 'completed', 'canceled']);
    expect(call.of('diagnostic').map((one) => one.code)).toContain(code);
    expect(call.end.error).toBe(code);
  });

  it('of a SIP phone gets its SIP details, and the login is nowhere', async () => {
    const sip = '<Sip username="ann" password="s3cret" url="/screen">sip:bob@example.com?X-A=1</Sip>';
    const call = await placeCall({
      app: { ...APP, '/voice': `<Dial action="/after">${sip}</Dial>`, '/screen': '<Say>Hi</Say>' },
      callee: 'answer talk 1s',
    });
    expect(call.asked[1]?.params).toMatchObject({
      To: 'sip:bob@example.com',
      SipDomain: 'example.com',
      SipCallId: expect.stringMatching(/@/),
      SipSourceIp: expect.any(String),
    });
    expect(JSON.stringify(call.asked)).not.toContain('s3cret');
    expect(call.asked[2]?.params).toMatchObject({
      DialSipResponseCode: '200',
      DialSipCallId: expect.any(String),
    });
  });
});

describe('how a screening document is asked for (Twilio docs: TwiML Voice: Number, "method")', () => {
  it('method says how the screening document is asked for', async () => {
    const call = await runVerbs('<Dial><Number url="/told" method="GET">+15550000001</Number></Dial>', {
      app: { '/told': '<Say>hi</Say>' },
    });
    expect(call.told).toMatchObject([{ method: 'GET' }]);
  });
});
