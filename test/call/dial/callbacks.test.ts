import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { runVerbs } from '../../support/run-verbs.ts';
import { APP, told } from './dialling.ts';

const EVENTS = 'statusCallback="/status" statusCallbackEvent="initiated ringing answered completed"';

describe('statusCallback of nouns (Twilio docs: TwiML Voice: Number, "statusCallback")', () => {
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

describe('statusCallbackEvent and SipResponseCode (Twilio docs: TwiML Voice: Number)', () => {
  it.each([
    '<Number statusCallback="/told">+15550000001</Number>',
    '<Application statusCallback="/told">AP0123456789abcdef0123456789abcdef</Application>',
  ])('statusCallbackEvent is completed by default: %s', async (noun) => {
    const { told } = await runVerbs(`<Dial>${noun}</Dial>`);
    expect(told.map(({ params }) => params['CallStatus'])).toEqual(['completed']);
  });

  it('a callee that is canceled ends with SIP code 487', async () => {
    const number = '<Number statusCallback="/told">+15550000001</Number>';
    const { told } = await runVerbs(`<Dial>${number}</Dial>`, {
      callee: 'no-answer',
      caller: 'wait 3s; hang up',
    });
    expect(told).toMatchObject([{ params: { CallStatus: 'canceled', SipResponseCode: '487' } }]);
  });
});

describe('recording a dial (Twilio docs: TwiML Voice: Dial, "record")', () => {
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
