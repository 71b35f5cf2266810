import { describe, expect, it } from 'vitest';
import { Core } from '../support/core.ts';
import { type CallPlan, placeCall } from '../support/memory-call.ts';

const SIP = { from: 'sip:alice@example.com' };
const REFER = '<Refer action="/after"><Sip>sip:bob@example.com</Sip></Refer><Say>next</Say>';

const refer = (plan: Partial<CallPlan> = {}) =>
  placeCall({ leg: SIP, ...plan, app: { '/voice': REFER, '/after': '<Hangup/>', ...plan.app } });

describe('Refer (voice.md 8.4)', () => {
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
    expect(call.asked[1]?.params).toMatchObject({ ReferCallStatus: 'canceled', CallStatus: 'completed' });
    expect(call.asked[1]?.params).not.toHaveProperty('NotifySipResponseCode');
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
