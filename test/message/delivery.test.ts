import { describe, expect, it } from 'vitest';
import type { MessageHandling } from '../../src/engine/placed/inbound-message.ts';
import { converse } from '../support/memory-message.ts';

const SERVICE = `MG${'a'.repeat(32)}`;
const REPLY = '<Message action="/action" statusCallback="/status">a</Message>';

/** The callbacks of one reply. */
async function callbacks(
  handling: Partial<MessageHandling>,
  verbs = '<Message statusCallback="/status">a</Message>',
) {
  const log = await converse({
    app: { '/sms': verbs, '/status': '', '/action': '' },
    says: ['hi'],
    handling,
  });
  return { ...log, told: log.asked.filter(({ path }) => path === '/status').map(({ params }) => params) };
}

describe('the statuses of a reply', () => {
  it('are told to its statusCallback after the first one, in order', async () => {
    const { told, of } = await callbacks({});
    expect(told.map(({ MessageStatus }) => MessageStatus)).toEqual(['sent', 'delivered']);
    const [reply] = of('message').filter(({ direction }) => direction === 'outbound-reply');
    expect(told[1]).toEqual({
      AccountSid: 'AC0123456789abcdef0123456789abcdef',
      ApiVersion: '2010-04-01',
      From: '+15559870002',
      To: '+15551230001',
      MessageSid: reply?.sid,
      SmsSid: reply?.sid,
      MessageStatus: 'delivered',
      SmsStatus: 'delivered',
      RawDlrDoneDate: '2601010000',
    });
  });

  it('begin with accepted with a messaging service, and queued is told', async () => {
    const { told, statuses } = await callbacks({ service: SERVICE });
    expect(statuses).toBe('accepted queued sent delivered');
    expect(told.map(({ MessageStatus }) => MessageStatus)).toEqual(['queued', 'sent', 'delivered']);
    expect(told[0]).toMatchObject({ MessagingServiceSid: SERVICE });
  });

  it.each([
    ['failed', 30007, 'queued failed'],
    ['undelivered', 30003, 'queued sent undelivered'],
  ] as const)('end with %s and its ErrorCode on demand', async (status, error, expected) => {
    const { told, statuses, problems, end } = await callbacks({ deliveries: [{ status, error }] });
    expect(statuses).toBe(expected);
    expect(told.at(-1)).toMatchObject({ MessageStatus: status, ErrorCode: String(error) });
    expect(problems).toContain(error);
    expect(end.error).toBeNull();
  });

  it('take outcomes in turn, the last one over and over, a number its own', async () => {
    const { of } = await converse({
      app: { '/sms': `${'<Message>a</Message>'.repeat(3)}<Message to="+15551110000">b</Message>` },
      says: ['hi'],
      handling: {
        deliveries: [
          { status: 'delivered', error: null },
          { status: 'sent', error: null },
        ],
        deliveriesTo: { '+15551110000': { status: 'failed', error: 30005 } },
      },
    });
    const last = new Map(of('message').map(({ sid, status }) => [sid, status]));
    expect([...last.values()]).toEqual(['received', 'delivered', 'sent', 'sent', 'failed']);
  });

  it('end with a read receipt on WhatsApp, and never on SMS', async () => {
    const read = { deliveries: [{ status: 'read', error: null }] } as const;
    expect((await callbacks(read)).statuses).toBe('queued sent delivered');
    const { asked, statuses } = await converse({
      app: { '/sms': '<Message statusCallback="/status">a</Message>', '/status': '' },
      says: ['hi'],
      handling: read,
      leg: { from: 'whatsapp:+15551230001', to: 'whatsapp:+15559870002' },
    });
    expect(statuses).toBe('queued sent delivered read');
    expect(asked.at(-1)?.params).toMatchObject({
      MessageStatus: 'read',
      EventType: 'READ',
      ChannelPrefix: 'whatsapp',
    });
  });

  it('go to what the messaging service has when the document names nobody', async () => {
    const { asked } = await converse({
      app: { '/sms': '<Message>a</Message>', '/service': '' },
      says: ['hi'],
      leg: { statusCallback: { url: 'http://app.test/service', method: 'POST' } },
    });
    expect(asked.slice(1).map(({ path, params }) => [path, params['MessageStatus']])).toEqual([
      ['/service', 'sent'],
      ['/service', 'delivered'],
    ]);
  });

  it('are not affected by a callback that fails: a warning', async () => {
    const { statuses, problems, end, of } = await converse({
      app: { '/sms': '<Message statusCallback="/gone">a</Message>' },
      says: ['hi'],
    });
    expect([statuses, problems, end.error]).toEqual(['queued sent delivered', [15003, 15003], null]);
    expect(of('diagnostic')[0]?.help).toContain('the message is not affected');
  });

  it('are told without the cookies of the conversation', async () => {
    const cookie = [
      ['Content-Type', 'text/xml'],
      ['Set-Cookie', 'sid=1'],
    ] as const;
    const { asked } = await converse({
      app: {
        '/sms': {
          body: '<Response><Message statusCallback="/status">a</Message></Response>',
          bytes: 80,
          headers: cookie,
        },
        '/status': '',
      },
      says: ['hi', 'again'],
    });
    expect(asked.map(({ path, headers }) => [path, headers['cookie'] ?? null])).toEqual([
      ['/sms', null],
      ['/status', null],
      ['/status', null],
      ['/sms', 'sid=1'],
      ['/status', null],
      ['/status', null],
    ]);
  });
});

describe('action', () => {
  it('is requested at once, and what it answers goes on in place of the document', async () => {
    const { asked, replies, of, end } = await converse({
      app: {
        '/sms': '<Message action="/action">a</Message><Message>never</Message>',
        '/action': ({ params }) =>
          params['MessageStatus'] === 'queued' ? '<Message>b</Message>' : '<Message>c</Message>',
      },
      says: ['hi'],
    });
    expect(replies).toEqual(['a', 'b']);
    const [reply] = of('message').filter(({ body }) => body === 'a');
    expect(asked[1]?.params).toMatchObject({
      MessageSid: reply?.sid,
      SmsSid: reply?.sid,
      MessageStatus: 'queued',
      SmsStatus: 'queued',
      From: '+15551230001',
      Body: 'hi',
    });
    expect(asked[1]?.params['SmsStatus']).toBe('queued');
    expect(end.notSimulated.join()).toContain('Message action');
  });

  it('is told the later statuses when there is no statusCallback, and TwiML in those answers is ignored', async () => {
    const { asked, replies } = await converse({
      app: { '/sms': '<Message action="/action">a</Message>', '/action': '' },
      says: ['hi'],
    });
    expect(asked.slice(1).map(({ params }) => params['MessageStatus'])).toEqual([
      'queued',
      'sent',
      'delivered',
    ]);
    expect(replies).toEqual(['a']);
    const both = await callbacks({}, REPLY);
    expect(both.told.map(({ MessageStatus }) => MessageStatus)).toEqual(['sent', 'delivered']);
  });

  it('is a status callback only by choice: the next verb runs', async () => {
    const { asked, replies } = await converse({
      app: {
        '/sms': '<Message action="/action">a</Message><Message>b</Message>',
        '/action': '<Message>c</Message>',
      },
      says: ['hi'],
      handling: { action: 'status' },
    });
    expect(replies).toEqual(['a', 'b']);
    expect(asked.slice(1).map(({ params }) => params['MessageStatus'])).toEqual(['sent', 'delivered']);
  });

  it('of Sms speaks of sending, and counts as a document', async () => {
    const { asked, problems } = await converse({
      app: { '/sms': '<Sms action="/loop">a</Sms>', '/loop': '<Sms action="/loop">a</Sms>' },
      says: ['hi'],
    });
    expect(asked[1]?.params).toMatchObject({ SmsStatus: 'sending' });
    expect(problems.filter((problem) => problem === 14109).length).toBeGreaterThan(0);
  });
});
