import { describe, expect, it } from 'vitest';
import type { CallSetup } from '../../../src/engine/placed/leg-setup.ts';
import { type Asked, placeCall } from '../../support/memory-call.ts';

const first = async (leg: Partial<CallSetup>) => {
  const call = await placeCall({ app: { '/voice': '<Hangup/>' }, leg });
  return call.asked[0]?.params ?? {};
};

describe('parameters by who calls (Twilio docs: TwiML for Programmable Voice, "Request parameters")', () => {
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

describe('the standard parameters (Twilio docs: TwiML for Programmable Voice, "Request parameters")', () => {
  it('are all sent with every request, unknown geography as empty ones', async () => {
    const call = await placeCall({ app: { '/voice': '<Hangup/>' } });
    const { CallSid, CallToken, ...params } = call.asked[0]?.params ?? {};
    expect(CallSid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(JSON.parse(decodeURIComponent(CallToken ?? ''))).toHaveProperty('parentCallInfoToken');
    const geography = ['Called', 'To', 'Caller', 'From'].flatMap((who) =>
      ['City', 'State', 'Zip', 'Country'].map((what) => [who + what, '']),
    );
    expect(params).toEqual({
      AccountSid: 'AC00000000000000000000000000000001',
      ApiVersion: '2010-04-01',
      CallStatus: 'ringing',
      Called: '+15559870002',
      Caller: '+15551230001',
      Direction: 'inbound',
      From: '+15551230001',
      To: '+15559870002',
      ...Object.fromEntries(geography),
    });
  });

  it('can be overridden and extended', async () => {
    const call = await placeCall({
      app: { '/voice': '<Hangup/>' },
      leg: {
        params: [
          ['FromCity', 'BERLIN'],
          ['Extra', '1'],
        ],
      },
    });
    expect(call.asked[0]?.params).toMatchObject({ FromCity: 'BERLIN', Extra: '1' });
  });

  it('an outbound call asks for its first document after the answer', async () => {
    const call = await placeCall({ app: { '/voice': '<Hangup/>' }, leg: { direction: 'outbound-api' } });
    expect(call.asked[0]?.params).toMatchObject({ CallStatus: 'in-progress', Direction: 'outbound-api' });
  });

  it('go out with the headers that Twilio sends (observed)', async () => {
    const call = await placeCall({ app: { '/voice': '<Hangup/>' } });
    expect(call.asked[0]?.headers).toMatchObject({
      'user-agent': 'TwilioProxy/1.1',
      accept: '*/*',
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-home-region': 'us1',
      'i-twilio-idempotency-token': expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
    });
  });
});

describe('parameters on every request (Twilio docs: TwiML for Programmable Voice)', () => {
  const RESULTS = /^(Digits|SpeechResult|Confidence|FinishedOnKey|msg|Recording|Dial|Queue|Result|Sms)/;

  it('verb-specific parameters are on the one request they belong to', async () => {
    const app = {
      '/voice': '<Gather numDigits="1" action="/gathered"/>',
      '/gathered': '<Record action="/recorded"/>',
      '/recorded': '<Dial action="/dialled">+15550000001</Dial>',
      '/dialled': '<Sms action="/texted">hi</Sms>',
      '/texted': '<Redirect>/last</Redirect>',
      '/last': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'press 1; wait 5s; press #', callee: 'busy' });
    const own = (asked: Asked) =>
      Object.keys(asked.params)
        .filter((name) => RESULTS.test(name))
        .toSorted();
    expect(call.asked.map((asked) => [asked.path, own(asked)])).toEqual([
      ['/voice', []],
      ['/gathered', ['Digits', 'FinishedOnKey', 'msg']],
      ['/recorded', ['Digits', 'RecordingDuration', 'RecordingSid', 'RecordingStatus', 'RecordingUrl']],
      ['/dialled', ['DialBridged', 'DialCallDuration', 'DialCallSid', 'DialCallStatus']],
      ['/texted', ['SmsSid', 'SmsStatus']],
      ['/last', []],
    ]);
    const { CallToken: _t, ...standard } = call.asked[0]?.params ?? {};
    for (const { params } of call.asked)
      expect(params).toMatchObject({ ...standard, CallStatus: expect.anything() });
  });

  it('the first request says ringing, later ones in-progress, those after a hang-up completed', async () => {
    const app = {
      '/voice': '<Redirect>/still</Redirect>',
      '/still': '<Gather numDigits="1" action="/talk"/>',
      '/talk': '<Record action="/over"/>',
      '/over': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'press 1; wait 5s; hang up' });
    expect(call.asked.map(({ params }) => params['CallStatus'])).toEqual([
      'ringing',
      'ringing',
      'in-progress',
      'completed',
    ]);
  });
});
