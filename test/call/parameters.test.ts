import { describe, expect, it } from 'vitest';
import type { LegSetup } from '../../src/engine/event.ts';
import { placeCall } from '../support/memory-call.ts';

const first = async (leg: Partial<LegSetup>) => {
  const call = await placeCall({ app: { '/voice': '<Hangup/>' }, leg });
  return call.asked[0]?.params ?? {};
};

describe('parameters by who calls (http.md 3.1-3.4)', () => {
  it('a phone: a token, and geography that is present and empty', async () => {
    expect(await first({})).toMatchObject({
      CallStatus: 'ringing',
      Caller: '+15551230001',
      Called: '+15559870002',
      ApiVersion: '2010-04-01',
      CallToken: expect.stringContaining('parentCallInfoToken'),
      FromCity: '',
      CallerCountry: '',
      ToZip: '',
      CalledState: '',
    });
  });

  it('a SIP phone: domain, call and source, no token', async () => {
    const params = await first({ from: 'sip:alice@pbx.test', to: 'sip:support@acme.sip.test;transport=tls' });
    expect(params).toMatchObject({
      SipDomain: 'acme.sip.test',
      SipDomainSid: expect.stringMatching(/^SD[\da-f]{32}$/),
      SipCallId: expect.stringMatching(/^[\da-f]{32}@/),
      SipSourceIp: '192.0.2.1',
    });
    expect(params).not.toHaveProperty('CallToken');
    expect(params).not.toHaveProperty('FromCity');
  });

  it('headers of the INVITE are given as parameters', async () => {
    const params = [['SipHeader_X-Account', '7']] as const;
    expect(await first({ from: 'sip:alice@pbx.test', params })).toMatchObject({ 'SipHeader_X-Account': '7' });
  });

  it('a client: the TwiML application it calls through', async () => {
    const params = await first({ from: 'client:alice', to: '' });
    expect(params).toMatchObject({
      From: 'client:alice',
      To: '',
      ApplicationSid: expect.stringMatching(/^AP/),
    });
    expect(Object.keys(params).filter((name) => /City|CallToken/.test(name))).toEqual([]);
  });

  it('WhatsApp: both sides by their prefix', async () => {
    expect(await first({ from: 'whatsapp:+15551230001', to: 'whatsapp:+15559870002' })).toMatchObject({
      From: 'whatsapp:+15551230001',
      To: 'whatsapp:+15559870002',
    });
  });

  it.each(['anonymous', '+266696687'])('a withheld number is sent as %s', async (from) => {
    expect(await first({ from })).toMatchObject({ From: from, Caller: from, FromCity: '' });
  });

  it('CallToken is sent on inbound PSTN calls, and on no other', async () => {
    for (const from of ['+15551230001', 'anonymous', '+266696687'])
      expect(await first({ from })).toHaveProperty('CallToken');
    for (const from of ['whatsapp:+15551230001', 'client:alice', 'sip:alice@pbx.test'])
      expect(await first({ from })).not.toHaveProperty('CallToken');
    const outbound = { direction: 'outbound-api', from: '+15559870002', to: '+15551230001' } as const;
    expect(await first(outbound)).not.toHaveProperty('CallToken');
  });

  it('StirVerstat, ForwardedFrom and CalledVia where there is something to say', async () => {
    expect(await first({ stir: 'TN-Validation-Passed-A', forwardedFrom: '+15550001111' })).toMatchObject({
      StirVerstat: 'TN-Validation-Passed-A',
      ForwardedFrom: '+15550001111',
      CalledVia: '+15550001111',
    });
    expect(await first({})).not.toHaveProperty('StirVerstat');
  });

  it('a dialled leg has neither, and no parameters of the user’s', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Dial><Number url="/screen">+15551230002</Number></Dial>',
        '/screen': '<Say>Hi</Say>',
      },
      leg: { stir: 'TN-Validation-Passed-A', forwardedFrom: '+15550001111', params: [['CallerName', 'ANN']] },
    });
    for (const name of ['StirVerstat', 'ForwardedFrom', 'CallToken', 'CallerName'])
      expect(call.asked[1]?.params).not.toHaveProperty(name);
  });
});
