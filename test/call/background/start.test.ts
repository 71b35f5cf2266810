import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

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
