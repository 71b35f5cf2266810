import { createServer, type Server, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { undiciTransport } from '../../../src/http/wire/undici-transport.ts';
import { HAS_IPV6_LOOPBACK, serveBytes, serveHttp, serveRaw } from '../../support/loopback.ts';
import { answered, DONE, failed, failure, get, OK, parts, send, transport } from './undici-wire.ts';

const NOBODY = new AbortController().signal;

/** What a server does with each request: both are counted from 1. */
type Act = (socket: Socket, connection: number, request: number) => void;

/** Speaks to each request of each connection. */
function serveEach(act: Act) {
  let connections = 0;
  return serveRaw(({ socket }) => {
    const connection = ++connections;
    let requests = 1;
    socket.on('data', () => act(socket, connection, ++requests));
    act(socket, connection, requests);
  });
}

describe('the connection of an answer', () => {
  it('is told: how it was made, where it leads, and what each part took', async () => {
    const server = await serveBytes(DONE);
    const answer = await answered(send(server.origin));
    expect(answer.connection).toEqual({
      protocol: 'HTTP/1.1',
      remote: `127.0.0.1:${server.port}`,
      reused: false,
      tls: null,
    });
    expect(parts(answer)).toEqual({
      dnsMs: false,
      connectMs: true,
      tlsMs: false,
      firstByteMs: true,
      downloadMs: true,
    });
  });

  it('is used again, and then there was no time to connect', async () => {
    const server = await serveHttp((_request, response) => void response.end('hello'));
    const wire = transport();
    await answered(send(server.origin, {}, { wire }));
    const answer = await answered(send(server.origin, {}, { wire }));
    expect(answer.connection).toEqual({
      protocol: 'HTTP/1.1',
      remote: `127.0.0.1:${server.port}`,
      reused: true,
      tls: null,
    });
    expect(parts(answer)).toEqual({
      dnsMs: false,
      connectMs: false,
      tlsMs: false,
      firstByteMs: true,
      downloadMs: true,
    });
    expect(server.connections).toBe(1);
  });

  it('to localhost needs no DNS', async () => {
    const server = await serveBytes(DONE);
    const answer = await answered(send(`http://localhost:${server.port}/`));
    expect(answer.connection?.remote).toBe(`127.0.0.1:${server.port}`);
    expect(parts(answer)).toMatchObject({ dnsMs: false, connectMs: true });
  });

  it.skipIf(!HAS_IPV6_LOOPBACK)('over IPv6 has its address in brackets', async () => {
    const server = await serveHttp((_request, response) => void response.end('hello'), { host: '::1' });
    const { connection } = await answered(send(server.origin));
    expect(connection?.remote).toBe(`[::1]:${server.port}`);
  });
});

describe('connections', () => {
  it('serve one request at a time', async () => {
    const server = await serveHttp((_request, response) => void response.end('hello'));
    const wire = transport();
    await Promise.all([1, 2, 3].map(() => answered(send(server.origin, {}, { wire }))));
    expect(server.connections).toBe(3);
  });

  it('are not kept when the server says that it closes them', async () => {
    const server = await serveEach((socket) => {
      socket.write(`${OK}Connection: close\r\nContent-Length: 4\r\n\r\ndone`);
    });
    const wire = transport();
    for (const _ of [1, 2]) {
      expect((await answered(send(server.origin, {}, { wire }))).connection?.reused).toBe(false);
    }
    expect(server.connections).toBe(2);
  });

  it('are not kept when the rest of a body was not wanted', async () => {
    const server = await serveEach((socket) => {
      socket.write(`${OK}Content-Length: 1000\r\n\r\n${'x'.repeat(1000)}`);
    });
    const wire = transport();
    for (const _ of [1, 2]) await answered(send(server.origin, { maxBytes: 10 }, { wire }));
    expect(server.connections).toBe(2);
    await server.quiet();
  });

  it('are kept for the same origin only', async () => {
    const [one, other] = [await serveBytes(DONE), await serveBytes(DONE)];
    const wire = transport();
    await answered(send(one.origin, {}, { wire }));
    expect((await answered(send(other.origin, {}, { wire }))).connection?.reused).toBe(false);
  });

  it('that the server closed are made anew', async () => {
    const server = await serveBytes(DONE);
    const wire = transport();
    for (const _ of [1, 2, 3]) {
      const { body, connection } = await answered(send(server.origin, {}, { wire }));
      expect([body, connection?.reused]).toEqual(['done', false]);
      await server.quiet();
    }
    expect(server.connections).toBe(3);
  });

  it.each([
    ['says that it waited in vain', 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'],
    ['says anything', 'nonsense'],
  ])('on which the server %s while they are idle are made anew', async (_what, unasked) => {
    const server = await serveEach((socket) => {
      socket.write(DONE, () => setTimeout(() => socket.write(unasked), 5));
    });
    const wire = transport();
    for (const _ of [1, 2]) {
      const { body, connection } = await answered(send(server.origin, {}, { wire }));
      expect([body, connection?.reused]).toEqual(['done', false]);
      await server.quiet();
    }
  });

  it('none is left after close, however many requests there were', async () => {
    const wire = undiciTransport();
    const server = await serveHttp((request, response) => {
      if (request.url === '/hang') return;
      if (request.url === '/cut') response.write('x'.repeat(100_000));
      response.end('done');
    });
    const request = (path: string) =>
      wire.send(get(server.origin + path, { timeoutMs: path === '/hang' ? 30 : 5_000 }), NOBODY);
    const paths = Array.from({ length: 40 }, (_, i) => ['/', '/cut', '/hang', '/'][i % 4] ?? '/');
    const answers = await Promise.all(paths.map(request));
    for (let i = 0; i < 20; i++) answers.push(await request('/'));
    expect(answers.filter(({ kind }) => kind === 'response')).toHaveLength(50);
    await wire.close();
    await server.quiet();
  });

  it('that are held open when it is closed fail', async () => {
    const wire = undiciTransport();
    const server = await serveRaw(() => void wire.close());
    expect(await failure(wire.send(get(server.origin), NOBODY))).toEqual({ reason: 'abandoned', detail: '' });
    await server.quiet();
  });

  it('that are being made when it is closed fail', async () => {
    const wire = undiciTransport();
    const server = await serveRaw(() => {});
    const sent = failure(wire.send(get(server.origin.replace('http:', 'https:')), NOBODY));
    await wire.close();
    expect(await sent).toEqual({ reason: 'abandoned', detail: '' });
    await server.quiet();
  });

  it('none is made after close', async () => {
    const wire = undiciTransport();
    const server = await serveBytes(DONE);
    await wire.close();
    await wire.close();
    expect(await failure(wire.send(get(server.origin), NOBODY))).toEqual({ reason: 'abandoned', detail: '' });
    expect(server.connections).toBe(0);
  });
});

describe('a connection that is lost when it is used again', () => {
  it.each<readonly [string, (socket: Socket) => void]>([
    ['is reset', (socket) => void socket.resetAndDestroy()],
    ['ends', (socket) => void socket.end()],
  ])('is replaced by another, when it %s before anything came', async (_what, lose) => {
    const server = await serveEach((socket, _connection, request) => {
      if (request === 1) socket.write(DONE);
      else lose(socket);
    });
    const wire = transport();
    await answered(send(server.origin, {}, { wire }));
    const answer = await answered(send(server.origin, { method: 'POST', body: 'a=1' }, { wire }));
    expect([answer.body, answer.connection?.reused]).toEqual(['done', false]);
    expect(answer.requestHeaders.at(-1)).toEqual(['Content-Length', '3']);
    expect(parts(answer)).toMatchObject({ connectMs: true });
    expect(server.connections).toBe(2);
  });

  it('is not replaced when some of the answer had come', async () => {
    const server = await serveEach((socket, _connection, request) => {
      if (request === 1) socket.write(DONE);
      else socket.end('HTTP/1.1 2');
    });
    const wire = transport();
    await answered(send(server.origin, {}, { wire }));
    expect(await failed(send(server.origin, {}, { wire }))).toMatchObject({
      reason: 'closed',
      partial: true,
    });
    expect(server.connections).toBe(1);
  });

  it('is replaced once', async () => {
    const server = await serveEach((socket, connection, request) => {
      if (connection === 1 && request === 1) socket.write(DONE);
      else socket.resetAndDestroy();
    });
    const wire = transport();
    await answered(send(server.origin, {}, { wire }));
    expect(await failed(send(server.origin, {}, { wire }))).toMatchObject({
      reason: 'closed',
      partial: false,
    });
    expect(server.connections).toBe(2);
  });

  it('is what went wrong, when nobody listens any more', async () => {
    const listener: Server = createServer((socket) => {
      socket.once('data', () => {
        socket.write(DONE);
        socket.once('data', () => {
          // As when a server dies of a request.
          listener.close();
          socket.resetAndDestroy();
        });
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void listener.close());
    const address = listener.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    const wire = transport();
    await answered(send(url, {}, { wire }));
    const { detail, reason, requestHeaders } = await failed(send(url, {}, { wire }));
    expect([reason, detail.split(', then ')[1]]).toEqual(['closed', 'ECONNREFUSED']);
    expect(requestHeaders).toHaveLength(1);
  });

  it('is no reason to send a first request again', async () => {
    const server = await serveRaw(({ socket }) => void socket.resetAndDestroy());
    expect(await failed(send(server.origin))).toMatchObject({ reason: 'closed', partial: false });
    expect(server.connections).toBe(1);
  });

  it('fails within the time of the whole', async () => {
    const server = await serveEach((socket, connection, request) => {
      if (connection === 2) return;
      if (request === 1) socket.write(DONE);
      else socket.resetAndDestroy();
    });
    const wire = transport();
    await answered(send(server.origin, {}, { wire }));
    expect(await failure(send(server.origin, { timeoutMs: 80 }, { wire }))).toMatchObject({
      reason: 'timeout',
    });
    await server.quiet();
  });
});
