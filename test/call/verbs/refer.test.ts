import { describe, expect, it } from 'vitest';
import { Core } from '../../support/core.ts';
import { type CallPlan, placeCall } from '../../support/memory-call.ts';

const SIP = { from: 'sip:alice@example.com' };
const REFER = '<Refer action="/after"><Sip>sip:bob@example.com</Sip></Refer><Say>next</Say>';

const refer = (plan: Partial<CallPlan> = {}) =>
  placeCall({ leg: SIP, ...plan, app: { '/voice': REFER, '/after': '<Hangup/>', ...plan.app } });

describe('Refer (Twilio docs: TwiML Voice: Refer)', () => {
  it.each([
    ['answer', 'in-progress', '200'],
    ['busy', 'busy', '486'],
    ['failed', 'failed', '404'],
    ['no-answer', 'failed', '480'],
  ])('%s: action hears %s and the code of the last NOTIFY', async (callee, status, notify) => {
    const call = await refer({ callee: `busy; sip:bob@example.com=${callee}` });
    expect(call.asked[1]?.params).toMatchObject({
      ReferCallStatus: status,
      ReferSipResponseCode: '202',
      NotifySipResponseCode: notify,
      CallStatus: 'in-progress',
    });
    expect(call.heard).toEqual([]);
  });

  it('without action the next verb runs', async () => {
    const call = await refer({ app: { '/voice': REFER.replace(' action="/after"', '') } });
    expect(call.heard).toEqual(['next']);
  });

  it('as the last verb it ends the leg', async () => {
    const call = await refer({ app: { '/voice': '<Refer><Sip>sip:bob@example.com</Sip></Refer>' } });
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it('a caller who hangs up during the transfer: canceled, and the answer is not run', async () => {
    const call = await refer({ callee: 'ring 20s answer', caller: 'wait 5s; hang up' });
    expect(call.asked[1]?.params).toMatchObject({
      ReferCallStatus: 'canceled',
      ReferSipResponseCode: '202',
      CallStatus: 'completed',
    });
  });

  it.each([
    ['the last NOTIFY said that the new call rings: 180', 'wait 5s; hang up', '180'],
    ['there was none yet', 'wait 0.2s; hang up', undefined],
  ])('NotifySipResponseCode when the caller hangs up during the transfer: %s', async (_, caller, notify) => {
    const call = await refer({ callee: 'ring 20s answer', caller });
    expect(call.asked[1]?.params['NotifySipResponseCode']).toBe(notify);
  });

  it('takes exactly one <Sip>: without one it fails (12200)', async () => {
    for (const verb of ['<Refer action="/after"/>', '<Refer action="/after"><Number>1</Number></Refer>']) {
      const call = await refer({ app: { '/voice': verb } });
      expect(call.of('diagnostic')[0]?.code).toBe(12200);
      expect(call.asked[1]?.params).toMatchObject({ ReferCallStatus: 'failed' });
      const next = await refer({
        app: { '/voice': `${verb.replace(' action="/after"', '')}<Say>next</Say>` },
      });
      expect(next.heard).toEqual(['next']);
    }
  });

  it('to what is no SIP URI (13243) fails', async () => {
    const call = await refer({ app: { '/voice': REFER.replace('sip:bob@example.com', 'bob') } });
    expect(call.of('diagnostic')[0]?.code).toBe(13243);
    expect(call.asked[1]?.params).toMatchObject({ ReferCallStatus: 'failed' });
  });

  it('is for outbound SIP calls too, and requests action by GET when method says so', async () => {
    const leg = { direction: 'outbound-api', from: '+15559870002', to: 'sip:alice@example.com' } as const;
    const call = await refer({ leg, app: { '/voice': REFER.replace('action', 'method="GET" action') } });
    expect(call.asked[1]).toMatchObject({ method: 'GET', params: { ReferCallStatus: 'in-progress' } });
  });

  it('a live update during the transfer: action is not requested', async () => {
    const caller = 'wait 5s; update /new';
    const call = await refer({ callee: 'ring 20s answer', caller, app: { '/new': '<Say>new</Say>' } });
    expect([call.paths, call.heard]).toEqual([['/voice', '/new'], ['new']]);
  });

  it('without any NOTIFY nothing is said of the new call', () => {
    const core = new Core(REFER, SIP);
    core.advance();
    core.enter({ type: 'due', work: core.work('timer').id }, 60_000);
    const work = core.work('hop');
    expect(work.kind === 'hop' && work.exchange.request.own).toEqual([['ReferSipResponseCode', '202']]);
  });

  it('on a leg that is no SIP call it fails with 13801, and action hears so', async () => {
    const call = await refer({ leg: {} });
    expect(call.of('diagnostic').map(({ code }) => code)).toContain(13801);
    expect(call.asked[1]?.params).toMatchObject({ ReferCallStatus: 'failed' });
    expect(call.asked[1]?.params).not.toHaveProperty('ReferSipResponseCode');
  });
});
