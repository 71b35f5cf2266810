import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { runVerbs } from '../../support/run-verbs.ts';

const recording = (attributes: string) => `<Start><Recording ${attributes}/></Start>`;

const TOLD = 'recordingStatusCallback="http://app.test/status"';

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

describe('attributes of Start Recording (Twilio docs: TwiML Voice: Recording)', () => {
  const start = (attributes: string) =>
    `<Start><Recording recordingStatusCallback="http://app.test/told"${attributes}/></Start>`;

  it.each([
    ['', 'both'],
    [' track="outbound" channels="mono"', 'outbound'],
  ])('always two channels, and the track%s as %s', async (attributes, track) => {
    const { told } = await runVerbs(`${start(attributes)}<Pause/>`);
    expect(told.map(({ params }) => params)).toMatchObject([
      { RecordingTrack: track, RecordingChannels: '2', RecordingSource: 'StartCallRecordingTwiML' },
    ]);
  });

  it('a recording of nothing is absent, which only who subscribed to it is told', async () => {
    const events = ' recordingStatusCallbackEvent="completed absent"';
    const { told } = await runVerbs(start(events));
    expect(told.map(({ params }) => params['RecordingStatus'])).toEqual(['absent']);
    expect((await runVerbs(start(''))).told).toEqual([]);
  });
});
