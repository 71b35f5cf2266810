import { describe, expect, it } from 'vitest';
import { SUGGESTED } from '../../../src/engine/placed/leg-setup.ts';
import { placeCall } from '../../support/memory-call.ts';
import { app, record } from './recorded.ts';

describe('recordingStatusCallback (Twilio docs: TwiML Voice: Record)', () => {
  const all = 'recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed absent"';
  const told = (call: Awaited<ReturnType<typeof placeCall>>) =>
    call.asked.filter(({ path }) => path === '/rec').map(({ params }) => params);

  it('is told of the end, a little after the action, by default of nothing else', async () => {
    const call = await placeCall({ app: app('recordingStatusCallback="/rec"'), caller: 'wait 14s; press #' });
    expect(call.paths).toEqual(['/voice', '/saved', '/rec']);
    expect(told(call)).toMatchObject([
      {
        RecordingStatus: 'completed',
        RecordingSource: 'RecordVerb',
        RecordingChannels: '1',
        RecordingTrack: 'both',
        RecordingDuration: '12',
        RecordingSid: call.asked[1]?.params['RecordingSid'],
        ErrorCode: '0',
      },
    ]);
  });

  it('is told of the beginning, and of a recording that is absent, when it wants to know', async () => {
    const call = await placeCall({ app: app(all) });
    expect(told(call).map((params) => params['RecordingStatus'])).toEqual(['in-progress', 'absent']);
    expect(told(call)[1]).not.toHaveProperty('RecordingDuration');
  });

  it('is told after a hang-up too', async () => {
    const call = await placeCall({ app: app(all), caller: 'wait 10s; hang up' });
    expect(call.paths).toEqual(['/voice', '/rec', '/saved', '/rec']);
    expect(told(call)[1]).toMatchObject({ RecordingStatus: 'completed', CallStatus: 'completed' });
    expect(call.end.status).toBe('completed');
  });

  it('has the duration without the silence at both ends; the action has it with that', async () => {
    const attributes = 'timeout="4" recordingStatusCallback="/rec"';
    const caller = 'wait 8s';
    const trimmed = await placeCall({ app: app(attributes), caller });
    expect(trimmed.asked[1]?.params).toMatchObject({ RecordingDuration: '10' });
    expect(told(trimmed)).toMatchObject([{ RecordingDuration: '6' }]);
    const whole = await placeCall({ app: app(`${attributes} trim="do-not-trim"`), caller });
    expect(told(whole)).toMatchObject([{ RecordingDuration: '10' }]);
  });

  it('an invalid trim (13699) trims nothing', async () => {
    const call = await placeCall({
      app: app('timeout="4" trim="yes" recordingStatusCallback="/rec"'),
      caller: 'wait 8s',
    });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 13699 });
    expect(told(call)).toMatchObject([{ RecordingDuration: '10' }]);
  });
});

describe('transcribe (Twilio docs: TwiML Voice: Record)', () => {
  const transcribed = 'transcribe="true" transcribeCallback="/text"';
  const text = (call: Awaited<ReturnType<typeof placeCall>>) =>
    call.asked.filter(({ path }) => path === '/text').map(({ params }) => params);

  it('tells transcribeCallback what the caller said, after a while', async () => {
    const call = await placeCall({
      app: app(transcribed),
      caller: 'say "please call me back at the office"; wait 1s; say "it is urgent"; press #',
    });
    expect(call.paths).toEqual(['/voice', '/saved', '/text']);
    const [params] = text(call);
    expect(params).toMatchObject({
      TranscriptionText: 'please call me back at the office it is urgent',
      TranscriptionStatus: 'completed',
      RecordingSid: call.asked[1]?.params['RecordingSid'],
      RecordingUrl: call.asked[1]?.params['RecordingUrl'],
      CallSid: call.events[0]?.call,
    });
    expect(params?.['TranscriptionSid']).toMatch(/^TR[0-9a-f]{32}$/);
    expect(params?.['TranscriptionUrl']).toBe(
      `${params?.['RecordingUrl']}/Transcriptions/${params?.['TranscriptionSid']}`,
    );
  });

  it('tells it after the caller has hung up', async () => {
    const call = await placeCall({
      app: app(transcribed),
      caller: 'say "please call me back"; wait 2s; hang up',
    });
    expect(text(call)).toMatchObject([{ TranscriptionText: 'please call me back', CallStatus: 'completed' }]);
    expect(call.events.at(-1)?.type).toBe('end');
  });

  it('is (blank) when nobody knows what was said', async () => {
    const call = await placeCall({ app: app(transcribed), caller: 'wait 9s; press #' });
    expect(text(call)).toMatchObject([{ TranscriptionText: '(blank)' }]);
  });

  it.each([
    ['is too short', 'wait 3s; press #', ''],
    ['is too long', 'wait 130s; press #', 'maxLength="180"'],
  ])('a recording that %s is 13617 and not transcribed', async (_what, caller, attributes) => {
    const call = await placeCall({ app: app(`${transcribed} ${attributes}`), caller });
    expect(call.of('diagnostic').map(({ code }) => code)).toContain(13617);
    expect(text(call)).toEqual([]);
  });

  it('makes maxLength 120 by default', async () => {
    const call = await placeCall({ app: app(transcribed), caller: 'wait 200s; press #' });
    expect(call.asked[1]?.params).toMatchObject({ RecordingDuration: '120' });
  });

  it('tells nothing of an absent recording, and nothing without transcribe="true"', async () => {
    expect(text(await placeCall({ app: app(transcribed) }))).toEqual([]);
    const alone = await placeCall({ app: app('transcribeCallback="/text"'), caller: 'wait 9s; press #' });
    expect(text(alone)).toEqual([]);
    expect(alone.of('diagnostic')).toMatchObject([{ rule: 'no-transcription', level: 'info' }]);
  });

  it('with --transcribe-callback always counts alone, as samples of Twilio rely on, but not against transcribe="false"', async () => {
    const leg = { choices: { ...SUGGESTED, transcribeCallback: 'always' } } as const;
    const caller = 'say "hello there" ; wait 9s; press #';
    const call = await placeCall({ app: app('transcribeCallback="/text"'), caller, leg });
    expect(text(call)).toHaveLength(1);
    expect(call.codes).not.toContain('no-transcription');
    const refused = app('transcribe="false" transcribeCallback="/text"');
    expect(text(await placeCall({ app: refused, caller, leg }))).toEqual([]);
  });
});

describe('what the callbacks of a recording carry (Twilio docs: TwiML Voice: Record)', () => {
  it('recordingStatusCallback says when the recording started, and what came of it', async () => {
    const events = 'recordingStatusCallbackEvent="in-progress completed absent"';
    const call = await record(`recordingStatusCallback="/told" ${events}`, 'wait 5s; press 1');
    const told = call.asked.filter(({ path }) => path === '/told').map(({ params }) => params);
    for (const params of told)
      expect(params).toMatchObject({
        AccountSid: expect.stringMatching(/^AC/),
        CallSid: expect.stringMatching(/^CA/),
        RecordingSid: expect.stringMatching(/^RE/),
        RecordingUrl: expect.stringContaining('/Recordings/RE'),
        RecordingStartTime: 'Thu, 01 Jan 2026 00:00:00 +0000',
        RecordingSource: 'RecordVerb',
        RecordingTrack: 'both',
        RecordingChannels: '1',
        ErrorCode: '0',
      });
    expect(told.map((params) => [params['RecordingStatus'], params['RecordingDuration']])).toEqual([
      ['in-progress', undefined],
      ['completed', '5'],
    ]);
  });

  it('transcribeCallback gets the documented parameters, after the call too', async () => {
    const call = await record('transcribe="true" transcribeCallback="/told"', 'wait 6s; hang up', {
      leg: { forwardedFrom: '+15550001111' },
    });
    const { method, params } = call.asked.find(({ path }) => path === '/told') ?? { params: {} };
    expect(method).toBe('POST');
    expect(params).toMatchObject({
      TranscriptionSid: expect.stringMatching(/^TR[\da-f]{32}$/),
      TranscriptionText: expect.any(String),
      TranscriptionStatus: 'completed',
      TranscriptionUrl: expect.stringContaining('/Transcriptions/TR'),
      RecordingSid: expect.stringMatching(/^RE[\da-f]{32}$/),
      RecordingUrl: expect.stringContaining('/Recordings/RE'),
      CallSid: expect.stringMatching(/^CA/),
      AccountSid: expect.stringMatching(/^AC/),
      From: '+15551230001',
      To: '+15559870002',
      CallStatus: 'completed',
      ApiVersion: '2010-04-01',
      Direction: 'inbound',
      ForwardedFrom: '+15550001111',
    });
  });
});
