import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { signingSender } from '../../src/debug/wire/sender.ts';
import type { WireAnswer, WireRequest } from '../../src/http/wire/transport.ts';
import { undiciTransport } from '../../src/http/wire/undici-transport.ts';
import { certificate } from '../support/certificates.ts';
import { memorySession } from '../support/memory-call.ts';
import {
  answer,
  audio,
  chunked,
  closing,
  document,
  documentOf,
  dripping,
  endless,
  HI,
  LIMIT,
  NOTHING,
  OK,
  redirect,
  resetting,
  twiml,
  XML,
} from './answers.ts';
import { watchProcess } from './hostile-case.ts';
import { type App, HostileServer } from './hostile-server.ts';

const PACKED = ['Content-Type: text/xml', 'Content-Encoding: gzip'];

/** What a server can do to a client, by path, and what the client says to it. */
const WAYS: Readonly<Record<string, readonly [does: App[string], outcome: string]>> = {
  '/fine': [HI, '200'],
  '/large': [answer(200, ['Content-Type: text/xml'], documentOf(LIMIT)), '200'],
  '/chunks': [chunked(`${OK}${XML}`, [document('<Say>Hi</Say>')]), '200'],
  '/packed': [answer(200, PACKED, gzipSync(documentOf(LIMIT))), '200'],
  '/closes': [closing(HI), '200'],
  '/audio': [audio(200_000), '200'],
  '/moved': [redirect(302, 'Location: /fine'), '302'],
  '/cookies': [
    twiml('', ...Array.from({ length: 50 }, (_, i) => `Set-Cookie: c${i}=${'x'.repeat(400)}`)),
    '200',
  ],
  '/login': [answer(401, ['WWW-Authenticate: Basic realm="app"']), '401'],
  '/error-page': [answer(500, ['Content-Type: text/html'], 'x'.repeat(100_000)), '500'],
  '/too-large': [endless(`${OK}${XML}\r\n`, 'x'.repeat(9999)), '200'],
  '/bomb': [
    answer(
      200,
      ['Content-Type: text/xml', 'Content-Encoding: br'],
      brotliCompressSync(Buffer.alloc(9_000_000)),
    ),
    '200',
  ],
  '/packed-badly': [answer(200, PACKED, 'nonsense'), 'encoding'],
  '/early-hints': [`HTTP/1.1 103 Early Hints\r\n\r\n${HI.toString('latin1')}`, '200'],
  '/twice': [Buffer.concat([HI, HI]), '200'],
  '/reset': [resetting(), 'closed'],
  '/reset-late': [resetting(HI.subarray(0, -10)), 'closed'],
  '/gone': [closing(), 'closed'],
  '/gone-late': [closing(HI.subarray(0, -10)), 'closed'],
  '/noise': [closing('nonsense'), 'not-http'],
  '/no-end-of-header': [endless(OK, `X-Field: ${'x'.repeat(999)}\r\n`), 'header-too-large'],
  '/silence': [NOTHING, 'read-timeout'],
  '/half': [dripping(60_000, HI.subarray(0, -10)), 'read-timeout'],
  '/drips': [dripping(10, `${OK}${XML}\r\n`, ...Array.from({ length: 99 }, () => ' ')), 'timeout'],
  '/unwanted': [dripping(60_000, HI.subarray(0, -10)), 'abandoned'],
};

const APP: App = Object.fromEntries(Object.entries(WAYS).map(([path, [does]]) => [path, does]));
const EXCHANGES = 1_000;

/** More than the heap differs by for reasons of its own; little more than a kilobyte for each exchange. */
const FLAT_BYTES = 1_000_000;

it('after 1,000 exchanges with a server that misbehaves in every way nothing is left of them', async () => {
  const trouble = watchProcess();
  const plain = await HostileServer.start(APP);
  const secure = await HostileServer.start(APP, { tls: certificate({ name: 'app', hosts: ['127.0.0.1'] }) });
  const before = handles();
  const dead = await HostileServer.start({});
  await dead.close();
  const [careful, careless] = [undiciTransport(), undiciTransport({ insecure: true })];
  let [exchanges, early] = [0, 0];
  while (exchanges < EXCHANGES) {
    const round = await Promise.all([
      ...Object.keys(WAYS).map((path) => exchange(careful, plain.origin, path, WAYS[path]?.[1])),
      exchange(careless, secure.origin, '/fine', '200'),
      exchange(careless, secure.origin, '/gone-late', 'closed'),
      exchange(careful, secure.origin, '/fine', 'certificate-untrusted'),
      exchange(careful, plain.origin.replace('http:', 'https:'), '/fine', 'connect-timeout'),
      exchange(careful, dead.origin, '/fine', 'refused'),
    ]);
    for (const { outcome, expected } of round) expect(outcome).toEqual(expected);
    exchanges += round.length;
    for (const server of [plain, secure]) server.asked.length = 0;
    if (early === 0 && exchanges >= EXCHANGES / 5) early = await memory();
  }
  expect((await memory()) - early).toBeLessThan(FLAT_BYTES);
  await Promise.all([careful.close(), careless.close()]);
  await expectNone(() => plain.open + secure.open);
  // What others left may be gone by now.
  expect(handles().length).toBeLessThanOrEqual(before.length);
  expect(trouble.seen).toEqual([]);
  trouble.stop();
  await Promise.all([plain.close(), secure.close()]);
});

it('a session that is restarted while nothing answers leaves no request behind', async () => {
  const trouble = watchProcess();
  const server = await HostileServer.start({ '/voice': NOTHING });
  const wire = undiciTransport();
  const session = memorySession({
    app: {},
    leg: { target: { kind: 'url', url: `${server.origin}/voice`, method: 'POST' } },
    sender: signingSender(wire, { key: { authToken: 'token', name: 'the test token' } }),
  });
  for (let runs = 1; runs <= 20; runs++) {
    session.restart();
    while (server.asked.length < runs) await delay(1);
  }
  expect(server.open).toBeLessThan(20);
  session.close();
  await expectNone(() => server.open);
  await wire.close();
  expect(trouble.seen).toEqual([]);
  trouble.stop();
  await server.close();
});

/** One exchange, and what came of it. */
async function exchange(
  wire: ReturnType<typeof undiciTransport>,
  origin: string,
  path: string,
  expected = '',
) {
  const request: WireRequest = {
    method: 'POST',
    url: origin + path,
    headers: [['X-Twilio-Signature', 'c2lnbmF0dXJl']],
    body: 'CallSid=CA1&Digits=1',
    timeoutMs: path === '/drips' ? 60 : 10_000,
    connectTimeoutMs: expected === 'connect-timeout' ? 30 : 10_000,
    readTimeoutMs: expected === 'read-timeout' ? 30 : 10_000,
    sni: true,
    maxBytes: LIMIT,
  };
  const signal = path === '/unwanted' ? AbortSignal.timeout(30) : new AbortController().signal;
  return { outcome: [path, outcomeOf(await wire.send(request, signal))], expected: [path, expected] };
}

function outcomeOf(answer: WireAnswer): string {
  return answer.kind === 'failure' ? answer.reason : String(answer.status);
}

/** There is nothing of it any more, or soon. */
async function expectNone(count: () => number): Promise<void> {
  for (let tries = 0; tries < 400 && count() > 0; tries++) await delay(5);
  expect(count()).toBe(0);
}

/** Sockets and servers that keep the process alive. */
function handles(): readonly string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /TCP|TLS|Connect|GetAddrInfo/.test(name))
    .toSorted();
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is still needed, in bytes; what was closed a moment ago may take a while to be gone. */
async function memory(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 8; tries++) {
    await delay(20);
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    least = Math.min(least, heapUsed + arrayBuffers);
  }
  return least;
}
