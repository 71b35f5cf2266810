import { connect, type Socket } from 'node:net';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect } from 'vitest';
import { answer, document, dripping, HI, NOTHING, OK, redirect, turns, twiml, XML } from '../answers.ts';
import { ANNOUNCEMENT, type HostileCase, type Stage } from '../hostile-case.ts';
import type { Answer } from '../hostile-server.ts';

const HEADER = `${OK}${XML}Connection: close\r\n\r\n`;
const PIECES = document('<Say>Hi</Say>').match(/.{1,8}/gs) ?? [];

/** More pieces than there is time for. */
const MANY = Array.from({ length: 200 }, () => ' ');

/** Nothing more comes after these bytes. */
const stuck =
  (bytes: string): Answer =>
  (_asked, socket) => {
    socket.write(bytes);
    return undefined;
  };

/** Says it after a while. */
const late =
  (ms: number, bytes: Uint8Array): Answer =>
  (_asked, socket) => {
    setTimeout(() => socket.write(bytes), ms);
    return undefined;
  };

/** A port that takes connections and never says a word of TLS. */
async function silentTls(stage: Stage): Promise<string> {
  const server = await stage.serve({}, { greet: () => true });
  return server.origin.replace('http:', 'https:');
}

/** A port that takes no connections any more: its queue is full, and nobody looks after it. */
async function fullPort(stage: Stage): Promise<string> {
  const lock = new SharedArrayBuffer(4);
  const worker = new Worker(LISTENS_AND_SLEEPS, { eval: true, workerData: lock });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const queue: Socket[] = [];
  stage.atEnd(async () => {
    for (const socket of queue) socket.destroy();
    Atomics.notify(new Int32Array(lock), 0);
    await worker.terminate();
  });
  for (let full = false; !full; full = queue.at(-1)?.connecting === true) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    queue.push(socket);
    await Promise.race([new Promise((resolve) => socket.once('connect', resolve)), delay(100)]);
    // What connected meanwhile is heard of first.
    await turn();
  }
  return `http://127.0.0.1:${port}`;
}

const LISTENS_AND_SLEEPS = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(workerData), 0, 0, 20000));
  });
`;

/** How Linux fills a queue is no matter of others. */
const onLinux: readonly HostileCase[] =
  process.platform === 'linux'
    ? [
        {
          title: 'a connection that is not made within ct is tried twice: "TCP connect timed out twice"',
          beside: fullPort,
          target: '{beside}/voice#ct=100',
          code: 11201,
          hops: ['connect-timeout connect-timeout#2'],
          exitCode: 3,
        },
      ]
    : [];

export const timing: readonly HostileCase[] = [
  ...onLinux,
  {
    title: 'a handshake that is not over within ct is tried twice',
    beside: silentTls,
    target: '{beside}/voice#ct=100',
    code: 11201,
    hops: ['connect-timeout connect-timeout#2'],
    exitCode: 3,
  },
  {
    title: 'a handshake that is not over within tt leaves no time for a second one',
    beside: silentTls,
    target: '{beside}/voice#ct=200&tt=330',
    code: 11203,
    hops: ['connect-timeout timeout#2'],
    exitCode: 3,
  },
  {
    title: 'a server that never answers within rt is a connection failure, and is not asked again',
    app: { '/voice': NOTHING },
    target: '{origin}/voice#rt=100',
    code: 11205,
    hops: ['read-timeout'],
    asked: ['POST /voice'],
    exitCode: 3,
  },
  {
    title: 'a server that answers within rt is fine',
    app: { '/voice': late(20, HI) },
    target: '{origin}/voice#rt=5000',
  },
  {
    title: 'a server that never answers is asked again with rp=rt',
    app: { '/voice': turns(NOTHING, NOTHING, HI) },
    target: '{origin}/voice#rt=250&rc=2&rp=rt',
    hops: ['read-timeout read-timeout#2 200#3'],
  },
  {
    title: 'a server that never answers is not asked more often than rc says',
    app: { '/voice': turns(NOTHING, NOTHING, HI) },
    target: '{origin}/voice#rt=100&rc=1&rp=rt',
    code: 11205,
    hops: ['read-timeout read-timeout#2'],
    exitCode: 3,
  },
  {
    title: 'a server that never answers within the time of every webhook is a connection failure',
    app: { '/voice': NOTHING },
    args: ['--webhook-timeout', '0.1'],
    code: 11205,
    hops: ['timeout'],
    exitCode: 3,
  },
  {
    title: 'a server that never answers within its own tt has a code of its own',
    app: { '/voice': NOTHING },
    target: '{origin}/voice#tt=100',
    code: 11203,
    hops: ['timeout'],
    exitCode: 3,
  },
  {
    title: 'a tt that is longer than the time of every webhook is not what ran out',
    app: { '/voice': NOTHING },
    target: '{origin}/voice#tt=15000',
    args: ['--webhook-timeout', '0.1'],
    code: 11205,
    hops: ['timeout'],
    exitCode: 3,
  },
  ...(
    [
      ['status line', 'HTTP/1.1 200', 3],
      ['header', `${OK}Content-Ty`, 3],
      ['body', `${OK}${XML}Content-Length: 100\r\n\r\n<Resp`, 1],
      ['chunks', `${OK}${XML}Transfer-Encoding: chunked\r\n\r\n5\r\n<Resp\r\n`, 1],
    ] as const
  ).map(([where, bytes, exitCode]) => ({
    title: `an answer that stops in the middle of its ${where} is not asked for again, even with rp=all`,
    app: { '/voice': turns(stuck(bytes), HI) },
    target: '{origin}/voice#rt=100&rc=2&rp=all',
    code: 11205,
    hops: ['read-timeout'],
    asked: ['POST /voice'],
    exitCode,
  })),
  {
    title: 'an answer that drips more slowly than rt is a connection failure',
    app: { '/voice': dripping(400, HEADER, ...PIECES) },
    target: '{origin}/voice#rt=100',
    code: 11205,
    hops: ['read-timeout'],
  },
  {
    title: 'an answer that drips faster than rt is fine, though all of it takes longer',
    app: {
      '/voice': dripping(50, `${OK}${XML}Content-Length: ${PIECES.join('').length}\r\n\r\n`, ...PIECES),
    },
    target: '{origin}/voice#rt=400',
  },
  {
    title: 'an answer that drips faster than rt but not within tt has the code of tt',
    app: { '/voice': dripping(20, HEADER, ...MANY) },
    target: '{origin}/voice#rt=5000&tt=150',
    code: 11203,
    hops: ['timeout'],
  },
  {
    title: 'an answer that drips beyond the time of every webhook is a connection failure',
    app: { '/voice': dripping(20, HEADER, ...MANY) },
    args: ['--webhook-timeout', '0.15'],
    code: 11205,
    hops: ['timeout'],
  },
  {
    title: 'a header that drips has no more time than a body',
    app: { '/voice': dripping(20, OK, ...MANY.map((_piece, index) => `X-${index}: drip\r\n`)) },
    target: '{origin}/voice#tt=150',
    code: 11203,
    hops: ['timeout'],
    exitCode: 3,
  },
  {
    title: 'an answer of single bytes is fine',
    app: { '/voice': dripping(0, ...HI.toString().split('')) },
  },
  {
    title: 'the total time covers the whole chain of redirects',
    app: {
      '/voice': late(60, redirect(302, 'Location: /next')),
      '/next': NOTHING,
    },
    args: ['--webhook-timeout', '0.4'],
    code: 11205,
    hops: ['302 timeout'],
  },
  {
    title: 'the total time covers all attempts',
    app: { '/voice': turns(late(60, answer(503, [])), NOTHING) },
    target: '{origin}/voice#rc=5&rp=5xx&tt=400',
    code: 11203,
    hops: ['503 timeout#2'],
  },
  {
    title: 'a document that takes too long in the middle of a call ends it there',
    app: { '/voice': twiml('<Say>Hi</Say><Redirect>/slow#rt=100</Redirect>'), '/slow': NOTHING },
    code: 11205,
    heard: ['Hi', ANNOUNCEMENT],
    hops: ['200', 'read-timeout'],
  },
  {
    title: 'a run that takes longer than it may is cut off, and its request with it',
    app: { '/voice': twiml('<Say>Hi</Say><Redirect>/never</Redirect>'), '/never': NOTHING },
    args: ['--timeout', '0.8'],
    told: ['error timeout'],
    hops: ['200', 'abandoned'],
    exitCode: 1,
  },
  {
    title: 'numbers beyond the range of an override count as its default, with a warning each',
    app: { '/voice': HI },
    target: '{origin}/voice#ct=99&rt=15001&tt=99&rc=6',
    told: Array.from({ length: 4 }, () => 'warning connection-override'),
  },
  {
    title: 'numbers at both ends of the range of an override are fine',
    app: {
      '/voice': twiml('<Redirect>/next#ct=10000&amp;rt=15000&amp;tt=15000&amp;rc=0</Redirect>'),
      '/next': HI,
    },
    target: '{origin}/voice#ct=100&rt=1000&tt=5000&rc=5',
    hops: ['200', '200'],
  },
  ...[
    ['e=mars', 11240],
    ['e=ashburn-ix', 11242],
    ['rp=6xx', 11243],
  ].map(([override, code]) => ({
    title: `the override ${override} fails before anything is asked`,
    app: { '/voice': HI },
    target: `{origin}/voice#${override}`,
    code: Number(code),
    hops: [''],
    asked: [],
    exitCode: 3,
    also: ({ server }: { server: { connections: number } }) => expect(server.connections).toBe(0),
  })),
];
