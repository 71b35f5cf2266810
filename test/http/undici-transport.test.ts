import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HopFailure, HopResponse } from '../../src/http/hop.ts';
import type { WireAnswer, WireRequest } from '../../src/http/transport.ts';
import { undiciTransport } from '../../src/http/undici-transport.ts';
import {
  deadPort,
  HAS_IPV6_LOOPBACK,
  type Loopback,
  serveBytes,
  serveHttp,
  serveRaw,
} from '../support/loopback.ts';

const MAX = 65_536;
const OK = 'HTTP/1.1 200 OK\r\n';

/** A transport that is closed when its test is over. */
function transport() {
  const made = undiciTransport();
  onTestFinished(() => made.close());
  return made;
}

function send(
  url: string,
  changes: Partial<WireRequest> = {},
  signal = new AbortController().signal,
): Promise<WireAnswer> {
  const request = {
    method: 'GET',
    url,
    headers: [],
    body: null,
    timeoutMs: 10_000,
    maxBytes: MAX,
    ...changes,
  } as const;
  return transport().send(request, signal);
}

type Response = Omit<HopResponse, 'sent' | 'durationMs' | 'kind'>;

/** What was answered, without the time that it took. */
async function answered(sent: Promise<WireAnswer>): Promise<Response> {
  const answer = await sent;
  if (answer.kind === 'failure') throw new Error(`failed: ${answer.reason} ${answer.detail}`);
  const { status, headers, body, bytes } = answer;
  return { status, headers, body, bytes };
}

/** How it failed. */
async function failure(sent: Promise<WireAnswer>): Promise<Pick<HopFailure, 'reason' | 'detail'>> {
  const answer = await sent;
  if (answer.kind === 'response') throw new Error(`answered: ${answer.status} ${answer.body}`);
  return { reason: answer.reason, detail: answer.detail };
}

/** The body that arrives of these bytes with these headers. */
async function bodyOf(bytes: string | Uint8Array, ...headers: readonly string[]): Promise<Response> {
  const server = await serveBytes(
    `${OK}${headers.map((header) => `${header}\r\n`).join('')}Content-Length: ${Buffer.byteLength(bytes)}\r\n\r\n`,
    bytes,
  );
  return answered(send(server.origin));
}

describe('a request on the wire', () => {
  it('has its headers in order and case, repeated ones too, its length and its body', async () => {
    const seen: string[] = [];
    const server = await serveRaw(({ request, socket }) => {
      seen.push(request);
      socket.end(`${OK}Content-Length: 0\r\n\r\n`);
    });
    await send(`${server.origin}/voice?a=1&b=%20+`, {
      method: 'POST',
      headers: [
        ['User-Agent', 'TwilioProxy/1.1'],
        ['X-Twilio-Signature', 'c2ln'],
        ['x-mixed-Case', '1'],
        ['X-Mixed-case', '2'],
      ],
      body: 'From=%2B1&To=',
    });
    expect(seen).toEqual([
      [
        'POST /voice?a=1&b=%20+ HTTP/1.1',
        `host: 127.0.0.1:${server.port}`,
        'connection: keep-alive',
        'User-Agent: TwilioProxy/1.1',
        'X-Twilio-Signature: c2ln',
        'x-mixed-Case: 1',
        'X-Mixed-case: 2',
        'content-length: 13',
        '',
        'From=%2B1&To=',
      ].join('\r\n'),
    ]);
  });

  it.each<readonly [string, Partial<WireRequest>, string]>([
    ['a GET: no body and no length', { method: 'GET', body: null }, ''],
    ['a POST without parameters: the length is 0', { method: 'POST', body: '' }, 'content-length: 0'],
    ['a POST beyond ASCII: the length is in bytes', { method: 'POST', body: 'é☎' }, 'content-length: 5'],
  ])('of %s', async (_what, changes, length) => {
    const seen: string[] = [];
    const server = await serveRaw(({ request, socket }) => {
      seen.push(/^content-length:.*$/m.exec(request)?.[0].trim() ?? '');
      socket.end(`${OK}Content-Length: 0\r\n\r\n`);
    });
    await send(server.origin, changes);
    expect(seen).toEqual([length]);
  });

  it('sends back a cookie as the bytes that it came in', async () => {
    const bytes = Buffer.from('name=é☎');
    const cookies: string[] = [];
    const server = await serveRaw(({ request, socket }) => {
      cookies.push(/^Cookie: (.*)$/m.exec(request)?.[1]?.trim() ?? '');
      socket.write(`${OK}Set-Cookie: `);
      socket.write(bytes);
      socket.end('\r\nContent-Length: 0\r\n\r\n');
    });
    const [[, cookie] = ['', '']] = (await answered(send(server.origin))).headers;
    await send(server.origin, { headers: [['Cookie', cookie]] });
    expect(cookies).toEqual(['', bytes.toString('latin1')]);
  });

  it('does not follow a redirect', async () => {
    const server = await serveBytes('HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n');
    expect(await answered(send(server.origin))).toEqual({
      status: 302,
      headers: [
        ['Location', '/next'],
        ['Content-Length', '0'],
      ],
      body: '',
      bytes: 0,
    });
    expect(server.connections).toBe(1);
  });
});

describe('an answer', () => {
  it('has its raw headers in order and case, with repeated Set-Cookie apart', async () => {
    const server = await serveBytes(
      `${OK}X-b: 1\r\nSET-Cookie: a=1\r\nContent-Type: text/xml\r\nset-cookie: b=2, c\r\nx-A:  2 \r\nContent-Length: 2\r\n\r\nhi`,
    );
    expect(await answered(send(server.origin))).toEqual({
      status: 200,
      headers: [
        ['X-b', '1'],
        ['SET-Cookie', 'a=1'],
        ['Content-Type', 'text/xml'],
        ['set-cookie', 'b=2, c'],
        ['x-A', '2'],
        ['Content-Length', '2'],
      ],
      body: 'hi',
      bytes: 2,
    });
  });

  it('says how long it took, in milliseconds', async () => {
    const server = await serveBytes(`${OK}Content-Length: 0\r\n\r\n`);
    const { durationMs } = await send(server.origin);
    expect(durationMs).toBeGreaterThan(0);
    expect(durationMs).toBeLessThan(10_000);
  });

  it.each([
    ['with Content-Length: 0', `${OK}Content-Length: 0\r\n\r\n`, 200],
    ['of 204', 'HTTP/1.1 204 No Content\r\n\r\n', 204],
    ['chunked', `${OK}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 200],
    ['that ends with the connection', `${OK}\r\n`, 200],
    ['that calls itself gzip', `${OK}Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n`, 200],
  ])('may be empty: %s', async (_what, bytes, status) => {
    const server = await serveBytes(bytes);
    expect(await answered(send(server.origin))).toMatchObject({ status, body: '', bytes: 0 });
  });

  it.each([
    ['in chunks', `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\n<Re\r\n8\r\nsponse/>\r\n0\r\n\r\n`],
    ['up to the end of the connection', `${OK}\r\n<Response/>`],
    ['with its length', `${OK}Content-Length: 11\r\n\r\n<Response/>`],
  ])('may come %s', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    expect(await answered(send(server.origin))).toMatchObject({ body: '<Response/>', bytes: 11 });
  });

  it('of any status is an answer', async () => {
    const server = await serveBytes('HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy');
    expect(await answered(send(server.origin))).toMatchObject({ status: 503, body: 'busy' });
  });
});

describe('the charset of an answer', () => {
  const bytes = (text: string, encoding: 'latin1' | 'utf8' | 'utf16le') => Buffer.from(text, encoding);
  const XML = '<?xml version="1.0" encoding="ISO-8859-1"?><Say>é</Say>';

  it.each<readonly [string, Uint8Array, string, string]>([
    ['is UTF-8 when nobody says', bytes('é☎', 'utf8'), 'text/xml', 'é☎'],
    ['is what the charset parameter says', bytes('é', 'latin1'), 'text/xml; charset=ISO-8859-1', 'é'],
    ['is that in quotes and capitals too', bytes('é', 'latin1'), 'text/xml; Charset="iso-8859-1"; x=y', 'é'],
    ['is what the XML declaration says', bytes(XML, 'latin1'), 'text/xml', XML],
    [
      'is what the parameter says, when the declaration says otherwise',
      bytes(XML, 'utf8'),
      'text/xml; charset=utf-8',
      XML,
    ],
    ['is what a byte-order mark of UTF-16 says', bytes('\uFEFF<é/>', 'utf16le'), 'text/xml', '\uFEFF<é/>'],
    ['is UTF-8 when it is one that nobody knows', bytes('é', 'utf8'), 'text/xml; charset=klingon', 'é'],
    [
      'is not UTF-16 for a declaration that can be read byte by byte',
      bytes('<?xml version="1.0" encoding="UTF-16"?><é/>', 'utf8'),
      'text/xml',
      '<?xml version="1.0" encoding="UTF-16"?><é/>',
    ],
    [
      'keeps a byte-order mark of UTF-8, for the parser to judge',
      bytes('\uFEFF<a/>', 'utf8'),
      'text/xml',
      '\uFEFF<a/>',
    ],
    ['shows bytes that are no UTF-8 as U+FFFD', bytes('é', 'latin1'), 'text/xml', '\uFFFD'],
  ])('%s', async (_what, body, type, text) => {
    const { body: read, bytes: size } = await bodyOf(body, `Content-Type: ${type}`);
    expect([read, size]).toEqual([text, body.length]);
  });
});

describe('a compressed answer', () => {
  const text = '<Response><Say>Grüße</Say></Response>';

  it.each<readonly [string, Uint8Array]>([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    [' GZIP ', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['identity', Buffer.from(text)],
  ])('with Content-Encoding: %s is decoded; its size is that of the text', async (encoding, bytes) => {
    expect(await bodyOf(bytes, `Content-Encoding: ${encoding}`)).toMatchObject({
      body: text,
      bytes: Buffer.byteLength(text),
    });
  });

  it('is counted decoded: 64 kB of it are fine', async () => {
    const { body, bytes } = await bodyOf(gzipSync('x'.repeat(MAX)), 'Content-Encoding: gzip');
    expect([body.length, bytes]).toEqual([MAX, MAX]);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)(
    'that is a bomb (%s) is cut at the limit, with its beginning to show',
    async (encoding, compress) => {
      const bomb = compress(Buffer.alloc(5_000_000, 'boom '));
      const { body, bytes } = await bodyOf(bomb, `Content-Encoding: ${encoding}`);
      expect([body.length, bytes]).toEqual([MAX, MAX + 1]);
      expect(body.startsWith('boom boom')).toBe(true);
    },
  );

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('that is above the limit before it is decoded (%s) is cut too', async (encoding, compress) => {
    const { bytes } = await bodyOf(compress(randomBytes(80_000)), `Content-Encoding: ${encoding}`);
    expect(bytes).toBe(MAX + 1);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)(
    'that is cut before its decoded text is above the limit (%s) counts as too large',
    async (encoding, compress) => {
      const beginning = compress(randomBytes(80_000)).subarray(0, MAX + 4);
      const server = await serveRaw(({ socket }) => {
        socket.write(`${OK}Content-Encoding: ${encoding}\r\nContent-Length: 90000\r\n\r\n`);
        socket.write(beginning);
      });
      expect((await answered(send(server.origin))).bytes).toBe(MAX + 1);
    },
  );

  it('that is not what it says fails as an encoding', async () => {
    const server = await serveBytes(`${OK}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello`);
    expect(await failure(send(server.origin))).toEqual({ reason: 'encoding', detail: 'Z_DATA_ERROR' });
  });

  it('that lacks its end fails as an encoding', async () => {
    const cut = gzipSync(text).subarray(0, -6);
    const server = await serveBytes(
      `${OK}Content-Encoding: gzip\r\nContent-Length: ${cut.length}\r\n\r\n`,
      cut,
    );
    expect(await failure(send(server.origin))).toEqual({ reason: 'encoding', detail: 'Z_BUF_ERROR' });
  });
});

describe('the limit of 64 kB', () => {
  it('lets exactly that through', async () => {
    const { body, bytes } = await bodyOf('x'.repeat(MAX));
    expect([body.length, bytes]).toEqual([MAX, MAX]);
  });

  it.each([MAX + 1, 70_000, 5_000_000])(
    'cuts %i bytes, keeps the beginning and says that it did',
    async (size) => {
      const { body, bytes } = await bodyOf('x'.repeat(size));
      expect([body.length, bytes]).toEqual([MAX, MAX + 1]);
    },
  );

  it('counts bytes, not characters', async () => {
    const { body, bytes } = await bodyOf('é'.repeat(MAX / 2 + 1));
    expect([body, bytes]).toEqual(['é'.repeat(MAX / 2), MAX + 1]);
  });

  it('drops the connection of an answer that never ends', async () => {
    const server = await serveRaw(({ socket }) => {
      socket.write(`${OK}\r\n`);
      const more = () => {
        while (!socket.destroyed && socket.write('x'.repeat(10_000))) {}
      };
      socket.on('drain', more);
      more();
    });
    const { body, bytes } = await answered(send(server.origin));
    expect([body.length, bytes]).toEqual([MAX, MAX + 1]);
    await server.quiet();
  });

  it('is the request’s', async () => {
    const server = await serveBytes(`${OK}Content-Length: 11\r\n\r\n<Response/>`);
    expect(await answered(send(server.origin, { maxBytes: 5 }))).toMatchObject({ body: '<Resp', bytes: 6 });
  });
});

describe('the timeout', () => {
  it.each<readonly [string, (socket: import('node:net').Socket) => void]>([
    ['a server that says nothing', () => {}],
    ['one that stops after the headers', (socket) => socket.write(`${OK}Content-Length: 5\r\n\r\n`)],
    [
      'one that stops in the middle of the body',
      (socket) => socket.write(`${OK}Content-Length: 5\r\n\r\nhi`),
    ],
    [
      'one that drips its body, byte by byte',
      (socket) => {
        socket.write(`${OK}\r\n`);
        const drip = setInterval(() => socket.write('x'), 5);
        socket.on('close', () => clearInterval(drip));
      },
    ],
  ])('is for the whole answer: %s', async (_what, behave) => {
    const server = await serveRaw(({ socket }) => behave(socket));
    expect(await failure(send(server.origin, { timeoutMs: 60 }))).toEqual({ reason: 'timeout', detail: '' });
    await server.quiet();
  });

  it('may be off', async () => {
    const server = await serveBytes(`${OK}Content-Length: 0\r\n\r\n`);
    expect(await answered(send(server.origin, { timeoutMs: null }))).toMatchObject({ status: 200 });
  });

  it('may be longer than a timer can be', async () => {
    const server = await serveBytes(`${OK}Content-Length: 0\r\n\r\n`);
    expect(await answered(send(server.origin, { timeoutMs: 2 ** 40 }))).toMatchObject({ status: 200 });
  });
});

describe('what can go wrong below HTTP', () => {
  it('a port on which nobody listens refuses', async () => {
    const port = await deadPort();
    expect(await failure(send(`http://127.0.0.1:${port}/`))).toEqual({
      reason: 'refused',
      detail: 'ECONNREFUSED',
    });
    expect(await failure(send(`http://localhost:${port}/`))).toEqual({
      reason: 'refused',
      detail: 'ECONNREFUSED',
    });
  });

  it('a host name that nobody knows is not found', async () => {
    // A label above 63 characters is none, which no resolver has to be asked for.
    const url = `http://${'a'.repeat(64)}.test/`;
    expect(await failure(send(url))).toEqual({ reason: 'host-not-found', detail: 'ENOTFOUND' });
  });

  it.each([
    ['before anything came', ''],
    ['in the middle of the headers', 'HTTP/1.1 200 OK\r\nContent-'],
    ['in the middle of a body', `${OK}Content-Length: 20\r\n\r\nhi`],
    ['in the middle of the chunks', `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`],
  ])('a connection that ends %s is closed', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    expect(await failure(send(server.origin))).toMatchObject({ reason: 'closed' });
  });

  it.each([
    ['at once', ''],
    ['in the middle of a body', `${OK}Content-Length: 20\r\n\r\nhi`],
  ])('a connection that is reset %s is closed', async (_what, bytes) => {
    const server = await serveRaw(({ socket }) => {
      socket.write(bytes, () => socket.resetAndDestroy());
    });
    expect(await failure(send(server.origin))).toMatchObject({ reason: 'closed' });
  });

  it.each([
    ['a banner of SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a page without a status line', '<html></html>'],
    ['a header with a NUL', `${OK}X: a\0b\r\nContent-Length: 0\r\n\r\n`],
  ])('%s is not HTTP', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    expect(await failure(send(server.origin))).toMatchObject({ reason: 'not-http' });
  });

  it.each(['nonsense', 'ftp://app.test/', '', '/voice'])('"%s" is no URL', async (url) => {
    expect(await failure(send(url))).toMatchObject({ reason: 'invalid-url' });
  });

  it('a header that cannot be sent is told as that, not as the URL', async () => {
    const port = await deadPort();
    expect(await failure(send(`http://127.0.0.1:${port}/`, { headers: [['Cookie', 'a=☎']] }))).toEqual({
      reason: 'other',
      detail: 'UND_ERR_INVALID_ARG: invalid Cookie header',
    });
  });
});

describe('localhost', () => {
  const reached = (server: Loopback) => answered(send(`http://localhost:${server.port}/`));
  const hello = (_request: unknown, response: import('node:http').ServerResponse) =>
    void response.end('hello');

  it('reaches a server that listens on 127.0.0.1 alone', async () => {
    expect(await reached(await serveHttp(hello))).toMatchObject({ body: 'hello' });
  });

  it.skipIf(!HAS_IPV6_LOOPBACK)('reaches a server that listens on ::1 alone', async () => {
    expect(await reached(await serveHttp(hello, { host: '::1' }))).toMatchObject({ body: 'hello' });
  });

  it.skipIf(!HAS_IPV6_LOOPBACK)('is not needed for an IPv6 address', async () => {
    const server = await serveHttp(hello, { host: '::1' });
    expect(await answered(send(server.origin))).toMatchObject({ body: 'hello' });
  });
});

describe('a request that is not wanted any more', () => {
  it('is taken off the wire', async () => {
    const controller = new AbortController();
    const server = await serveRaw(() => controller.abort());
    expect(await send(server.origin, {}, controller.signal)).toMatchObject({ kind: 'failure' });
    await server.quiet();
  });

  it('in the middle of its body too', async () => {
    const controller = new AbortController();
    const server = await serveRaw(({ socket }) => {
      socket.write(`${OK}Content-Length: 20\r\n\r\nhi`, () => controller.abort());
    });
    expect(await send(server.origin, {}, controller.signal)).toMatchObject({ kind: 'failure' });
    await server.quiet();
  });

  it('is not sent when that was known before', async () => {
    const server = await serveBytes(OK);
    expect(await send(server.origin, {}, AbortSignal.abort())).toMatchObject({ kind: 'failure' });
    expect(server.connections).toBe(0);
  });
});

describe('connections', () => {
  it('none is left after close, however many requests there were', async () => {
    const wire = undiciTransport();
    const server = await serveHttp((request, response) => {
      if (request.url === '/hang') return;
      if (request.url === '/cut') response.write('x'.repeat(100_000));
      response.end('done');
    });
    const request = (path: string) =>
      wire.send(
        {
          method: 'GET',
          url: server.origin + path,
          headers: [],
          body: null,
          timeoutMs: path === '/hang' ? 30 : 5_000,
          maxBytes: MAX,
        },
        new AbortController().signal,
      );
    const paths = Array.from({ length: 40 }, (_, i) => ['/', '/cut', '/hang', '/'][i % 4] ?? '/');
    const answers = await Promise.all(paths.map(request));
    for (let i = 0; i < 20; i++) answers.push(await request('/'));
    expect(answers.filter(({ kind }) => kind === 'response')).toHaveLength(50);
    await wire.close();
    await server.quiet();
  });

  it('that the server closed are made anew', async () => {
    const wire = transport();
    const server = await serveBytes(`${OK}Content-Length: 4\r\n\r\ndone`);
    const request = {
      method: 'GET',
      url: server.origin,
      headers: [],
      body: null,
      timeoutMs: 5_000,
      maxBytes: MAX,
    } as const;
    for (const _ of [1, 2, 3]) {
      expect(await wire.send(request, new AbortController().signal)).toMatchObject({ body: 'done' });
      await server.quiet();
    }
    expect(server.connections).toBe(3);
  });

  it('that are held open when it is closed fail', async () => {
    const wire = undiciTransport();
    const server = await serveRaw(() => void wire.close());
    const request = {
      method: 'GET',
      url: server.origin,
      headers: [],
      body: null,
      timeoutMs: 5_000,
      maxBytes: MAX,
    } as const;
    expect(await wire.send(request, new AbortController().signal)).toMatchObject({ kind: 'failure' });
    await server.quiet();
  });
});

describe('whether somebody accepts connections', () => {
  it('is true for a server, without a request', async () => {
    const server = await serveBytes(OK);
    expect(await transport().accepts(`${server.origin}/voice`)).toBe(true);
    expect(await transport().accepts(`http://localhost:${server.port}/`)).toBe(true);
    await server.quiet();
  });

  it.skipIf(!HAS_IPV6_LOOPBACK)('is true for one on ::1, by name and by address', async () => {
    const server = await serveHttp(() => {}, { host: '::1' });
    expect(await transport().accepts(`http://localhost:${server.port}/`)).toBe(true);
    expect(await transport().accepts(`${server.origin}/`)).toBe(true);
  });

  it('is false for a dead port and for a host that nobody knows', async () => {
    expect(await transport().accepts(`http://127.0.0.1:${await deadPort()}/`)).toBe(false);
    expect(await transport().accepts(`http://${'a'.repeat(64)}.test/`)).toBe(false);
  });
});
