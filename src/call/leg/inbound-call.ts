import { type CallSetup, SUGGESTED } from '../../engine/placed/leg-setup.ts';

/** A call that comes in for a webhook, with nothing special about it: example numbers, nothing configured. */
export function inboundCall(url: string, accountSid = 'AC0123456789abcdef0123456789abcdef'): CallSetup {
  return {
    product: 'voice',
    accountSid,
    from: '+15551230001',
    to: '+15559870002',
    direction: 'inbound',
    target: { kind: 'url', url, method: 'POST' },
    fallback: null,
    statusCallback: null,
    statusCallbackEvents: ['completed'],
    params: [],
    choices: SUGGESTED,
    outcome: null,
    recordingsAt: 'https://api.twilio.com',
  };
}
