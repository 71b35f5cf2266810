import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { runVerbs } from '../../support/run-verbs.ts';
import { meeting, room } from './meeting.ts';

describe('the recording of a conference (Twilio docs: Conference, "record")', () => {
  it('begins with the conference and ends with it', async () => {
    const call = await meeting({
      app: {
        '/voice': room(
          ' record="record-from-start" recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed" eventCallbackUrl="/event"',
        ),
        '/event': '',
      },
      caller: 'wait 60s; hang up',
    });
    const [begun, completed] = call.sentTo('/rec');
    expect(begun).toMatchObject({
      RecordingStatus: 'in-progress',
      RecordingSource: 'Conference',
      RecordingChannels: '1',
    });
    expect(begun).not.toHaveProperty('CallSid');
    expect(completed).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: '50' });
    expect(completed?.['ConferenceSid']).toMatch(/^CF[0-9a-f]{32}$/);
    expect(call.sentTo('/event')).toMatchObject([
      { EventName: 'conference-record-end', ConferenceSid: completed?.['ConferenceSid'], Duration: '50' },
    ]);
  });

  it('a conference that never starts is not recorded', async () => {
    const call = await placeCall({
      app: { '/voice': room(' record="record-from-start" recordingStatusCallback="/rec"') },
      caller: 'wait 5s; hang up',
    });
    expect(call.sentTo('/rec')).toEqual([]);
  });
});

describe('who is told of it (Twilio docs: TwiML Voice: Conference)', () => {
  const noun = (attributes = '') =>
    `<Dial action="/after" hangupOnStar="true"><Conference waitUrl=""${attributes}>room</Conference></Dial>`;

  const HANGS_UP = 'wait 9s; hang up';

  it('is not recorded unless record says so', async () => {
    const call = await runVerbs(noun(' recordingStatusCallback="/told" eventCallbackUrl="/told"'), {
      app: { '/second': noun() },
      caller: 'wait 30s; hang up',
      joins: [{ afterMs: 2_000, path: '/second', caller: HANGS_UP }],
    });
    expect(call.sentTo('/told')).toEqual([]);
  });

  it('eventCallbackUrl is told of the recording when it ends', async () => {
    const call = await runVerbs(noun(' record="record-from-start" eventCallbackUrl="/told"'), {
      app: { '/second': noun() },
      caller: 'wait 30s; hang up',
      joins: [{ afterMs: 2_000, path: '/second', caller: HANGS_UP }],
    });
    expect(call.askedFor('/told')).toMatchObject([
      { method: 'POST', params: { EventName: 'conference-record-end', Duration: '28' } },
    ]);
    for (const name of ['ConferenceSid', 'RecordingUrl', 'RecordingFileSize', 'timestamp'])
      expect(call.sentTo('/told')[0]).toHaveProperty(name);
  });
});
