import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

describe('voicemail (Twilio docs: TwiML Voice: Record)', () => {
  const app = {
    '/voice': `<Say>Leave a message.</Say>
  <Record maxLength="60" action="/saved" recordingStatusCallback="/rec"/>
  <Say>Nothing recorded.</Say>`,
    '/saved': '<Say>Saved.</Say>',
    '/rec': { status: 204, body: '', headers: [] },
  };

  it('the caller speaks and presses #: /saved, and later, in parallel, /rec', async () => {
    const call = await placeCall({ app, caller: 'wait 13.9s; press #' });
    expect(call.paths).toEqual(['/voice', '/saved', '/rec']);
    expect(call.asked[1]).toMatchObject({ method: 'POST', params: { RecordingDuration: '12', Digits: '#' } });
    expect(call.asked[1]?.params['RecordingUrl']).toMatch(/\/Recordings\/RE[0-9a-f]{32}$/);
    expect(call.asked[2]?.params).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: '12' });
    expect(call.heard).toEqual(['Leave a message.', 'beep', 'Saved.']);
  });

  it('the caller hangs up while speaking: /saved with Digits=hangup and CallStatus=completed, its answer ignored', async () => {
    const call = await placeCall({ app, caller: 'wait 10s; hang up' });
    expect(call.paths).toEqual(['/voice', '/saved', '/rec']);
    expect(call.asked[1]?.params).toMatchObject({ Digits: 'hangup', CallStatus: 'completed' });
    expect(call.heard).toEqual(['Leave a message.', 'beep']);
  });

  it('silence only: no request, and the next verb runs', async () => {
    const call = await placeCall({ app });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual(['Leave a message.', 'beep', 'Nothing recorded.']);
  });
});
