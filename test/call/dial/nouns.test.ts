import { describe, expect, it } from 'vitest';
import type { CallSetup } from '../../../src/engine/placed/leg-setup.ts';
import { runVerbs } from '../../support/run-verbs.ts';
import { codes, dial, dialNoun, one } from './dialling.ts';

describe('whom the nouns of Dial reach (Twilio docs: TwiML Voice: Number, Client, Sip, Sim, WhatsApp, Application)', () => {
  it.each([
    ['<Number>+15551230002</Number>', '+15551230002'],
    ['<Number>(555) 123-0002</Number>', '+15551230002'],
    ['<Number> 1-555-123-0002 </Number>', '+15551230002'],
    [' +1 555 123 0002 ', '+15551230002'],
    ['<Number>1-800-FLOWERS</Number>', '+18003569377'],
    ['<Client>alice</Client>', 'client:alice'],
    ['<Client><Identity>alice</Identity><Parameter name="a" value="1"/></Client>', 'client:alice'],
    ['<Sip>sip:bob@example.com</Sip>', 'sip:bob@example.com'],
    [
      '<Sip>bob@example.com:5060;transport=tls?x-a=1&amp;x-b=2</Sip>',
      'sip:bob@example.com:5060;transport=tls',
    ],
    ['<Sip>sip:bob:s3cret@example.com</Sip>', 'sip:bob@example.com'],
    [
      '<Sip><Headers><Header name="X-A" value="1"/></Headers><Uri>sip:bob@example.com</Uri></Sip>',
      'sip:bob@example.com',
    ],
    [
      '<Sip><Uri priority="2">sip:two@example.com</Uri><Uri priority="1">sip:one@example.com</Uri></Sip>',
      'sip:one@example.com',
    ],
    ['<Sim>DE00000000000000000000000000000001</Sim>', 'sim:DE00000000000000000000000000000001'],
  ])('%s is %s', async (noun, to) => {
    const call = await dialNoun(noun);
    expect(call.callees[0]).toMatchObject({ to, from: '+15551230001', status: 'initiated' });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
  });

  it('text that is no number is dialled by its keys, and fails (voice-quickstart-android, issue 499)', async () => {
    const call = await dialNoun('<Number>client:ann.smith</Number>');
    expect(call.callees.map(({ to, status }) => [to, status])).toEqual([
      ['25436826676484', 'initiated'],
      ['25436826676484', 'failed'],
    ]);
    expect(call.after).toMatchObject({ DialCallStatus: 'failed' });
    expect(call.of('diagnostic')[0]).toMatchObject({
      code: 13223,
      help: 'use <Client> inside <Dial>, without client:',
    });
  });

  it('a header of a SIP URI that is not passed on is a warning', async () => {
    const call = await dialNoun('<Sip>sip:bob@example.com?Subject=hi&amp;X-A=1</Sip>');
    expect(call.of('diagnostic').map(({ rule, message }) => [rule, message])).toEqual([
      ['sip-header', 'Sip: Subject in the URI is not passed on'],
    ]);
  });

  it('only Sip nouns report DialSip*', async () => {
    const sip = await dialNoun('<Sip>sip:bob@example.com</Sip>', { callee: 'busy' });
    expect(sip.after).toMatchObject({ DialSipResponseCode: '486' });
    expect((await dialNoun('<Client>alice</Client>')).after).not.toHaveProperty('DialSipCallId');
  });
});

describe('callerId (Twilio docs: TwiML Voice: Dial, "callerId"; Twilio error 13214)', () => {
  const noun = '<Number>+15551230002</Number>';
  const from = (from: string): { leg: Partial<CallSetup> } => ({ leg: { from } });

  it('is the caller of an inbound call, or From of the API call', async () => {
    expect((await dialNoun(noun)).callees[0]?.from).toBe('+15551230001');
    const leg = { direction: 'outbound-api', from: '+15559990001', to: '+15559990002' } as const;
    expect((await dialNoun(noun, { leg })).callees[0]?.from).toBe('+15559990001');
  });

  it('is what the attribute says', async () => {
    expect((await dialNoun(noun, { attributes: ' callerId="+15554440000"' })).callees[0]?.from).toBe(
      '+15554440000',
    );
  });

  it.each(['client:alice', 'sip:alice@example.com'])('%s cannot call a number without one', async (who) => {
    const call = await dialNoun(noun, from(who));
    expect(call.after).toMatchObject({
      DialCallStatus: 'failed',
      ErrorMessage: 'callerId must be provided for TwilioClient and SIP calls when using Dial',
    });
    expect(call.callees).toEqual([]);
    expect(codes(call)).toEqual([13214]);
  });

  it.each(['client:ann', 'abc', '+1888XXXXXXX', 'My Company'])(
    'of a phone is a number: with callerId="%s" it is not called (voice-quickstart-android, issue 450)',
    async (callerId) => {
      const call = await dialNoun(noun, { attributes: ` callerId="${callerId}"` });
      expect(call.after).toMatchObject({
        DialCallStatus: 'failed',
        ErrorMessage: 'callerId must be provided for TwilioClient and SIP calls when using Dial',
      });
      expect(call.callees).toEqual([]);
      expect(codes(call)).toEqual([13214]);
    },
  );

  it('that is no number keeps phones alone from ringing', async () => {
    const both = `<Client>bob</Client>${noun}`;
    const call = await dialNoun(both, { attributes: ' callerId="client:ann"' });
    expect(new Set(call.callees.map(({ to }) => to))).toEqual(new Set(['client:bob']));
    expect(call.callees[0]).toMatchObject({ from: 'client:ann' });
  });

  it.each(['client:alice', 'sip:alice@example.com'])('%s can with one, and can call clients', async (who) => {
    const call = await dialNoun(noun, { ...from(who), attributes: ' callerId="+15554440000"' });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed' });
    expect((await dialNoun('<Client>bob</Client>', from(who))).callees[0]).toMatchObject({ from: who });
  });

  it.each(['sip:+15551230001@example.com', 'anonymous', '+266696687'])(
    '%s has a number to show',
    async (who) => {
      expect((await dialNoun(noun, from(who))).after).toMatchObject({ DialCallStatus: 'completed' });
    },
  );

  it('of a WhatsApp call is a WhatsApp sender', async () => {
    const whatsapp = '<WhatsApp>+15551230002</WhatsApp>';
    const refused = await dialNoun(whatsapp);
    expect(codes(refused)).toEqual([13214]);
    expect(refused.after).toMatchObject({ DialCallStatus: 'failed' });
    const attributes = ' callerId="whatsapp:+15554440000"';
    expect((await dialNoun(whatsapp, { attributes })).callees[0]).toMatchObject({
      to: 'whatsapp:+15551230002',
    });
  });
});

describe('sendDigits (Twilio docs: TwiML Voice: Number, "sendDigits")', () => {
  it('are sent after the answer and before the bridge: w is half a second, W a whole one', async () => {
    const number = '<Number sendDigits="wW12#">+15551230002</Number>';
    const call = await dial(one('', number), { callee: 'answer talk 1s' });
    expect(call.of('heard')).toMatchObject([
      { kind: 'tones', text: 'wW12#', at: 4_600 },
      { kind: 'ringing' },
    ]);
    expect(call.after).toMatchObject({ DialCallDuration: '3' });
  });

  it('a callee that hangs up before they are sent was not connected', async () => {
    const number = '<Number sendDigits="WWWWWWWWWWWW">+15551230002</Number>';
    const call = await dial(one(' timeout="5"', number), { callee: 'answer', caller: 'wait 4s; hang up' });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
  });
});

describe('attributes of nouns (Twilio docs: TwiML Voice: Number, Application)', () => {
  it('sendDigits that are none are 13222, and nothing is sent', async () => {
    const call = await runVerbs('<Dial><Number sendDigits="1x">+15550000001</Number></Dial>');
    expect(call.of('diagnostic').map(({ code }) => code)).toEqual([13222]);
    expect(call.heard).toEqual(['ringing']);
  });
});
