import { describe, expect, it } from 'vitest';
import { attachedFile } from '../support/attached-file.ts';
import { ok } from '../support/memory-call.ts';
import { converse } from '../support/memory-message.ts';

describe('a message that comes in', () => {
  it('has its webhook asked at once, and the verbs of the answer run from top to bottom', async () => {
    const { paths, replies, statuses, end } = await converse({
      app: { '/sms': '<Message>one</Message><Message>two</Message>' },
      says: ['hi'],
    });
    expect(paths).toEqual(['/sms']);
    expect(replies).toEqual(['one', 'two']);
    expect(statuses).toBe('queued queued sent sent delivered delivered');
    expect(end).toMatchObject({ status: 'completed', error: null, call: '+15551230001|+15559870002' });
  });

  it('is told as a message, and so is every status of a reply', async () => {
    const { of } = await converse({ app: { '/sms': '<Message>one</Message>' }, says: ['hi'] });
    const [first, second] = of('message');
    expect(first).toMatchObject({
      direction: 'inbound',
      from: '+15551230001',
      to: '+15559870002',
      body: 'hi',
      media: [],
      status: 'received',
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
    });
    expect(second).toMatchObject({
      direction: 'outbound-reply',
      from: '+15559870002',
      to: '+15551230001',
      body: 'one',
      media: [],
      status: 'queued',
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
    });
    expect(new Set(of('message').map(({ call }) => call))).toEqual(new Set(['+15551230001|+15559870002']));
    expect(of('call')).toEqual([]);
  });

  it('is accepted silently by an empty Response', async () => {
    const { replies, end, problems } = await converse({ app: { '/sms': '' }, says: ['hi'] });
    expect([replies, problems, end.error]).toEqual([[], [], null]);
  });

  it.each([202, 204])('is acknowledged by an empty %s without a warning', async (status) => {
    const { problems, end } = await converse({
      app: { '/sms': { ...ok('', []), status } },
      says: ['hi'],
    });
    expect([problems, end.error]).toEqual([[], null]);
  });

  it('an empty 200 is 11200: "Response does not contain content type" (sms-over-xmpp, issue 22)', async () => {
    const { problems, of, end } = await converse({ app: { '/sms': ok('', []) }, says: ['hi'] });
    expect([problems, end.error]).toEqual([[11200], 11200]);
    expect(of('diagnostic')[0]).toMatchObject({
      level: 'error',
      help: 'answer with at least <Response/>, or with 204 to send nothing',
    });
  });

  it.each(['<Response><Message>a</Message></Response>', '\n<?xml version="1.0"?><Response/>', '<Response/>'])(
    'is warned about plain text that looks like TwiML: %j',
    async (body) => {
      const { problems, of, replies } = await converse({
        app: { '/sms': ok(body, [['Content-Type', 'text/plain']]) },
        says: ['hi'],
      });
      expect([problems, replies]).toEqual([['twiml-as-text'], [body.trim()]]);
      expect(of('diagnostic')[0]).toMatchObject({ level: 'warning', help: 'set Content-Type: text/xml' });
      const text = { '/sms': ok('<Responses are fine>', [['Content-Type', 'text/plain']]) };
      expect((await converse({ app: text, says: ['hi'] })).problems).toEqual([]);
    },
  );

  it('gets plain text sent back as one message, even if it is TwiML', async () => {
    const body = '<Response><Message>a & b</Message></Response>';
    const { replies } = await converse({
      app: { '/sms': ok(body, [['Content-Type', 'text/plain']]) },
      says: ['hi'],
    });
    expect(replies).toEqual([body]);
  });

  it.each(['application/json', 'audio/mpeg'])('fails with 12300 when the answer is %s', async (type) => {
    const { problems, end } = await converse({
      app: { '/sms': ok('{}', [['Content-Type', type]]) },
      says: ['hi'],
    });
    expect([problems, end.error, end.status]).toEqual([[12300], 12300, 'failed']);
  });

  it('passes over verbs of voice and unknown ones with 12200 (yap issues 754, 9, 217)', async () => {
    const { problems, replies } = await converse({
      app: { '/sms': '<Say>a</Say><message>b</message><Message>c</Message>' },
      says: ['hi'],
    });
    expect(problems).toEqual([12200, 12200]);
    expect(replies).toEqual(['c']);
  });
});

describe('Message', () => {
  it('sends several Body as one text, with the files of Media', async () => {
    const { of } = await converse({
      app: {
        '/sms': '<Message> a <Body> b </Body><Media>/owl.png</Media><Body>c</Body></Message>',
      },
      says: ['hi'],
    });
    expect(of('message')[1]).toMatchObject({
      body: 'abc',
      media: ['http://app.test/owl.png'],
      sid: expect.stringMatching(/^MM/),
    });
  });

  it('goes to other numbers than the sender, and from others than the one that was called', async () => {
    const { of } = await converse({
      app: { '/sms': '<Message to="(555) 444-0004" from="ACME">a</Message>' },
      says: ['hi'],
      leg: { to: '+15559870002' },
    });
    expect(of('message')[1]).toMatchObject({ to: '+5554440004', from: 'ACME' });
    const local = await converse({ app: { '/sms': '<Message to="555 444 0004">a</Message>' }, says: ['hi'] });
    expect(local.of('message')[1]).toMatchObject({ to: '+15554440004' });
  });

  it('takes a text of 1600 characters and refuses one of 1601 with 14103', async () => {
    const { problems, replies } = await converse({
      app: { '/sms': `<Message>${'a'.repeat(1600)}</Message><Message>${'b'.repeat(1601)}</Message>` },
      says: ['hi'],
    });
    expect(problems).toEqual([14103]);
    expect(replies.map(({ length }) => length)).toEqual([1600]);
  });

  it('refuses more than ten media with 21623, and a bad media URL with 21620', async () => {
    const media = (count: number) => '<Media>http://a.test/b.png</Media>'.repeat(count);
    const { problems, replies } = await converse({
      app: {
        '/sms': `<Message>${media(11)}</Message><Message><Media>file:///a</Media></Message><Message>c${media(10)}</Message>`,
        '/b.png': attachedFile('image/png'),
      },
      says: ['hi'],
    });
    expect(problems).toEqual([21623, 21620]);
    expect(replies).toEqual(['c']);
  });

  it('drops the eleventh reply with 14109, counted over all documents of a message', async () => {
    const six = '<Message>a</Message>'.repeat(6);
    const { problems, replies } = await converse({
      app: { '/sms': `${six}<Redirect>/more</Redirect>`, '/more': six },
      says: ['hi'],
    });
    expect(replies).toHaveLength(10);
    expect(problems).toEqual([14109, 14109]);
    const one = await converse({ app: { '/sms': '<Message>a</Message>'.repeat(11) }, says: ['hi', 'again'] });
    expect(one.replies).toHaveLength(20);
  });

  it('fails with 14107 after thirty replies in quick succession, until nothing is sent for 30 s', async () => {
    const ten = '<Message>a</Message>'.repeat(10);
    const says = ['1', '2', '3', '4', { afterMs: 31_000 }];
    const { problems, of } = await converse({ app: { '/sms': ten }, says });
    expect(new Set(problems)).toEqual(new Set([14107]));
    const failed = of('message').filter(({ status }) => status === 'failed');
    expect([failed.length, of('message').filter(({ status }) => status === 'delivered').length]).toEqual([
      10, 40,
    ]);
  });

  it('refuses addresses of different channels with 30016, and of none with 30015', async () => {
    const { problems, replies } = await converse({
      app: {
        '/sms':
          '<Message to="whatsapp:+15551230001">a</Message><Message to="telegram:x" from="telegram:y">b</Message>',
      },
      says: ['hi'],
    });
    expect([problems, replies]).toEqual([[30016, 30015], []]);
  });

  it('that was refused so is told to its action as failed', async () => {
    const { asked, replies } = await converse({
      app: {
        '/sms': '<Message to="whatsapp:+15551230001" action="/action">a</Message>',
        '/action': '<Message>sorry</Message>',
      },
      says: ['hi'],
    });
    expect(asked[1]?.params).toMatchObject({ MessageStatus: 'failed', ErrorCode: '30016' });
    expect(replies).toEqual(['sorry']);
  });

  it('fails with 63016 by WhatsApp to somebody who has not written for 24 hours', async () => {
    const WHATSAPP = { from: 'whatsapp:+15551230001', to: 'whatsapp:+15559870002' };
    const other = { ...WHATSAPP, from: 'whatsapp:+15551230002' };
    const plan = (hours: number) =>
      converse({
        app: { '/sms': '<Message to="whatsapp:+15551230001">a</Message>' },
        says: ['hi', { leg: other, afterMs: hours * 3_600_000 }],
        leg: WHATSAPP,
      });
    expect((await plan(23)).problems).toEqual([]);
    const late = await plan(25);
    expect([late.problems, late.of('message').at(-1)?.error]).toEqual([[63016], 63016]);
  });
});

describe('Redirect', () => {
  it('sends the messages before it, and goes on with another document and the same parameters', async () => {
    const { asked, replies } = await converse({
      app: {
        '/sms': '<Message>a</Message><Redirect method="GET">/more</Redirect><Message>b</Message>',
        '/more': '<Message>c</Message>',
      },
      says: ['hi'],
    });
    expect(replies).toEqual(['a', 'c']);
    expect(asked[1]).toMatchObject({ method: 'GET', path: '/more' });
    expect(asked[1]?.params).toEqual(asked[0]?.params);
  });

  it('ends after fifty documents with 14106; what was sent stays sent', async () => {
    const { paths, problems, end, statuses } = await converse({
      app: { '/sms': '<Redirect>/loop</Redirect>', '/loop': '<Redirect/>', '/first': '' },
      says: ['hi'],
      leg: { fallback: { url: 'http://app.test/fallback', method: 'POST' } },
    });
    expect(paths).toHaveLength(50);
    expect([problems, end.error, statuses]).toEqual([['self-redirect', 14106], 14106, '']);
  });
});

describe('an error', () => {
  it('asks the fallback URL with ErrorCode and ErrorUrl', async () => {
    const { asked, replies, end } = await converse({
      app: {
        '/sms': ok('', []).body === '' ? { status: 500, body: 'no' } : '',
        '/fallback': '<Message>sorry</Message>',
      },
      says: ['hi'],
      leg: { fallback: { url: 'http://app.test/fallback', method: 'GET' } },
    });
    expect(asked[1]).toMatchObject({
      method: 'GET',
      path: '/fallback',
      params: { ErrorCode: '11200', ErrorUrl: 'http://app.test/sms', Body: 'hi' },
    });
    expect([replies, end.error]).toEqual([['sorry'], null]);
  });

  it('without a fallback URL is logged, and nothing is sent; the next message is asked for again', async () => {
    let asked = 0;
    const { replies, end } = await converse({
      app: { '/sms': () => (asked++ === 0 ? { status: 500, body: 'no' } : '<Message>there</Message>') },
      says: ['hi', 'hello?'],
    });
    expect([replies, end.error, end.status]).toEqual([['there'], 11200, 'failed']);
  });

  it('after some replies leaves these as they are', async () => {
    const { statuses, end } = await converse({
      app: { '/sms': '<Message>a</Message><Redirect>/gone</Redirect>', '/gone': { status: 404 } },
      says: ['hi'],
    });
    expect([statuses, end.error]).toEqual(['queued sent delivered', 11200]);
  });
});

describe('Sms', () => {
  it('still sends a text, and is deprecated', async () => {
    const { replies, problems } = await converse({ app: { '/sms': '<Sms>a</Sms>' }, says: ['hi'] });
    expect([replies, problems]).toEqual([['a'], ['deprecated']]);
  });
});
