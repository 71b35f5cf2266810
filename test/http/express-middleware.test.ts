import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { webhook } from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignatureMode, signingSender } from '../../src/debug/wire/sender.ts';
import { encodeHop } from '../../src/http/encode.ts';
import type { Dialect } from '../../src/http/hop.ts';
import type { Params } from '../../src/http/url/params.ts';
import { undiciTransport } from '../../src/http/wire/undici-transport.ts';
import { UNBOUND } from './builders.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';

/** What spoils a signature when it is encoded or sorted in another way than it was. */
const PARAMS: Params = [
  ['To', '+1 555'],
  ['Body', 'a\r\nX-Injected: y\té ☎ 😀 \ud800'],
  ['ToCity', ''],
  ['b', '1'],
  ['B', '2'],
  ['Tag', 'b'],
  ['Tag', 'a'],
  ['Tag', 'b'],
  ['& =', '%2B+'],
];

/** An application behind Twilio's own middleware, as Express with `trust proxy` and express.urlencoded() hands it on. */
class App {
  #origin = '';
  readonly #wire = undiciTransport();
  readonly #server = createServer({ maxHeaderSize: 200_000 }, (request, response) => {
    void this.#answer(request, response);
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await this.#wire.close();
    this.#server.close();
  }

  /** What the application answers to a request that is signed for a URL of this origin, or of a public one. */
  async asked(
    method: 'GET' | 'POST',
    path: string,
    { publicly, mode, dialect = 'call' }: { publicly?: string; mode?: SignatureMode; dialect?: Dialect } = {},
  ): Promise<{ status: number; body: string }> {
    const publicUrls = publicly === undefined ? [] : [{ origin: publicly, local: this.#origin }];
    const key = { authToken: TOKEN, name: 'the test token' };
    const url = new URL((publicly ?? this.#origin) + path).href;
    const hop = encodeHop(method, url, PARAMS, { ...UNBOUND, dialect, headers: [] });
    const got = await signingSender(this.#wire, { key, publicUrls }).send(
      hop,
      new AbortController().signal,
      mode,
    );
    if (got.kind === 'failure') throw new Error(`${got.reason} ${got.detail}`);
    return { status: got.status, body: got.body };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = [...new URLSearchParams(await text(request))];
    const body: Record<string, string | string[]> = {};
    for (const [name] of form) {
      const values = form.filter(([other]) => other === name).map(([, value]) => value);
      body[name] = values.length === 1 ? (values[0] ?? '') : values;
    }
    const header = (name: string) => request.headers[name.toLowerCase()];
    const express = {
      protocol: header('X-Forwarded-Proto') ?? 'http',
      headers: request.headers,
      originalUrl: request.url,
      body,
      header,
    };
    const says = (status: number, what: string) => response.writeHead(status).end(what);
    const refusal = {
      type: () => refusal,
      status: (code: number) => ({ send: (t: string) => says(code, t) }),
    };
    webhook(TOKEN)(express as never, refusal as never, () => says(200, 'welcome'));
  }
}

const app = new App();
beforeAll(() => app.start());
afterAll(() => app.stop());

const WELCOME = { status: 200, body: 'welcome' };

describe('the Express middleware of the official helper library takes a request', () => {
  it.each([
    '/voice',
    '/voice?',
    '/voice?&',
    '/voice?a=1&&b',
    '/voice?a=1#rc=2',
    '/voice#',
    '/voice/',
    '//voice',
    '/a/../voice',
    '/a/%2e%2e/voice',
    '/voice?x=a+b%20c%2B',
    '/voice?x=a b|c^`{}"<>\'',
    '/voice?x=%zz&y=%E2%82&z=%2f%2F',
    '/voice?x[]=1&x[]=2',
    '/voice?x=é☎#frag?ment',
    '/é/ü;v=1',
    '/a\\b?x=\\',
    '/voice?x=1\t2\r\n3',
    `/voice?x=${'y'.repeat(60_000)}`,
  ])('to %j', async (path) => {
    expect([await app.asked('POST', path), await app.asked('GET', path)]).toEqual([WELCOME, WELCOME]);
  });

  it.each([
    'https://app.example.com',
    'https://app.example.com:8443',
    'http://app.example.com',
    'http://app.example.com:8080',
    'https://[2001:db8::1]:444',
    'https://bücher.example',
  ])('for the public origin %s', async (publicly) => {
    for (const dialect of ['call', 'message'] as const)
      for (const method of ['GET', 'POST'] as const)
        expect(await app.asked(method, '/voice?a=1', { publicly, dialect })).toEqual(WELCOME);
  });

  it('not when it is signed with another token, nor without a signature', async () => {
    expect(await app.asked('POST', '/voice', { mode: 'wrong' })).toEqual({
      status: 403,
      body: 'Twilio Request Validation Failed.',
    });
    expect(await app.asked('POST', '/voice', { mode: 'missing' })).toMatchObject({ status: 400 });
  });
});
