import { type LegSetup, SUGGESTED } from '../../src/engine/event.ts';

/** What comes in for a webhook from an example number to another one, nothing configured. */
export function plainLeg(
  url: string,
  accountSid = 'AC0123456789abcdef0123456789abcdef',
): Omit<LegSetup, 'product' | 'message' | 'fax'> {
  return {
    accountSid,
    from: '+15551230001',
    to: '+15559870002',
    direction: 'inbound',
    target: { kind: 'url', url, method: 'POST' },
    fallback: null,
    statusCallback: null,
    statusCallbackEvents: [],
    params: [],
    choices: SUGGESTED,
    outcome: null,
    recordingsAt: 'https://api.twilio.com',
  };
}
