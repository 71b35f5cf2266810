import type { CommonSetup } from '../../src/engine/placed/leg-setup.ts';

/** What comes in for a webhook from an example number to another one, nothing configured. */
export function plainLeg(url: string, accountSid = 'AC0123456789abcdef0123456789abcdef'): CommonSetup {
  return {
    accountSid,
    from: '+15551230001',
    to: '+15559870002',
    direction: 'inbound',
    target: { kind: 'url', url, method: 'POST' },
    fallback: null,
    statusCallback: null,
    params: [],
  };
}
