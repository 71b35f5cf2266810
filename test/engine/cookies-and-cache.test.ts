import { describe, expect, it } from 'vitest';
import { ok, placeCall, response } from '../support/memory-call.ts';

describe('cookies, caches and redirects in a call (Twilio docs: How Twilio interacts with your application, "HTTP client")', () => {
  const cookie = (verbs: string, ...values: readonly string[]) =>
    ok(response(verbs), [
      ['Content-Type', 'text/xml'],
      ...values.map((value) => ['Set-Cookie', value] as const),
    ]);

  it('cookies are accepted and sent back, with every request of the call until it ends', async () => {
    const app = {
      '/voice': cookie('<Gather numDigits="1" action="/a"/>', 'id=1', 'lang=en'),
      '/a': cookie('<Redirect method="GET">/b</Redirect>', 'id=2'),
      '/b': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'press 1' });
    expect(call.asked.map(({ headers }) => headers['cookie'])).toEqual([
      undefined,
      'id=1; lang=en',
      'id=2; lang=en',
    ]);
  });

  it('a jar belongs to one call: neither a callee’s leg nor another caller’s has it', async () => {
    const app = {
      '/voice': cookie('<Dial><Number url="/screen">+15550000001</Number></Dial>', 'id=1'),
      '/screen': '<Say>hi</Say>',
      '/other': '<Hangup/>',
    };
    const joins = [{ afterMs: 1_000, path: '/other' }];
    const call = await placeCall({ app, joins, callee: 'answer talk 1s' });
    expect(call.paths).toEqual(['/voice', '/other', '/screen']);
    for (const { headers } of call.asked) expect(headers).not.toHaveProperty('cookie');
  });

  it('POST is never cached', async () => {
    let visits = 0;
    const app = {
      '/voice': () => {
        const body = response(visits++ < 2 ? '<Redirect/>' : '<Hangup/>');
        return ok(body, [
          ['Content-Type', 'text/xml'],
          ['Cache-Control', 'max-age=3600'],
        ]);
      },
    };
    expect((await placeCall({ app })).paths).toHaveLength(3);
  });

  it('GET documents are cached: the same URL with the same parameters is not asked again', async () => {
    let visits = 0;
    const app = {
      '/voice': '<Redirect method="GET">/menu</Redirect>',
      '/menu': () => {
        visits++;
        return ok(response('<Gather numDigits="1" action="/menu" method="GET"/>'), [
          ['Content-Type', 'text/xml'],
          ['Cache-Control', 'max-age=3600'],
        ]);
      },
    };
    const call = await placeCall({ app, caller: 'press 1; press 1; press 2; press 1; hang up' });
    // The first asks without Digits; 1 and 2 are asked for once each.
    expect(visits).toBe(3);
    expect(call.of('exchange').filter(({ url }) => url.includes('/menu')).length).toBeGreaterThan(3);
  });

  it('relative URLs resolve against the URL of the document they appear in, after a redirect too', async () => {
    const target = { kind: 'url', url: 'http://app.test/one/voice', method: 'POST' } as const;
    const app = {
      '/one/voice': { status: 302, headers: [['Location', '/two/menu']] },
      '/two/menu': '<Redirect>../next?x=%20#rc=2</Redirect>',
      '/next': '<Hangup/>',
    } as const;
    expect((await placeCall({ app, leg: { target } })).paths).toEqual(['/one/voice', '/two/menu', '/next']);
  });
});
