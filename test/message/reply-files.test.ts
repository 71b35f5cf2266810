import { describe, expect, it } from 'vitest';
import { attachedFile } from '../support/attached-file.ts';
import { failure, ok } from '../support/memory-call.ts';
import { type ConversationPlan, converse } from '../support/memory-message.ts';

const WHATSAPP = { from: 'whatsapp:+15551230001', to: 'whatsapp:+15559870002' };
const RCS = { from: 'rcs:+15551230001', to: 'rcs:agent' };
const OWL = '<Message statusCallback="/status" action="">a<Media>/owl.png</Media></Message>';
const SERVICE = `MG${'a'.repeat(32)}`;

/** What becomes of a reply with files. */
async function send(plan: Partial<ConversationPlan> = {}) {
  return converse({ says: ['hi'], ...plan, app: { '/sms': OWL, '/status': '', ...plan.app } });
}

describe('the files of a reply', () => {
  it('are asked for by GET without parameters and cookies, and told as media', async () => {
    const first = {
      ...ok(`<Response>${OWL}</Response>`),
      headers: [
        ['Content-Type', 'text/xml'],
        ['Set-Cookie', 'sid=1'],
      ],
    } as const;
    const { asked, of, statuses, problems } = await send({
      app: { '/sms': first, '/owl.png': attachedFile('image/png') },
    });
    expect(asked[1]).toMatchObject({ method: 'GET', path: '/owl.png', params: {} });
    expect(asked[1]?.headers).not.toHaveProperty('cookie');
    expect(of('exchange')[1]).toMatchObject({ purpose: 'media', status: 200, error: null });
    expect([statuses, problems]).toEqual(['queued sent delivered', []]);
  });

  it('hold up their message alone: the document goes on at once', async () => {
    const { events, paths } = await send({
      app: {
        '/sms': `${OWL}<Message>b</Message><Redirect>/more</Redirect>`,
        '/more': '<Message>c</Message>',
        '/owl.png': attachedFile('image/png'),
      },
    });
    expect(paths.slice(0, 3)).toEqual(['/sms', '/owl.png', '/more']);
    const told = events.flatMap((event) => {
      if (event.type === 'message') return [`${event.body} ${event.status}`];
      return event.type === 'exchange' ? [new URL(event.url).pathname] : [];
    });
    expect(told.slice(0, 6)).toEqual(['hi received', '/sms', 'a queued', 'b queued', '/owl.png', '/more']);
  });

  it('leave no bytes of theirs in the events, whatever their type', async () => {
    const { events } = await send({ app: { '/owl.png': attachedFile('text/vcard', 70_000) } });
    const exchange = events.find((event) => event.type === 'exchange' && event.purpose === 'media');
    expect(exchange).toMatchObject({ bytes: 70_000, error: null, hops: [{ responseBody: null }] });
  });

  it('come from the cache where it has them', async () => {
    const { paths, of } = await send({
      app: {
        '/owl.png': {
          ...attachedFile('image/png'),
          headers: [
            ['Content-Type', 'image/png'],
            ['Cache-Control', 'max-age=60'],
          ],
        },
      },
      says: ['hi', 'again'],
    });
    expect(paths.filter((path) => path === '/owl.png')).toHaveLength(1);
    const media = of('exchange').filter(({ purpose }) => purpose === 'media');
    expect(media.map(({ cache }) => cache)).toEqual(['stored', 'hit']);
  });

  it('are followed where a redirect leads', async () => {
    const { paths, statuses } = await send({
      app: {
        '/owl.png': { ...ok('', [['Location', '/new.png']]), status: 302 },
        '/new.png': attachedFile('image/png'),
      },
    });
    expect(paths.slice(0, 3)).toEqual(['/sms', '/owl.png', '/new.png']);
    expect(statuses).toBe('queued sent delivered');
  });

  it.each([
    ['a 404', { status: 404, body: 'no' }, 11200],
    ['an unknown host', failure('host-not-found'), 11210],
    ['a refused connection', failure('refused'), 11202],
    ['an untrusted certificate', failure('certificate-untrusted'), 11237],
    ['an empty file', attachedFile('image/png', 0), 11200],
    ['a redirect that leads nowhere', { status: 302, body: '' }, 11216],
    ['an HTML page', attachedFile('text/html'), 12300],
    ['a sticker of WhatsApp', attachedFile('image/webp'), 12300],
    ['no type at all', attachedFile(null), 12300],
    ['more than 5 MB', attachedFile('image/png', 5_000_001), 11751],
  ] as const)('fail their message with the code for %s, as a warning', async (_, answer, code) => {
    const { statuses, problems, of, asked, end } = await send({ app: { '/owl.png': answer } });
    expect(statuses).toBe('queued failed');
    expect(problems).toEqual([code]);
    expect(of('diagnostic')[0]?.level).toBe('warning');
    expect(asked.at(-1)?.params).toMatchObject({ MessageStatus: 'failed', ErrorCode: String(code) });
    expect([end.error, end.status]).toEqual([null, 'completed']);
  });

  it.each([
    ['cannot be had', failure('host-not-found'), 63019],
    ['are empty', attachedFile('image/png', 0), 63019],
    ['cannot be shown', attachedFile('text/csv'), 63021],
    ['have no type', attachedFile(null), 12300],
    ['are more than 16 MB', attachedFile('video/mp4', 16_000_001), 11751],
  ] as const)('that %s fail a message by WhatsApp with %s', async (_, answer, code) => {
    const { statuses, problems } = await send({ leg: WHATSAPP, app: { '/owl.png': answer } });
    expect([statuses, problems]).toEqual(['queued failed', [code]]);
  });

  it('are counted together: no more than 5 MB by MMS, 16 MB by other channels', async () => {
    const app = {
      '/sms': '<Message><Media>/a</Media><Media>/b</Media></Message>',
      '/a': attachedFile('image/png', 3_000_000),
      '/b': attachedFile('video/mp4', 3_000_000),
    };
    const mms = await send({ app });
    expect([mms.statuses, mms.problems]).toEqual(['queued failed', [11751]]);
    for (const leg of [WHATSAPP, RCS]) expect((await send({ app, leg })).problems).toEqual([]);
    const large = { ...app, '/a': attachedFile('image/png', 14_000_000) };
    expect((await send({ app: large, leg: RCS })).problems).toEqual([63034]);
  });

  it('go without the text by WhatsApp when they are sounds, stickers or contacts', async () => {
    const { problems, statuses } = await send({
      leg: WHATSAPP,
      app: { '/owl.png': attachedFile('audio/ogg; codecs=opus') },
    });
    expect([problems, statuses]).toEqual([['text-with-file'], 'queued sent delivered']);
    expect((await send({ app: { '/owl.png': attachedFile('audio/ogg') } })).problems).toEqual([]);
  });

  it('fail their message once, however many of them are lost', async () => {
    const { problems, statuses } = await send({
      app: { '/sms': '<Message><Media>/x</Media><Media>/y</Media></Message>' },
    });
    expect([problems, statuses]).toEqual([[11200], 'queued failed']);
  });

  it('are asked for before a sender is chosen with a messaging service', async () => {
    const { statuses, asked } = await send({
      handling: { service: SERVICE },
      app: { '/owl.png': failure('refused') },
    });
    expect(statuses).toBe('accepted queued failed');
    const told = asked.filter(({ path }) => path === '/status');
    expect(told.map(({ params }) => params['MessageStatus'])).toEqual(['queued', 'failed']);
  });

  it('are not asked for when the message fails anyway, or when they are to be skipped', async () => {
    const blocked = await send({ says: ['STOP'], handling: { service: SERVICE } });
    expect(blocked.paths).not.toContain('/owl.png');
    const skipped = await send({ handling: { replyMedia: 'skip' } });
    expect([skipped.paths.includes('/owl.png'), skipped.statuses]).toEqual([false, 'queued sent delivered']);
    expect(skipped.end.notSimulated.join()).toContain('--reply-media skip');
  });

  it('need a base when the document has none: 15004, and only absolute URLs are asked', async () => {
    const source =
      '<Response><Message>a<Media>/owl.png</Media></Message><Message>b<Media>http://x.test/owl.png</Media></Message></Response>';
    const target = { kind: 'source', source, name: 'reply.xml', baseUrl: null } as const;
    const { problems, replies, paths } = await send({
      leg: { target },
      app: { '/owl.png': attachedFile('image/png') },
    });
    expect([problems, replies, paths]).toEqual([[15004], ['b'], ['/owl.png']]);
  });

  it('log in with what their URL says, which nobody is shown', async () => {
    const { events, paths, statuses } = await send({
      app: {
        '/sms': '<Message><Media>http://joe:secret@app.test/owl.png</Media></Message>',
        '/owl.png': attachedFile('image/png'),
      },
    });
    expect([paths, statuses]).toEqual([['/sms', '/owl.png'], 'queued sent delivered']);
    expect(JSON.stringify(events.filter(({ type }) => type === 'message'))).not.toContain('secret');
  });
});
