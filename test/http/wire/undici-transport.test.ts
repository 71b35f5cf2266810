import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import {
  deadPort,
  HAS_IPV6_LOOPBACK,
  type Loopback,
  serveBytes,
  serveHttp,
  serveRaw,
} from '../../support/loopback.ts';
import { answered, DONE, failed, failure, OK, send, transport } from './undici-wire.ts';

describe('an answer', () => {
  it('has its raw headers in order and case, with repeated Set-Cookie apart', async () => {
    const server = await serveBytes(
      `${OK}X-b: 1\r\nSET-Cookie: a=1\r\nContent-Type: text/xml\r\nset-cookie: b=2, c\r\nx-A:  2 \r\nContent-Length: 2\r\n\r\nhi`,
    );
    expect(await answered(send(server.origin))).toMatchObject({
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
      rawBytes: 2,
    });
  });

  it('says how long it took, in milliseconds', async () => {
    const server = await serveBytes(`${OK}Content-Length: 0\r\n\r\n`);
    const { durationMs } = await send(server.origin);
    expect(durationMs).toBeGreaterThanOrEqual(0);
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

  it('of HTTP/1.0 ends with its connection, and says its version', async () => {
    const server = await serveBytes('HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n<Response/>');
    expect(await answered(send(server.origin))).toMatchObject({
      body: '<Response/>',
      connection: { protocol: 'HTTP/1.0' },
    });
  });

  it.each([
    ['a length and a body', '204 No Content\r\nContent-Length: 5\r\n\r\nhello'],
    ['chunks', '204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
    ['something behind it', '204 No Content\r\n\r\nhello'],
    ['a length and no body', '304 Not Modified\r\nContent-Length: 5\r\n\r\n'],
    ['a length and a body', '304 Not Modified\r\nContent-Length: 5\r\n\r\nhello'],
  ])('that may have no body has none: %s', async (_what, rest) => {
    const server = await serveRaw(({ socket }) => void socket.write(`HTTP/1.1 ${rest}`));
    const wire = transport();
    for (const _ of [1, 2]) {
      expect(await answered(send(server.origin, {}, { wire }))).toMatchObject({
        body: '',
        bytes: 0,
        rawBytes: 0,
      });
    }
  });

  it.each([
    ['100', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['103', 'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n'],
    [
      '102, 100 and 103',
      'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n',
    ],
  ])('comes behind interim ones: %s', async (_what, interim) => {
    const server = await serveBytes(interim, `${OK}Content-Length: 2\r\n\r\nhi`);
    expect(await answered(send(server.origin))).toMatchObject({
      status: 200,
      headers: [['Content-Length', '2']],
      body: 'hi',
    });
  });

  it.each([
    ['an answer', `${OK}Content-Length: 2\r\n\r\nhi`],
    ['an interim and an answer', `HTTP/1.1 100 Continue\r\n\r\n${OK}Content-Length: 2\r\n\r\nhi`],
    ['an answer of HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi'],
    ['chunks', `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`],
  ])('may come byte by byte: %s', async (_what, bytes) => {
    const server = await serveRaw(({ socket }) => {
      const drip = (at: number) => {
        if (at === bytes.length) socket.end();
        else socket.write(bytes.charAt(at), () => setImmediate(drip, at + 1));
      };
      drip(0);
    });
    expect(await answered(send(server.origin))).toMatchObject({ status: 200, body: 'hi' });
  });

  it.each([
    ['a second answer', `${OK}Content-Length: 5\r\n\r\nwrong`],
    ['anything', 'garbage'],
  ])('is what it is, whatever is behind it: %s', async (_what, more) => {
    const server = await serveRaw(({ socket }) => void socket.write(DONE + more));
    const wire = transport();
    for (const _ of [1, 2, 3]) {
      expect(await answered(send(server.origin, {}, { wire }))).toMatchObject({ body: 'done' });
    }
    expect(server.connections).toBe(3);
  });

  it('of any status is an answer', async () => {
    const server = await serveBytes('HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy');
    expect(await answered(send(server.origin))).toMatchObject({ status: 503, body: 'busy' });
  });

  it('that redirects is not followed', async () => {
    const server = await serveBytes('HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n');
    expect(await answered(send(server.origin))).toMatchObject({
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

describe('localhost', () => {
  const reached = (server: Loopback) => answered(send(`http://localhost:${server.port}/`));
  const hello = (_request: unknown, response: ServerResponse) => void response.end('hello');

  it('reaches a server that listens on 127.0.0.1 alone', async () => {
    expect(await reached(await serveHttp(hello))).toMatchObject({ body: 'hello' });
  });

  it.skipIf(!HAS_IPV6_LOOPBACK)('reaches a server that listens on ::1 alone', async () => {
    expect(await reached(await serveHttp(hello, { host: '::1' }))).toMatchObject({ body: 'hello' });
  });

  it('has names below it that mean the same (RFC 6761 section 6.3)', async () => {
    const server = await serveHttp((request, response) => response.end(request.headers.host));
    for (const host of ['ann.app.localhost', 'localhost.', 'LOCALHOST'])
      expect(await answered(send(`http://${host}:${server.port}/`))).toMatchObject({
        body: `${host}:${server.port}`,
      });
    expect(await failure(send(`http://notlocalhost:${server.port}/`))).toMatchObject({
      reason: 'host-not-found',
    });
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
    expect(await failed(send(server.origin, {}, { signal: controller.signal }))).toMatchObject({
      reason: 'abandoned',
      partial: false,
    });
    await server.quiet();
  });

  it('before it has a connection too', async () => {
    const controller = new AbortController();
    const server = await serveBytes(DONE);
    const sent = send(server.origin, {}, { signal: controller.signal });
    controller.abort();
    expect(await failure(sent)).toEqual({ reason: 'abandoned', detail: '' });
    await server.quiet();
  });

  it('before it is written to a connection that is used again too', async () => {
    const controller = new AbortController();
    const server = await serveRaw(({ socket }) => void socket.write(DONE));
    const wire = transport();
    await answered(send(server.origin, {}, { wire }));
    const sent = send(server.origin, {}, { wire, signal: controller.signal });
    controller.abort();
    expect(await failed(sent)).toMatchObject({ reason: 'abandoned', partial: false, requestHeaders: [] });
    await server.quiet();
  });

  it('in the middle of its body too', async () => {
    const controller = new AbortController();
    const server = await serveRaw(({ socket }) => {
      socket.write(`${OK}Content-Length: 20\r\n\r\nhi`, () => controller.abort());
    });
    expect(await send(server.origin, {}, { signal: controller.signal })).toMatchObject({ kind: 'failure' });
    await server.quiet();
  });

  it('is not sent when that was known before', async () => {
    const server = await serveBytes(OK);
    expect(await send(server.origin, {}, { signal: AbortSignal.abort() })).toMatchObject({ kind: 'failure' });
    expect(server.connections).toBe(0);
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
    expect(await transport().accepts('nonsense')).toBe(false);
  });
});
