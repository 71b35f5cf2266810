import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringToSign } from '../../../src/http/signature.ts';
import { type PublicUrl, toLocal, toPublic } from '../../../src/http/url/public-url.ts';
import { answer, redirect } from '../builders.ts';
import { codes, follow } from '../follow.ts';

const ROUTES: readonly PublicUrl[] = [
  { origin: 'https://app.example.com', local: 'http://127.0.0.1:3000' },
  { origin: 'https://media.example.com:8443', local: 'http://localhost:9000' },
  { origin: 'http://plain.example.com', local: 'https://[::1]:8443' },
];

describe('a public origin', () => {
  it.each([
    ['https://app.example.com/voice', 'http://127.0.0.1:3000/voice'],
    ['https://app.example.com:443/voice?a=%20+#rc=2', 'http://127.0.0.1:3000/voice?a=%20+#rc=2'],
    ['https://media.example.com:8443/a.mp3', 'http://localhost:9000/a.mp3'],
    ['http://plain.example.com/', 'https://[::1]:8443/'],
    ['http://plain.example.com:80/', 'https://[::1]:8443/'],
    ['https://ann:s3cret@app.example.com/', 'http://ann:s3cret@127.0.0.1:3000/'],
    ['wss://app.example.com/stream', 'ws://127.0.0.1:3000/stream'],
    ['wss://media.example.com:8443/stream', 'ws://localhost:9000/stream'],
    ['ws://plain.example.com/stream?a=1', 'wss://[::1]:8443/stream?a=1'],
  ])('%s is asked for at %s, and back', (visible, local) => {
    expect(toLocal(visible, ROUTES)).toBe(local);
    expect(toPublic(local, ROUTES)).toBe(visible.replace(/:(443|80)(?=\/)/, ''));
  });

  it.each([
    ['http://media.example.com:8443/', 'another scheme at a port of its own'],
    ['http://media.example.com/', 'another scheme without the port'],
    ['https://app.example.com:444/', 'another port'],
    ['http://app.example.com:444/', 'another scheme at another port'],
    ['https://www.app.example.com/', 'another host'],
    ['ws://app.example.com/', 'a WebSocket beside another scheme'],
    ['ftp://app.example.com/', 'no web address'],
    ['mailto:ann@app.example.com', 'no address with a host'],
    ['/voice', 'a relative URL'],
    ['', 'nothing'],
  ])('is not %s (%s)', (url) => {
    expect(toLocal(url, ROUTES)).toBe(url);
  });

  it('serves the other scheme of its host too, as tunnels do, when both are at their usual ports', () => {
    expect(toLocal('http://app.example.com/next?a=1', ROUTES)).toBe('http://127.0.0.1:3000/next?a=1');
    expect(toLocal('https://plain.example.com/', ROUTES)).toBe('https://[::1]:8443/');
  });

  it('of its own comes before that of the other scheme', () => {
    const routes = [
      { origin: 'https://app.test', local: 'http://127.0.0.1:3000' },
      { origin: 'http://app.test', local: 'http://127.0.0.1:4000' },
    ];
    expect(toLocal('http://app.test/', routes)).toBe('http://127.0.0.1:4000/');
  });

  it('is another one than that of another port: localhost and 127.0.0.1 are two hosts', () => {
    for (const url of ['http://127.0.0.1:3001/', 'http://localhost:3000/', 'https://127.0.0.1:3000/'])
      expect(toPublic(url, ROUTES)).toBe(url);
  });

  it('of an IPv6 address keeps its brackets', () => {
    const routes = [{ origin: 'https://[2001:db8::1]:444', local: 'http://[::1]:3000' }];
    expect(toLocal('https://[2001:db8::1]:444/a', routes)).toBe('http://[::1]:3000/a');
    expect(toPublic('http://[::1]:3000/a', routes)).toBe('https://[2001:db8::1]:444/a');
  });

  it('without a port of its own loses the local one', () => {
    const routes = [{ origin: 'http://app.test', local: 'http://app.test:8080' }];
    expect(toPublic('http://app.test:8080/a', routes)).toBe('http://app.test/a');
    expect(toLocal('http://app.test/a', routes)).toBe('http://app.test:8080/a');
  });

  it('comes back the same for any path and query', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROUTES),
        fc.webPath(),
        fc.webQueryParameters(),
        ({ origin }, path, query) => {
          const { href } = new URL(`${origin}${path}?${query}`);
          expect(toPublic(toLocal(href, ROUTES), ROUTES)).toBe(href);
        },
      ),
    );
  });
});

describe('without public origins', () => {
  it('every URL stays as it is written', () => {
    for (const url of ['http://127.0.0.1:3000/voice', 'HTTP://App.test', 'nonsense'])
      expect([toLocal(url, []), toPublic(url, [])]).toEqual([url, url]);
  });
});

describe('a link to the local server', () => {
  const rules = { publicUrls: ROUTES };
  const LOCAL = 'http://127.0.0.1:3000/voice';
  const PUBLIC = 'https://app.example.com/voice';

  it('is asked for, signed and shown as its public one, with a warning', () => {
    const followed = follow([answer()], { request: { url: `${LOCAL}?a=1` }, rules });
    expect(followed.wire.map(([, url]) => url)).toEqual([`${PUBLIC}?a=1`]);
    expect(followed.done.url).toBe(`${PUBLIC}?a=1`);
    const [request] = followed.done.hops.map((hop) => hop.request);
    expect(stringToSign(request?.url ?? '', [])).toBe(`${PUBLIC}?a=1`);
    expect(followed.done.diagnostics).toMatchObject([
      {
        rule: 'local-link',
        level: 'warning',
        message: `the link ${LOCAL}?a=1 leads to the local server; ${PUBLIC}?a=1 is asked instead`,
        help: expect.stringContaining('X-Forwarded-Host'),
        url: `${LOCAL}?a=1`,
      },
    ]);
  });

  it('in a Location is taken for the public one too', () => {
    const followed = follow([redirect(307, `${LOCAL}/next`), answer()], { request: { url: PUBLIC }, rules });
    expect(followed.wire.map(([, url]) => url)).toEqual([PUBLIC, `${PUBLIC}/next`]);
    expect(codes(followed)).toEqual(['local-link']);
    expect(followed.done.hops.map(({ location }) => location)).toEqual([`${LOCAL}/next`, null]);
  });

  it('is warned about once for each link, not for each hop', () => {
    const followed = follow([redirect(307, '/a'), redirect(307, '/b'), answer()], {
      request: { url: LOCAL },
      rules,
    });
    expect(codes(followed)).toEqual(['local-link']);
  });

  it('does not show its login', () => {
    const { done } = follow([answer()], {
      request: { url: 'http://ann:s3cret@127.0.0.1:3000/voice' },
      rules,
    });
    expect(done.diagnostics).toHaveLength(1);
    expect(JSON.stringify(done.diagnostics)).not.toContain('s3cret');
  });

  it('that is relative to a public document is public', () => {
    const followed = follow([redirect(307, '/next'), answer()], { request: { url: PUBLIC }, rules });
    expect(codes(followed)).toEqual([]);
  });

  it('may be local again by another route, without end', () => {
    const publicUrls = [
      { origin: 'http://a.test', local: 'http://b.test' },
      { origin: 'http://b.test', local: 'http://a.test' },
    ];
    const followed = follow([answer()], { request: { url: 'http://a.test/voice' }, rules: { publicUrls } });
    expect(codes(followed)).toEqual(['local-link']);
  });
});
