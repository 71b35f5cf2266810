import { describe, expect, it } from 'vitest';
import { converse } from '../support/memory-message.ts';

const SERVICE = `MG${'a'.repeat(32)}`;
const APP = { '/sms': '<Message>hello</Message>' };

describe('opt-out', () => {
  it.each(['STOP', 'stopall', ' Unsubscribe ', 'CANCEL', 'end', 'QUIT', 'revoke', 'OPTOUT'])(
    '%j is confirmed, the webhook is asked all the same, and its reply fails with 21610',
    async (word) => {
      const { paths, replies, problems, of, end } = await converse({ app: APP, says: [word] });
      expect(paths).toEqual(['/sms']);
      expect(replies).toEqual([
        'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
      ]);
      expect(problems).toEqual(['opt-out', 21610]);
      expect(of('exchange')[0]?.params).not.toHaveProperty('OptOutType');
      expect(end.error).toBeNull();
    },
  );

  it('needs the whole message to be the keyword', async () => {
    const { replies } = await converse({ app: APP, says: ['STOP PLEASE'] });
    expect(replies).toEqual(['hello']);
  });

  it.each(['START', 'yes', 'Unstop'])('ends with %s, which is confirmed', async (word) => {
    const { replies, problems } = await converse({ app: APP, says: ['STOP', 'hi', word] });
    expect(problems).toEqual(['opt-out', 21610, 21610, 'opt-out']);
    expect(replies.slice(1)).toEqual([expect.stringContaining('re-subscribed'), 'hello']);
  });

  it('leaves a YES alone that comes from somebody who never stopped', async () => {
    const { replies, problems } = await converse({ app: APP, says: ['yes'] });
    expect([replies, problems]).toEqual([['hello'], []]);
  });

  it.each(['HELP', 'info'])('%s is answered with a help text, and the webhook is asked', async (word) => {
    const { replies } = await converse({ app: APP, says: [word] });
    expect(replies).toEqual(['Reply STOP to unsubscribe. Msg&Data Rates May Apply.', 'hello']);
  });

  it('holds for the two numbers alone, with a messaging service for all its senders', async () => {
    const other = { message: { body: 'hi' }, leg: { to: '+15550000007' } };
    const alone = await converse({ app: APP, says: ['STOP', other] });
    expect(alone.replies.slice(1)).toEqual(['hello']);
    const served = await converse({ app: APP, says: ['STOP', other], handling: { service: SERVICE } });
    const failed = served.of('message').filter(({ status }) => status === 'failed');
    expect(failed.map(({ body }) => body)).toEqual(['hello', 'hello']);
  });

  it('refuses the message at once without a messaging service, else the message fails', async () => {
    const refused = await converse({ app: APP, says: ['STOP'] });
    expect(refused.of('message').filter(({ body }) => body === 'hello')).toEqual([]);
    const { of } = await converse({ app: APP, says: ['STOP'], handling: { service: SERVICE } });
    const statuses = of('message')
      .filter(({ body }) => body === 'hello')
      .map(({ status }) => status);
    expect(statuses).toEqual(['accepted', 'queued', 'failed']);
  });

  it('fails with Advanced Opt-Out on the message alone: one warning, and nothing is refused before', async () => {
    const handling = { optOut: 'advanced', service: SERVICE } as const;
    const { events, problems, of } = await converse({ app: APP, says: ['STOP'], handling });
    expect(problems).toEqual(['opt-out', 21610]);
    expect(of('diagnostic').map(({ level }) => level)).toEqual(['info', 'warning']);
    const story = events.flatMap((event) => {
      if (event.type === 'diagnostic') return [event.code ?? event.rule];
      return event.type === 'message' && event.body === 'hello' ? [`${event.status} ${event.error}`] : [];
    });
    expect(story).toEqual(['opt-out', 'accepted null', 'queued null', 'failed 21610', 21610]);
  });

  it('holds for SMS and RCS of a messaging service alike', async () => {
    const rcs = { message: { body: 'hi' }, leg: { from: 'rcs:+15551230001', to: 'rcs:agent' } };
    const { of } = await converse({ app: APP, says: ['STOP', rcs], handling: { service: SERVICE } });
    expect(of('message').at(-1)).toMatchObject({ to: 'rcs:+15551230001', status: 'failed', error: 21610 });
  });

  it('tells the action of a refused message so', async () => {
    const { asked } = await converse({
      app: { '/sms': '<Message action="/action">hello</Message>', '/action': '' },
      says: ['STOP'],
    });
    expect(asked[1]?.params).toMatchObject({ MessageStatus: 'failed', ErrorCode: '21610' });
  });

  it('tells the webhook OptOutType with Advanced Opt-Out', async () => {
    const { of } = await converse({
      app: APP,
      says: ['STOP', 'START', 'HELP', 'hi'],
      handling: { optOut: 'advanced', service: SERVICE },
    });
    expect(of('exchange').map(({ params }) => params['OptOutType'])).toEqual([
      'STOP',
      'START',
      'HELP',
      undefined,
    ]);
  });

  it('is answered by the network for toll-free numbers, where YES does not undo it and HELP is silent', async () => {
    const { replies } = await converse({
      app: APP,
      says: ['STOP', 'HELP', 'YES', 'UNSTOP'],
      leg: { to: '+18005550100' },
    });
    expect(replies).toEqual([
      expect.stringMatching(/^NETWORK MSG: You replied with the word "stop"/),
      expect.stringMatching(/^NETWORK MSG: You have replied "unstop"/),
      'hello',
    ]);
  });

  it.each([
    ['a short code', { to: '12345' }, {}],
    ['WhatsApp', { from: 'whatsapp:+15551230001', to: 'whatsapp:+15559870002' }, {}],
    ['whoever switches it off', {}, { optOut: 'off' }],
  ] as const)('is not there for %s', async (_, leg, handling) => {
    const { replies } = await converse({ app: APP, says: ['STOP'], leg, handling });
    expect(replies).toEqual(['hello']);
  });
});
