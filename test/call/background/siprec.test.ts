import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const SIPREC = '<Siprec name="rec" connectorName="recorder" statusCallback="/status"/>';

describe('Siprec (Twilio docs: TwiML Voice: Siprec)', () => {
  it('tells its status callback when it starts and stops', async () => {
    const call = await placeCall({
      app: {
        '/voice': `<Start>${SIPREC}</Start><Pause length="2"/><Stop><Siprec name="rec"/></Stop><Pause/>`,
        '/status': '',
      },
    });
    const told = call.asked.slice(1).map(({ params }) => params);
    expect(told.map((params) => params['SiprecEvent'])).toEqual(['siprec-started', 'siprec-stopped']);
    expect(told[0]).toMatchObject({ SiprecName: 'rec', Timestamp: '2026-01-01T00:00:00.000Z' });
    expect(told[0]?.['SiprecSid']).toMatch(/^SR/);
    expect(told[1]).toMatchObject({ Timestamp: '2026-01-01T00:00:02.000Z' });
  });

  it('one that fails says why', async () => {
    const call = await placeCall({
      app: { '/voice': `<Start>${SIPREC}</Start><Pause/>`, '/status': '' },
      farEnd: 'error 32011',
    });
    expect(call.asked[2]?.params).toMatchObject({ SiprecEvent: 'siprec-error', SiprecErrorCode: '32011' });
    expect(call.asked).toHaveLength(3);
  });
});
