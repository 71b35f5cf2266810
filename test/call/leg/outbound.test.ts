import { describe, expect, it } from 'vitest';
import { allLegs, legAt } from '../../../src/engine/legs.ts';
import { allWork } from '../../../src/engine/pending.ts';
import type { CallSetup } from '../../../src/engine/placed/leg-setup.ts';
import { Core } from '../../support/core.ts';
import { placeCall } from '../../support/memory-call.ts';

const EVENTS = ['initiated', 'ringing', 'answered', 'completed'] as const;

const LEG: Partial<CallSetup> = {
  direction: 'outbound-api',
  from: '+15559870002',
  to: '+15551230001',
  statusCallback: { url: 'http://app.test/status', method: 'POST' },
  statusCallbackEvents: EVENTS,
};

const APP = { '/voice': '<Pause length="2"/>', '/status': { status: 204 } };

const place = (leg: Partial<CallSetup> = {}) => placeCall({ app: APP, leg: { ...LEG, ...leg } });

const told = (call: Awaited<ReturnType<typeof place>>) =>
  call.asked.filter(({ path }) => path === '/status').map(({ params }) => params);

describe('outbound calls of the REST API (Twilio docs: Call resource)', () => {
  it('are queued, initiated, ringing, in-progress; the document is asked for after the answer', async () => {
    const call = await place();
    expect(call.of('call').map(({ status }) => status)).toEqual([
      'queued',
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ]);
    const document = call.asked.find(({ path }) => path === '/voice');
    expect(document?.params).toMatchObject({ CallStatus: 'in-progress', Direction: 'outbound-api' });
    expect(document?.params).not.toHaveProperty('CallToken');
    expect(call.of('exchange').find(({ purpose }) => purpose === 'document')?.at).toBe(2_000);
  });

  it('tell each event that was asked for, numbered as sent', async () => {
    const call = await place();
    expect(told(call).map((one) => [one['CallStatus'], one['SequenceNumber']])).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ]);
    expect(told(call)[3]).toMatchObject({ CallDuration: '2', Duration: '1', SipResponseCode: '200' });
    expect(told(await place({ statusCallbackEvents: ['completed'] }))).toMatchObject([
      { SequenceNumber: '0' },
    ]);
  });

  it.each([
    ['busy', 'busy', '486', 3],
    ['no-answer', 'no-answer', '487', 3],
    ['fail', 'failed', '404', 2],
  ] as const)('%s ends %s, with SIP code %s', async (outcome, status, code, events) => {
    const call = await place({ outcome });
    expect(call.end).toMatchObject({ status, durationSeconds: 0 });
    expect(told(call)).toHaveLength(events);
    expect(told(call).at(-1)).toMatchObject({
      CallStatus: status,
      SipResponseCode: code,
      CallDuration: '0',
      Duration: '0',
    });
    expect(call.paths).not.toContain('/voice');
  });

  it('rings for a minute before nobody has answered', async () => {
    expect((await place({ outcome: 'no-answer' })).of('call').at(-1)?.at).toBe(60_000);
  });

  it('canceled while queued is silent', async () => {
    const call = await place({ outcome: 'cancel' });
    expect(call.end.status).toBe('canceled');
    expect(call.asked).toEqual([]);
  });

  it('canceled while it rings is told', () => {
    const core = new Core('<Say>Hi</Say>', LEG);
    core.enter({ type: 'replaced', leg: core.sid, by: 'hang-up' }, 1_000);
    expect(core.leg.status).toBe('canceled');
  });

  it('can be taken by hand before its time', () => {
    const core = new Core('<Say>Hi</Say>', LEG);
    core.enter({ type: 'callee', leg: core.sid, does: 'answer' }, 500);
    expect(core.leg).toMatchObject({ status: 'in-progress', answeredAt: 500 });
    expect(allWork(core.board.pending).some(({ kind }) => kind === 'timer')).toBe(false);
    expect(core.leg.ready).not.toBeNull();
  });

  it.each([
    [null, 'human', '2100'],
    ['machine', 'machine_start', '2400'],
    ['fax', 'fax', '1100'],
  ] as const)('taken by %s, with machine detection: %s', async (outcome, answeredBy, ms) => {
    const call = await place({ outcome, machineDetection: 'Enable' });
    const document = call.asked.find(({ path }) => path === '/voice');
    expect(document?.params).toMatchObject({ AnsweredBy: answeredBy, MachineDetectionDuration: ms });
    expect(call.of('exchange').find(({ purpose }) => purpose === 'document')?.at).toBe(2_000 + Number(ms));
    expect(told(call)[2]).not.toHaveProperty('AnsweredBy');
    expect(told(call)[3]).toMatchObject({ AnsweredBy: answeredBy });
  });

  it('without machine detection nobody is told who answered', async () => {
    const call = await place({ outcome: 'machine' });
    for (const { params } of call.asked) expect(params).not.toHaveProperty('AnsweredBy');
  });

  it('say how the number is vouched for when told to, while it rings and is answered', async () => {
    const call = await place({ stir: 'B' });
    expect(told(call).map((one) => one['StirStatus'])).toEqual([undefined, 'B', 'B', undefined]);
  });

  it('ended before anybody answers are canceled', () => {
    const core = new Core('<Pause/>', { ...LEG, target: null });
    core.enter({ type: 'hang-up', leg: core.sid }, 1_000);
    expect(core.of('call').map(({ status }) => status)).toEqual([
      'queued',
      'initiated',
      'ringing',
      'canceled',
    ]);
  });
});

describe('outbound calls that are not in progress (Twilio error 21220)', () => {
  const OUT = { direction: 'outbound-api', to: '+15550001111' } as const;
  const by = { kind: 'url', url: 'http://app.test/new', method: 'POST' } as const;

  it('cannot be redirected while they ring: 21220, and they ring on', () => {
    const core = new Core('<Say>hi</Say>', OUT);
    const before = core.board.pending;
    core.enter({ type: 'replaced', leg: core.sid, by });
    expect(core.of('diagnostic')).toMatchObject([{ code: 21220, level: 'error' }]);
    expect(core.board.pending).toEqual(before);
    expect(core.leg.status).toBe('ringing');
  });

  it('nor can a callee that rings; canceled through the API, the Dial hears DialCallStatus=canceled', () => {
    const core = new Core('<Dial action="/after">+15550001111</Dial>');
    core.advance();
    const callee = allLegs(core.board.legs).map(({ sid }) => sid)[1] ?? '';
    core.enter({ type: 'callee', leg: callee, does: 'ring' });
    core.enter({ type: 'replaced', leg: callee, by });
    expect(core.of('diagnostic')).toMatchObject([{ code: 21220 }]);
    expect(legAt(core.board.legs, callee)?.status).toBe('ringing');
    core.enter({ type: 'replaced', leg: callee, by: 'hang-up' });
    expect(legAt(core.board.legs, callee)?.status).toBe('canceled');
    const work = core.work('hop');
    const own = work.kind === 'hop' ? Object.fromEntries(work.exchange.request.own) : {};
    expect(own).toMatchObject({ DialCallStatus: 'canceled', DialCallSid: callee, DialBridged: 'false' });
  });
});
