import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WireLimits, WireWatch } from '../../../src/http/wire/limits.ts';
import { serveRaw } from '../../support/loopback.ts';
import { answered, DONE, failed, failure, OK, parts, send, transport } from './undici-wire.ts';

describe('the timeout', () => {
  it.each<readonly [string, (socket: Socket) => void]>([
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
    const limits = { timeoutMs: 60, connectTimeoutMs: null, readTimeoutMs: null };
    expect(await failure(send(server.origin, limits))).toEqual({ reason: 'timeout', detail: '' });
    await server.quiet();
  });
});

describe('the time for a connection', () => {
  // A server that speaks no TLS, nor anything else.
  const silent = async () => {
    const server = await serveRaw(() => {});
    return { url: server.origin.replace('http:', 'https:'), server };
  };

  it('is for TCP and TLS together', async () => {
    const { server, url } = await silent();
    const failure = await failed(send(url, { connectTimeoutMs: 60 }));
    expect(failure).toMatchObject({
      reason: 'connect-timeout',
      detail: 'no connection after 60 ms',
      partial: false,
      requestHeaders: [],
    });
    expect(parts(failure)).toMatchObject({ connectMs: true, tlsMs: false, firstByteMs: false });
    await server.quiet();
  });

  it('is the request’s', async () => {
    const { url } = await silent();
    const wire = transport();
    const [short, none] = await Promise.all([
      failure(send(url, { connectTimeoutMs: 60 }, { wire })),
      failure(send(url, { connectTimeoutMs: null, timeoutMs: 200 }, { wire })),
    ]);
    expect([short.reason, none.reason]).toEqual(['connect-timeout', 'timeout']);
  });

  it('is over once there is a connection', async () => {
    const server = await serveRaw(() => {});
    const limits = { connectTimeoutMs: 60, timeoutMs: 200, readTimeoutMs: null };
    expect(await failure(send(server.origin, limits))).toMatchObject({ reason: 'timeout' });
  });
});

describe('the time between packets', () => {
  it('begins when the request is out', async () => {
    const server = await serveRaw(() => {});
    const failure = await failed(send(server.origin, { readTimeoutMs: 60 }));
    expect(failure).toMatchObject({
      reason: 'read-timeout',
      detail: 'nothing came for 60 ms',
      partial: false,
    });
    await server.quiet();
  });

  it.each([
    ['in the middle of the header', `${OK}Content-`],
    ['after the header', `${OK}Content-Length: 5\r\n\r\n`],
    ['in the middle of the body', `${OK}Content-Length: 5\r\n\r\nhi`],
    ['after an interim answer', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ])('ends an answer that stops %s', async (_what, bytes) => {
    const server = await serveRaw(({ socket }) => void socket.write(bytes));
    const failure = await failed(send(server.origin, { readTimeoutMs: 60 }));
    expect(failure).toMatchObject({ reason: 'read-timeout', partial: true });
    await server.quiet();
  });

  it('is for connections that are used again as well', async () => {
    const server = await serveRaw(({ socket }) => void socket.write(DONE));
    const wire = transport();
    await answered(send(server.origin, {}, { wire }));
    expect(await failed(send(server.origin, { readTimeoutMs: 60 }, { wire }))).toMatchObject({
      reason: 'read-timeout',
      partial: false,
    });
    expect(server.connections).toBe(1);
  });

  it('lets an answer drip as long as it drips', async () => {
    const server = await serveRaw(({ socket }) => {
      socket.write(`${OK}\r\n`);
      const drip = setInterval(() => socket.write('x'), 5);
      socket.on('close', () => clearInterval(drip));
    });
    const limits = { readTimeoutMs: 5000, timeoutMs: 100 };
    expect(await failure(send(server.origin, limits))).toMatchObject({ reason: 'timeout' });
  });
});

describe('limits', () => {
  const limits = (value: number | null) => ({
    timeoutMs: value,
    connectTimeoutMs: value,
    readTimeoutMs: value,
  });

  it.each([
    ['may be off', null],
    ['may be longer than a timer can be', 2 ** 40],
    ['may be as long as a timer can be', 2 ** 31],
  ])('%s', async (_what, value) => {
    const server = await serveRaw(({ socket }) => {
      // Long enough for a timer that fires at once.
      setImmediate(() => setImmediate(() => socket.end(`${OK}Content-Length: 0\r\n\r\n`)));
    });
    expect(await answered(send(server.origin, limits(value)))).toMatchObject({ status: 200 });
  });

  it('of many requests at once each have their own', async () => {
    const server = await serveRaw(({ request, socket }) => {
      if (request.startsWith('GET /answer')) socket.end(DONE);
    });
    const wire = transport();
    const url = (path: string) => server.origin + path;
    const answers = await Promise.all([
      send(url('/hang'), { timeoutMs: 90 }, { wire }),
      send(url('/answer'), { timeoutMs: 30_000 }, { wire }),
      send(url('/hang'), { readTimeoutMs: 60 }, { wire }),
      send(url('/answer'), limits(null), { wire }),
      send(url('/hang'), { timeoutMs: 30 }, { wire }),
    ]);
    const outcomes = answers.map((answer) => (answer.kind === 'response' ? answer.body : answer.reason));
    expect(outcomes).toEqual(['timeout', 'done', 'read-timeout', 'done', 'timeout']);
  });
});

describe('a packet', () => {
  /** Limits of 100 ms between packets and 1000 ms in all, from 0. */
  function watched(totalMs: number | null = 1000) {
    const watch = new WireWatch();
    onTestFinished(() => watch.close());
    const expired: string[] = [];
    const limits = new WireLimits(watch, totalMs, 0, (which) => expired.push(which));
    limits.begin('read-timeout', 100, 0);
    return { expired, limits };
  }

  it('puts off the end of the time between packets', () => {
    const { expired, limits } = watched();
    expect(limits.check(50)).toBe(100);
    limits.packet(90);
    expect([limits.check(150), expired]).toEqual([190, []]);
    limits.check(190);
    expect(expired).toEqual(['read-timeout']);
  });

  it('does not put off the end of all', () => {
    const { expired, limits } = watched(150);
    limits.packet(90);
    expect(limits.check(100)).toBe(150);
    limits.packet(140);
    limits.check(150);
    expect(expired).toEqual(['timeout']);
  });

  it('counts for nothing when there is no limit', () => {
    const { expired, limits } = watched(null);
    limits.begin('connect-timeout', null, 50);
    limits.packet(60);
    expect([limits.check(1e12), expired]).toEqual([Number.POSITIVE_INFINITY, []]);
  });
});
