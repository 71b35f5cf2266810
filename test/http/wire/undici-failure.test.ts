import { describe, expect, it } from 'vitest';
import { deadPort, serveBytes, serveRaw } from '../../support/loopback.ts';
import { failed, failure, OK, parts, send } from './undici-wire.ts';

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
  ])('%s is not HTTP', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    expect(await failure(send(server.origin))).toMatchObject({ reason: 'not-http' });
  });

  it.each([
    ['a status below 100', 'HTTP/1.1 099 X\r\nContent-Length: 2\r\n\r\nhi'],
    ['two lengths', `${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi`],
    ['a broken header behind its length', `${OK}Content-Length: 2\r\nX: a\0b\r\n\r\nhi`],
  ])('%s breaks the rules of HTTP', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    expect(await failure(send(server.origin))).toEqual({ reason: 'malformed', detail: 'in its header' });
  });

  it.each([
    ['a header with a NUL', `${OK}X: a\0b\r\nContent-Length: 0\r\n\r\n`, 'header'],
    ['a length that is none', `${OK}Content-Length: few\r\n\r\nhi`, 'Content-Length'],
    ['a chunk without a size', `${OK}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`, 'chunk size'],
  ])('%s breaks the rules of HTTP, and the parser says where', async (_what, bytes, where) => {
    const server = await serveBytes(bytes);
    const { reason, detail } = await failed(send(server.origin));
    expect(reason).toBe('malformed');
    expect(detail).toContain(where);
  });

  it.each([
    ['one that is large', `${OK}X: ${'a'.repeat(100_000)}\r\nContent-Length: 0\r\n\r\n`],
    ['many', `${OK}${'X-Some-Header: some value\r\n'.repeat(5000)}Content-Length: 0\r\n\r\n`],
  ])('headers that are too large are told as that: %s', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    expect(await failed(send(server.origin))).toMatchObject({
      reason: 'header-too-large',
      detail: 'more than 64 kB',
      partial: true,
    });
  });

  it('a switch to another protocol that nobody asked for is no answer', async () => {
    const server = await serveBytes(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n',
    );
    expect(await failure(send(server.origin))).toEqual({ reason: 'protocol-switch', detail: 'unasked' });
  });

  it.each(['nonsense', 'ftp://app.test/', '', '/voice'])('"%s" is no URL', async (url) => {
    expect(await failed(send(url))).toMatchObject({ reason: 'invalid-url', partial: false, timing: null });
  });
});

describe('whether some of an answer had come', () => {
  it.each<readonly [string, string, boolean]>([
    ['nothing', '', false],
    ['the beginning of a status line', 'HT', true],
    ['the beginning of a header', `${OK}Content-`, true],
    ['the beginning of a body', `${OK}Content-Length: 20\r\n\r\nhi`, true],
    [
      'the beginning of a body of a connection that is to close',
      `${OK}Connection: close\r\nContent-Length: 20\r\n\r\nhi`,
      true,
    ],
    ['some chunks', `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`, true],
    ['an interim answer', 'HTTP/1.1 103 Early Hints\r\n\r\n', true],
  ])('is told of a connection that ended or was reset after %s', async (_what, bytes, partial) => {
    const ended = await serveBytes(bytes);
    expect(await failed(send(ended.origin))).toMatchObject({ reason: 'closed', partial });
    const reset = await serveRaw(({ socket }) => {
      socket.write(bytes, () => socket.resetAndDestroy());
    });
    const failure = await failed(send(reset.origin));
    expect(failure.reason).toBe('closed');
    // A reset may overtake what was written before.
    if (!partial) expect(failure.partial).toBe(false);
  });

  it.each<readonly [string, string, number | undefined]>([
    ['the beginning of a header', `${OK}Content-`, undefined],
    ['an interim answer', 'HTTP/1.1 103 Early Hints\r\n\r\n', undefined],
    ['the beginning of a body', 'HTTP/1.1 404 X\r\nContent-Length: 20\r\n\r\nhi', 404],
    ['a body that is packed badly', `${OK}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nhi`, 200],
  ])('has a status once its header has come: after %s', async (_what, bytes, status) => {
    const server = await serveBytes(bytes);
    expect((await failed(send(server.origin))).headStatus).toBe(status);
  });

  it('is told of an answer that is not HTTP', async () => {
    const server = await serveBytes('SSH-2.0-OpenSSH_9.6\r\n');
    expect(await failed(send(server.origin))).toMatchObject({ reason: 'not-http', partial: true });
  });

  it('is not when there was no connection', async () => {
    const failure = await failed(send(`http://127.0.0.1:${await deadPort()}/`));
    expect(failure).toMatchObject({ reason: 'refused', partial: false });
  });
});

describe('the timing of a failure', () => {
  it('has nothing when there was no connection', async () => {
    const failure = await failed(send(`http://127.0.0.1:${await deadPort()}/`));
    expect(parts(failure)).toEqual({
      dnsMs: false,
      connectMs: false,
      tlsMs: false,
      firstByteMs: false,
      downloadMs: false,
    });
  });

  it('has the parts that there were', async () => {
    const server = await serveBytes(`${OK}Content-Length: 20\r\n\r\nhi`);
    expect(parts(await failed(send(server.origin)))).toEqual({
      dnsMs: false,
      connectMs: true,
      tlsMs: false,
      firstByteMs: true,
      downloadMs: false,
    });
  });
});
