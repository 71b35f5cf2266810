import { describe, expect, it } from 'vitest';
import type { LegSetup } from '../../src/engine/event.ts';
import { Core } from '../support/core.ts';
import { type CallPlan, placeCall } from '../support/memory-call.ts';

const AFTER = { '/after': '<Hangup/>' };

async function dial(
  noun: string,
  plan: Omit<CallPlan, 'app'> & { app?: CallPlan['app']; attributes?: string } = {},
) {
  const { attributes = '', app, ...rest } = plan;
  const voice = `<Dial action="/after"${attributes}>${noun}</Dial>`;
  const call = await placeCall({
    callee: 'answer talk 1s',
    ...rest,
    app: { '/voice': voice, ...AFTER, ...app },
  });
  const callees = call.of('call').filter(({ direction }) => direction === 'outbound-dial');
  const after = call.asked.find(({ path }) => path === '/after')?.params ?? {};
  return { ...call, callees, after };
}

const codes = (call: Awaited<ReturnType<typeof dial>>) => call.of('diagnostic').map(({ code }) => code);

describe('whom the nouns of Dial reach (voice.md 6.7-6.12)', () => {
  it.each([
    ['<Number>+15551230002</Number>', '+15551230002'],
    ['<Number>(555) 123-0002</Number>', '+15551230002'],
    ['<Number> 1-555-123-0002 </Number>', '+15551230002'],
    [' +1 555 123 0002 ', '+15551230002'],
    ['<Client>alice</Client>', 'client:alice'],
    ['<Client><Identity>alice</Identity><Parameter name="a" value="1"/></Client>', 'client:alice'],
    ['<Sip>sip:bob@example.com</Sip>', 'sip:bob@example.com'],
    [
      '<Sip>bob@example.com:5060;transport=tls?x-a=1&amp;x-b=2</Sip>',
      'sip:bob@example.com:5060;transport=tls',
    ],
    ['<Sip>sip:bob:s3cret@example.com</Sip>', 'sip:bob@example.com'],
    [
      '<Sip><Headers><Header name="X-A" value="1"/></Headers><Uri>sip:bob@example.com</Uri></Sip>',
      'sip:bob@example.com',
    ],
    [
      '<Sip><Uri priority="2">sip:two@example.com</Uri><Uri priority="1">sip:one@example.com</Uri></Sip>',
      'sip:one@example.com',
    ],
    ['<Sim>DE00000000000000000000000000000001</Sim>', 'sim:DE00000000000000000000000000000001'],
  ])('%s is %s', async (noun, to) => {
    const call = await dial(noun);
    expect(call.callees[0]).toMatchObject({ to, from: '+15551230001', status: 'initiated' });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
  });

  it('a header of a SIP URI that is not passed on is a warning', async () => {
    const call = await dial('<Sip>sip:bob@example.com?Subject=hi&amp;X-A=1</Sip>');
    expect(call.of('diagnostic').map(({ rule, message }) => [rule, message])).toEqual([
      ['sip-header', 'Sip: Subject in the URI is not passed on'],
    ]);
  });

  it('only Sip nouns report DialSip*', async () => {
    const sip = await dial('<Sip>sip:bob@example.com</Sip>', { callee: 'busy' });
    expect(sip.after).toMatchObject({ DialSipResponseCode: '486' });
    expect((await dial('<Client>alice</Client>')).after).not.toHaveProperty('DialSipCallId');
  });
});

describe('callerId (voice.md 6.1, error 13214)', () => {
  const noun = '<Number>+15551230002</Number>';
  const from = (from: string): { leg: Partial<LegSetup> } => ({ leg: { from } });

  it('is the caller of an inbound call, or From of the API call', async () => {
    expect((await dial(noun)).callees[0]?.from).toBe('+15551230001');
    const leg = { direction: 'outbound-api', from: '+15559990001', to: '+15559990002' } as const;
    expect((await dial(noun, { leg })).callees[0]?.from).toBe('+15559990001');
  });

  it('is what the attribute says', async () => {
    expect((await dial(noun, { attributes: ' callerId="+15554440000"' })).callees[0]?.from).toBe(
      '+15554440000',
    );
  });

  it.each(['client:alice', 'sip:alice@example.com'])('%s cannot call a number without one', async (who) => {
    const call = await dial(noun, from(who));
    expect(call.after).toMatchObject({ DialCallStatus: 'failed' });
    expect(call.callees).toEqual([]);
    expect(codes(call)).toEqual([13214]);
  });

  it.each(['client:alice', 'sip:alice@example.com'])('%s can with one, and can call clients', async (who) => {
    const call = await dial(noun, { ...from(who), attributes: ' callerId="+15554440000"' });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed' });
    expect((await dial('<Client>bob</Client>', from(who))).callees[0]).toMatchObject({ from: who });
  });

  it.each(['sip:+15551230001@example.com', 'anonymous', '+266696687'])(
    '%s has a number to show',
    async (who) => {
      expect((await dial(noun, from(who))).after).toMatchObject({ DialCallStatus: 'completed' });
    },
  );

  it('of a WhatsApp call is a WhatsApp sender', async () => {
    const whatsapp = '<WhatsApp>+15551230002</WhatsApp>';
    const refused = await dial(whatsapp);
    expect(codes(refused)).toEqual([13214]);
    expect(refused.after).toMatchObject({ DialCallStatus: 'failed' });
    const attributes = ' callerId="whatsapp:+15554440000"';
    expect((await dial(whatsapp, { attributes })).callees[0]).toMatchObject({ to: 'whatsapp:+15551230002' });
  });
});

describe('Application (voice.md 6.12)', () => {
  const SID = 'AP00000000000000000000000000000001';
  const leg = { applications: { [SID]: 'http://app.test/other' } };
  const PLAIN = `<Application>${SID}</Application>`;

  it('runs its own document as its own leg, which hears the caller', async () => {
    const noun = `<Application customerId="me"><ApplicationSid>${SID}</ApplicationSid><Parameter name="dept" value="a b"/></Application>`;
    const call = await dial(noun, {
      leg,
      caller: 'press 7',
      app: {
        '/other': '<Gather numDigits="1" action="/digits"><Say>Which?</Say></Gather>',
        '/digits': '<Hangup><Parameter name="chosen" value="7"/></Hangup>',
      },
    });
    expect(call.paths).toEqual(['/voice', '/other', '/digits', '/after']);
    const [, other, digits] = call.asked.map(({ params }) => params);
    expect(other).toMatchObject({
      CallStatus: 'ringing',
      CustomerId: 'me',
      Param_dept: 'a b',
      To: SID,
      ParentCallSid: call.asked[0]?.params['CallSid'],
    });
    expect(digits).toMatchObject({ Digits: '7', CallSid: other?.['CallSid'], CallStatus: 'in-progress' });
    expect(call.after).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      ReturnParam_chosen: '7',
    });
    expect(call.end.notSimulated).toEqual([]);
  });

  it('has the AccountSid as CustomerId, and the parent’s To with copyParentTo', async () => {
    const call = await dial(`<Application copyParentTo="true">${SID}</Application>`, {
      leg,
      app: { '/other': '<Hangup/>' },
    });
    expect(call.asked[1]?.params).toMatchObject({
      CustomerId: call.asked[0]?.params['AccountSid'],
      To: '+15559870002',
    });
  });

  it('can reject, with parameters', async () => {
    const other = '<Reject reason="busy"><Parameter name="why" value="closed"/></Reject>';
    const call = await dial(PLAIN, { leg, app: { '/other': other } });
    expect(call.after).toMatchObject({
      DialCallStatus: 'busy',
      DialBridged: 'false',
      ReturnParam_why: 'closed',
    });
  });

  it('that fails is heard to, and the dial goes on', async () => {
    const call = await dial(PLAIN, { leg, app: { '/other': { status: 500 } } });
    expect(call.heard).toContain('We are sorry. An application error has occurred. Goodbye.');
    expect(call.after).toMatchObject({ DialCallStatus: 'completed' });
    expect(call.end.error).toBeNull();
  });

  it('loses its caller: what it was recording is told', async () => {
    const call = await dial(PLAIN, {
      leg,
      caller: 'wait 5s; hang up',
      app: { '/other': '<Record action="/saved"/>', '/saved': '<Hangup/>' },
    });
    expect(call.asked.find(({ path }) => path === '/saved')?.params).toMatchObject({
      CallStatus: 'completed',
    });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed' });
  });

  it('may dial on', async () => {
    const call = await dial(PLAIN, { leg, app: { '/other': '<Dial>+15551230009</Dial>' } });
    expect(call.callees.map(({ to }) => to)).toContain('+15551230009');
    expect(call.after).toMatchObject({ DialBridged: 'true' });
  });

  it('that dials itself is stopped as a loop, and everybody is hung up', async () => {
    const call = await dial(PLAIN, { leg, maxSteps: 20, app: { '/other': `<Dial>${PLAIN}</Dial>` } });
    expect(call.of('diagnostic')).toContainEqual(expect.objectContaining({ rule: 'max-steps' }));
    const living = new Map(call.of('call').map(({ call: sid, status }) => [sid, status]));
    expect([...new Set(living.values())]).toEqual(['completed', 'no-answer']);
  });

  it('without a Voice URL is a simulated party, and says so', async () => {
    const call = await dial(PLAIN);
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '1' });
    expect(call.end.notSimulated).toEqual([
      `Application ${SID}: a simulated party answers; --application ${SID}=URL runs its document`,
    ]);
  });
});

describe('referUrl (voice.md 6.4, errors 13802)', () => {
  const SIP = '<Sip>sip:bob@example.com</Sip>';
  const callee = 'answer talk 3s refer sip:carol@example.com';

  it('its document takes the caller over from the callee, and action is not asked', async () => {
    const call = await dial(SIP, {
      callee,
      attributes: ' referUrl="/refer"',
      app: { '/refer': '<Say>moving</Say>' },
    });
    expect(call.paths).toEqual(['/voice', '/refer']);
    expect(call.asked[1]?.params).toMatchObject({
      ReferTransferTarget: 'sip:carol@example.com',
      CallStatus: 'in-progress',
      Direction: 'inbound',
    });
    expect(call.heard).toEqual(['ringing', 'moving']);
    expect(call.callees.at(-1)?.status).toBe('completed');
  });

  it('without it the REFER is refused, and they talk on', async () => {
    const call = await dial(SIP, { callee });
    expect(codes(call)).toEqual([13802]);
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '4' });
  });

  it('a phone that is no SIP phone cannot', async () => {
    const call = await dial('<Number>+15551230002</Number>', { callee, attributes: ' referUrl="/refer"' });
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'no-sip-phone' }]);
    expect(call.paths).toEqual(['/voice', '/after']);
  });
});

describe('a callee that a live update takes elsewhere (voice.md 6.3)', () => {
  it('lives on without its caller, whose action hears no DialCallDuration', () => {
    const core = new Core('<Dial action="/after">+15551230002</Dial>');
    core.advance();
    const [, callee] = Object.values(core.board.legs);
    const leg = callee?.sid ?? '';
    core.enter({ type: 'callee', leg, does: 'answer' });
    expect(core.leg.bridgedTo).toBe(leg);
    const by = { kind: 'url', url: 'http://app.test/other', method: 'POST' } as const;
    core.enter({ type: 'replaced', leg, by }, 5_000);
    const asked = Object.values(core.board.pending).flatMap((work) => (work.kind === 'hop' ? [work] : []));
    expect(asked.map(({ exchange }) => new URL(exchange.request.url).pathname).toSorted()).toEqual([
      '/after',
      '/other',
    ]);
    const action = asked.find(({ purpose }) => purpose === 'action')?.exchange.request.own ?? [];
    expect(Object.fromEntries(action)).toEqual({
      DialCallStatus: 'completed',
      DialCallSid: leg,
      DialBridged: 'true',
    });
    core.enter({ type: 'hang-up', leg: core.sid });
    expect(core.board.legs[leg]).toMatchObject({ endedAt: null, parent: core.sid, bridgedTo: null });
  });
});
