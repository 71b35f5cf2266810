import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const APP = { '/voice': '<Hangup/>' };
const LEG = (params: Readonly<Record<string, string>>) => ({ leg: { params: Object.entries(params) } });

describe('"CallerCity ... always equal FromCity ..., Called... equal To..." (Twilio docs: parameters of a request; captured)', () => {
  it.each([
    [{ FromState: 'CA' }, { FromState: 'CA', CallerState: 'CA' }],
    [{ CallerZip: '94105' }, { FromZip: '94105', CallerZip: '94105' }],
    [{ ToCity: 'Oakland' }, { ToCity: 'Oakland', CalledCity: 'Oakland' }],
    [{ CalledCountry: 'DE' }, { ToCountry: 'DE', CalledCountry: 'DE' }],
    [{ From: '+15005550001' }, { From: '+15005550001', Caller: '+15005550001' }],
    [{ Called: '+15005550002' }, { To: '+15005550002', Called: '+15005550002' }],
    // Whoever gives both means both.
    [
      { FromState: 'CA', CallerState: 'NV' },
      { FromState: 'CA', CallerState: 'NV' },
    ],
  ])('--param %j is sent as %j', async (params, sent) => {
    const call = await placeCall({ app: APP, ...LEG(params) });
    expect(call.asked[0]?.params).toMatchObject(sent);
  });
});
