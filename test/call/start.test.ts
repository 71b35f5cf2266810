import { describe, expect, it } from 'vitest';
import { placeCall } from '../support/memory-call.ts';

const recording = (attributes: string) => `<Start><Recording ${attributes}/></Start>`;
const TOLD = 'recordingStatusCallback="http://app.test/status"';

describe('Start (Twilio docs: TwiML Voice: Start)', () => {
  it('answers the call and falls through at once', async () => {
    const call = await placeCall({
      app: { '/voice': '<Start><Stream url="wss://app.test/audio"/></Start><Say>next</Say>' },
    });
    expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.heard).toEqual(['next']);
    expect(call.end.notSimulated.join()).toContain('no WebSocket is opened');
  });

  it('starts all its nouns', async () => {
    const call = await placeCall({
      app: {
        '/voice': `<Start><Siprec statusCallback="/s"/><Recording ${TOLD} recordingStatusCallbackEvent="in-progress"/></Start>`,
        '/s': '',
        '/status': '',
      },
    });
    expect(call.paths.slice(0, 3)).toEqual(['/voice', '/s', '/status']);
  });
});

describe('Start Recording (Twilio docs: TwiML Voice: Recording)', () => {
  it('records two channels until the call ends, and tells of it', async () => {
    const call = await placeCall({
      app: {
        '/voice': `${recording(`${TOLD} recordingStatusCallbackEvent="in-progress completed absent"`)}<Pause length="7"/>`,
        '/status': '',
      },
    });
    const told = call.asked.slice(1).map(({ params }) => params);
    expect(told).toMatchObject([
      { RecordingStatus: 'in-progress', RecordingSource: 'StartCallRecordingTwiML', RecordingChannels: '2' },
      { RecordingStatus: 'completed', RecordingDuration: '7', CallStatus: 'completed' },
    ]);
    expect(told[0]?.['RecordingSid']).toBe(told[1]?.['RecordingSid']);
  });

  it('tells of its end only, without recordingStatusCallbackEvent', async () => {
    const call = await placeCall({
      app: { '/voice': `${recording(TOLD)}<Pause/>`, '/status': '' },
    });
    expect(call.asked.slice(1).map(({ params }) => params['RecordingStatus'])).toEqual(['completed']);
  });

  it('a relative recordingStatusCallback is 11200, and nobody is told', async () => {
    const call = await placeCall({
      app: { '/voice': `${recording('recordingStatusCallback="/status"')}<Pause/>`, '/status': '' },
    });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 11200, level: 'warning' });
    expect(call.paths).toEqual(['/voice']);
  });
});
