import { describe, expect, it } from 'vitest';
import { type Asked, placeCall } from '../support/memory-call.ts';

const EVENTS = 'statusCallback="/status" statusCallbackEvent="initiated ringing answered completed"';
const APP = { '/status': { status: 204 }, '/rec': { status: 204 }, '/amd': { status: 204 } };

const told = (asked: readonly Asked[], path = '/status') =>
  asked.filter((one) => one.path === path).map(({ params }) => params);

describe('statusCallback of nouns (voice.md 6.6)', () => {
  it('is told of each event in order, on behalf of the child leg', async () => {
    const call = await placeCall({
      app: { ...APP, '/voice': `<Dial><Number ${EVENTS}>+15551230002</Number></Dial>` },
      callee: 'answer talk 65s',
    });
    const events = told(call.asked);
    expect(events.map((event) => [event['CallStatus'], event['SequenceNumber']])).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ]);
    expect(events[3]).toMatchObject({
      ParentCallSid: call.asked[0]?.params['CallSid'],
      Direction: 'outbound-dial',
      CallbackSource: 'call-progress-events',
      CallDuration: '65',
      Duration: '2',
      SipResponseCode: '200',
      Timestamp: 'Thu, 01 Jan 2026 00:01:07 +0000',
    });
    expect(events[0]).not.toHaveProperty('CallDuration');
  });

  it.each([
    ['busy', 'busy', '486'],
    ['failed', 'failed', '404'],
    ['no-answer', 'no-answer', '487'],
  ])('%s: completed says %s, and both durations are 0', async (callee, status, code) => {
    const number = '<Number statusCallback="/status">+15551230002</Number>';
    const call = await placeCall({ app: { ...APP, '/voice': `<Dial>${number}</Dial>` }, callee });
    expect(told(call.asked)).toMatchObject([
      { CallStatus: status, SipResponseCode: code, CallDuration: '0', Duration: '0', SequenceNumber: '0' },
    ]);
  });

  it('counts only the events that are sent', async () => {
    const number =
      '<Number statusCallback="/status" statusCallbackEvent="ringing completed">+15551230002</Number>';
    const call = await placeCall({ app: { ...APP, '/voice': `<Dial>${number}</Dial>` }, callee: 'busy' });
    expect(told(call.asked).map((event) => event['SequenceNumber'])).toEqual(['0', '1']);
  });

  it('a fork of three with one answer gives ten callbacks', async () => {
    const numbers = [2, 3, 4].map((n) => `<Number ${EVENTS}>+1555123000${n}</Number>`).join('');
    const call = await placeCall({
      app: { ...APP, '/voice': `<Dial>${numbers}</Dial>` },
      callee: '+15551230003=answer talk 1s; no-answer',
    });
    const events = told(call.asked);
    expect(events).toHaveLength(10);
    const of = (to: string) => events.filter((event) => event['To'] === to).map((e) => e['CallStatus']);
    expect(of('+15551230003')).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(of('+15551230002')).toEqual(['initiated', 'ringing', 'canceled']);
  });

  it.each(['GET', 'POST'])(
    'a fork of three that nobody answers within timeout gives nine, by %s',
    async (method) => {
      const numbers = [2, 3, 4]
        .map((n) => `<Number ${EVENTS} statusCallbackMethod="${method}">+1555123000${n}</Number>`)
        .join('');
      const call = await placeCall({
        app: { ...APP, '/voice': `<Dial timeout="10">${numbers}</Dial>` },
        callee: 'no-answer',
      });
      const statuses = told(call.asked).map((event) => event['CallStatus']);
      expect(statuses.toSorted()).toEqual(
        ['initiated', 'no-answer', 'ringing'].flatMap((status) => [status, status, status]),
      );
      expect(call.asked.filter(({ path }) => path === '/status').every((one) => one.method === method)).toBe(
        true,
      );
    },
  );

  it('GET puts everything into the query', async () => {
    const number = `<Number statusCallbackMethod="GET" ${EVENTS}>+15551230002</Number>`;
    const call = await placeCall({ app: { ...APP, '/voice': `<Dial>${number}</Dial>` }, callee: 'busy' });
    const sent = call.asked.filter(({ path }) => path === '/status');
    expect(sent.every(({ method }) => method === 'GET')).toBe(true);
    expect(sent).toHaveLength(3);
  });
});

describe('recording a dial (voice.md 5.4, 6.1)', () => {
  const record = (how: string) =>
    `<Dial action="/after" record="${how}" recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed absent"><Number statusCallback="/status">+15551230002</Number></Dial>`;

  it.each([
    ['record-from-answer', '1', '4', 2_500],
    ['true', '1', '4', 2_500],
    ['record-from-ringing', '1', '6', 0],
    ['record-from-answer-dual', '2', '4', 2_500],
    ['record-from-ringing-dual', '2', '6', 0],
  ])('%s', async (how, channels, seconds, from) => {
    const call = await placeCall({
      app: { ...APP, '/voice': record(how), '/after': '<Hangup/>' },
      callee: 'answer talk 4s',
    });
    const [started, ended] = told(call.asked, '/rec');
    expect(started).toMatchObject({
      RecordingSource: 'DialVerb',
      RecordingStatus: 'in-progress',
      RecordingChannels: channels,
    });
    expect(call.of('exchange').find(({ url }) => url.endsWith('/rec'))?.at).toBe(from);
    expect(ended).toMatchObject({ RecordingStatus: 'completed' });
    expect(Math.abs(Number(ended?.['RecordingDuration']) - Number(seconds))).toBeLessThanOrEqual(1);
    expect(told(call.asked, '/after')[0]).toMatchObject({
      RecordingUrl: ended?.['RecordingUrl'],
      RecordingSid: ended?.['RecordingSid'],
    });
    expect(told(call.asked)[0]).toMatchObject({ RecordingUrl: ended?.['RecordingUrl'] });
  });

  it('of a call that nobody took is absent from answer, and names no URL', async () => {
    const call = await placeCall({
      app: { ...APP, '/voice': record('record-from-ringing'), '/after': '<Hangup/>' },
      callee: 'busy',
    });
    expect(told(call.asked, '/rec').map((one) => one['RecordingStatus'])).toEqual(['in-progress', 'absent']);
    expect(told(call.asked, '/after')[0]).not.toHaveProperty('RecordingUrl');
  });
});

describe('answering machine detection (voice.md 6.7)', () => {
  const number = (mode: string, more = '') =>
    `<Dial action="/after"><Number machineDetection="${mode}" amdStatusCallback="/amd"${more}>+15551230002</Number></Dial>`;

  it.each([
    ['answer', 'Enable', 'human', '2100'],
    ['answer machine', 'Enable', 'machine_start', '2400'],
    ['answer machine', 'DetectMessageEnd', 'machine_end_beep', '6200'],
    ['answer fax', 'Enable', 'fax', '1100'],
  ])('%s with %s is %s, while the parties talk', async (callee, mode, answeredBy, ms) => {
    const app = { ...APP, '/voice': number(mode), '/after': '<Hangup/>' };
    const call = await placeCall({ app, callee: `${callee} talk 9s` });
    expect(told(call.asked, '/amd')).toMatchObject([
      { AnsweredBy: answeredBy, MachineDetectionDuration: ms, To: '+15551230002' },
    ]);
    expect(call.of('exchange').find(({ purpose }) => purpose === 'amd-status')?.at).toBe(2_500 + Number(ms));
    expect(told(call.asked, '/after')[0]).toMatchObject({ DialBridged: 'true', DialCallDuration: '9' });
  });

  it('is unknown once machineDetectionTimeout has run out', async () => {
    const voice = number('DetectMessageEnd', ' machineDetectionTimeout="3"');
    const app = { ...APP, '/voice': voice, '/after': '<Hangup/>' };
    const call = await placeCall({ app, callee: 'answer machine talk 9s' });
    expect(told(call.asked, '/amd')).toMatchObject([
      { AnsweredBy: 'unknown', MachineDetectionDuration: '3000' },
    ]);
  });

  it('tells nothing when the callee has gone before it knows', async () => {
    const app = { ...APP, '/voice': number('Enable'), '/after': '<Hangup/>' };
    const call = await placeCall({ app, callee: 'answer talk 1s' });
    expect(told(call.asked, '/amd')).toEqual([]);
  });
});
