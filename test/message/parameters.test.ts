import { describe, expect, it } from 'vitest';
import { signedUrl } from '../../src/http/signature.ts';
import { converse } from '../support/memory-message.ts';

const WHATSAPP = { from: 'whatsapp:+15551230001', to: 'whatsapp:+15559870002' };

async function asked(plan: Partial<Parameters<typeof converse>[0]>) {
  const log = await converse({ app: { '/sms': '' }, says: ['hi'], ...plan });
  return { ...log, params: log.asked.at(-1)?.params ?? {}, headers: log.asked.at(-1)?.headers ?? {} };
}

describe('the request for a message', () => {
  it('has the parameters of an SMS, unknown geography empty, and SmsSid and SmsMessageSid as duplicates', async () => {
    const { params, of } = await asked({ says: ['Test message'] });
    const sid = of('message')[0]?.sid ?? '';
    expect(params).toEqual({
      AccountSid: 'AC0123456789abcdef0123456789abcdef',
      ApiVersion: '2010-04-01',
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      SmsStatus: 'received',
      From: '+15551230001',
      To: '+15559870002',
      Body: 'Test message',
      NumMedia: '0',
      NumSegments: '1',
      ToCity: '',
      ToState: '',
      ToZip: '',
      ToCountry: '',
      FromCity: '',
      FromState: '',
      FromZip: '',
      FromCountry: '',
    });
  });

  it('is a form without a charset', async () => {
    const { headers } = await asked({});
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('counts the segments of a long text', async () => {
    const { params } = await asked({ says: ['a'.repeat(161)] });
    expect(params['NumSegments']).toBe('2');
  });

  it('names the files of an MMS, whose SID begins with MM', async () => {
    const media = [
      { sid: `ME${'1'.repeat(32)}`, contentType: 'image/png', url: null },
      { sid: `ME${'2'.repeat(32)}`, contentType: 'text/vcard', url: 'http://files.test/a.vcf' },
    ];
    const { params, of } = await asked({ says: [{ message: { body: '', media } }] });
    const sid = of('message')[0]?.sid ?? '';
    expect(sid).toMatch(/^MM/);
    expect(params).toMatchObject({
      NumMedia: '2',
      Body: '',
      MediaContentType0: 'image/png',
      MediaUrl0: `http://media.test/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/${sid}/Media/ME${'1'.repeat(32)}`,
      MediaContentType1: 'text/vcard',
      MediaUrl1: 'http://files.test/a.vcf',
    });
    expect(of('message')[0]?.media).toEqual([params['MediaUrl0'], params['MediaUrl1']]);
  });

  it('of WhatsApp has ProfileName and WaId, always one segment, and no geography', async () => {
    const { params } = await asked({ leg: WHATSAPP, says: ['a'.repeat(161)] });
    expect(params).toMatchObject({
      ProfileName: 'Alice',
      WaId: '15551230001',
      MessageType: 'text',
      NumSegments: '1',
    });
    expect(Object.keys(params).filter((name) => /City|State|Zip|Country/.test(name))).toEqual([]);
  });

  it('of RCS has one segment and no geography either', async () => {
    const { params } = await asked({
      leg: { from: 'rcs:+15551230001', to: 'rcs:agent' },
      says: ['a'.repeat(161)],
    });
    expect([params['NumSegments'], 'FromCity' in params]).toEqual(['1', false]);
  });

  it('tells a button that was pressed, and a place that was shared', async () => {
    const button = { text: 'Yes', payload: 'yes-1' };
    const pressed = await asked({ leg: WHATSAPP, says: [{ message: { body: 'Yes', button } }] });
    expect(pressed.params).toMatchObject({
      Body: 'Yes',
      ButtonText: 'Yes',
      ButtonPayload: 'yes-1',
      ButtonType: 'REPLY',
      MessageType: 'button',
    });
    const location = { latitude: '37.78', longitude: '-122.39', label: 'Home' };
    const shared = await asked({ leg: WHATSAPP, says: [{ message: { body: '', location } }] });
    expect(shared.params).toMatchObject({
      Latitude: '37.78',
      Longitude: '-122.39',
      Label: 'Home',
      MessageType: 'location',
    });
  });

  it('names the message that it replies to', async () => {
    const { params, of } = await asked({
      app: { '/sms': '<Message>Really?</Message>' },
      says: ['hi', { message: { body: 'yes', isReply: true } }],
    });
    const question = of('message').find(({ body }) => body === 'Really?');
    expect(params).toMatchObject({
      OriginalRepliedMessageSender: '+15559870002',
      OriginalRepliedMessageSid: question?.sid,
    });
  });

  it('names no message that came more than seven days before', async () => {
    const day = 24 * 3_600_000;
    for (const [days, named] of [
      [6, true],
      [8, false],
    ] as const) {
      const reply = { message: { body: 'yes', isReply: true }, afterMs: days * day };
      const { params } = await asked({ app: { '/sms': '<Message>Really?</Message>' }, says: ['hi', reply] });
      expect('OriginalRepliedMessageSid' in params).toBe(named);
    }
  });

  it('names the messaging service, and takes what the user sets on top', async () => {
    const service = `MG${'a'.repeat(32)}`;
    const { params } = await asked({
      handling: { service },
      leg: {
        params: [
          ['FromCity', 'BRIGHTON'],
          ['ReferralBody', 'An ad'],
        ],
      },
    });
    expect(params).toMatchObject({
      MessagingServiceSid: service,
      FromCity: 'BRIGHTON',
      ReferralBody: 'An ad',
    });
  });

  it('signs the port of an https URL, which that of a call does not', () => {
    expect(signedUrl('https://app.test:8443/sms', 'message')).toBe('https://app.test:8443/sms');
    expect(signedUrl('https://app.test:8443/sms', 'call')).toBe('https://app.test/sms');
  });
});
