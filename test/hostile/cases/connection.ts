import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server, type Socket } from 'node:net';
import { expect } from 'vitest';
import { answer, closing, document, HI, resetting, turns, twiml } from '../answers.ts';
import { ANNOUNCEMENT, type HostileCase, type Stage } from '../hostile-case.ts';

/** Where nobody listens: the port was free a moment ago. */
export async function nobody(stage: Stage): Promise<string> {
  const server = await stage.serve({});
  const { origin } = server;
  await server.close();
  return origin;
}

/** A port that refuses the first connection and then has a server: it begins to listen just before the second. */
async function lateServer(stage: Stage): Promise<string> {
  const origin = await nobody(stage);
  const server: Server = createServer((socket: Socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.write(HI));
  });
  let sockets = 0;
  const begins = () => {
    // Without a host it listens at once.
    if (++sockets === 2) server.listen(Number(new URL(origin).port));
  };
  subscribe('net.client.socket', begins);
  stage.atEnd(() => {
    unsubscribe('net.client.socket', begins);
    return new Promise((resolve) => server.close(resolve));
  });
  return origin;
}

/** Closes the first connection as soon as it carries a second request, and all later ones with `then`. */
function tiresOfKeepAlive(then: Buffer | ReturnType<typeof closing>) {
  const met = new Set<Socket>();
  return {
    '/voice': (_asked: unknown, socket: Socket) => {
      met.add(socket);
      return twiml('<Redirect>/next</Redirect>');
    },
    '/next': (_asked: unknown, socket: Socket) => (met.has(socket) ? closing() : then),
  };
}

export const connection: readonly HostileCase[] = [
  {
    title: 'a refused connection is tried twice: "both TCP connects were refused"',
    beside: nobody,
    target: '{beside}/voice',
    code: 11202,
    hops: ['refused refused#2'],
    exitCode: 3,
  },
  {
    title: 'a refused connection that the retry gets is fine',
    beside: lateServer,
    target: '{beside}/voice',
    hops: ['refused 200#2'],
  },
  {
    title: 'a refused connection is tried once with rc=0',
    beside: nobody,
    target: '{beside}/voice#rc=0',
    code: 11202,
    hops: ['refused'],
    exitCode: 3,
  },
  {
    title: 'a refused connection is tried six times with rc=5',
    beside: nobody,
    target: '{beside}/voice#rc=5',
    code: 11202,
    hops: ['refused refused#2 refused#3 refused#4 refused#5 refused#6'],
    exitCode: 3,
  },
  {
    title: 'a later document that is refused ends the call there, with what had been heard',
    beside: nobody,
    app: (dead) => ({ '/voice': twiml(`<Say>Hi</Say><Redirect>${dead}/next</Redirect>`) }),
    code: 11202,
    heard: ['Hi', ANNOUNCEMENT],
    hops: ['200', 'refused refused#2'],
  },
  {
    title: 'a host name that nobody knows has no DNS record',
    // A label above 63 characters is none, which no resolver has to be asked for.
    target: `http://${'a'.repeat(64)}.invalid/voice`,
    code: 11210,
    hops: ['host-not-found'],
    exitCode: 3,
  },
  {
    title: 'a connection that is reset as soon as it is made is a connection failure, and is not tried again',
    greet: (socket) => {
      socket.resetAndDestroy();
      return true;
    },
    code: 11205,
    hops: ['closed'],
    exitCode: 3,
  },
  ...(['rp=all', 'rp=rt,all'] as const).map((policy) => ({
    title: `a connection that is reset before anything came is tried again with ${policy}`,
    app: { '/voice': turns(resetting(), resetting(), HI) },
    target: `{origin}/voice#rc=2&${policy}`,
    hops: ['closed closed#2 200#3'],
  })),
  {
    title: 'a connection that is reset once more than there are retries is a connection failure',
    app: { '/voice': turns(resetting(), resetting(), HI) },
    target: '{origin}/voice#rc=1&rp=all',
    code: 11205,
    hops: ['closed closed#2'],
    exitCode: 3,
  },
  {
    title: 'a connection that is closed without an answer is a connection failure',
    app: { '/voice': closing() },
    code: 11205,
    hops: ['closed'],
    exitCode: 3,
  },
  {
    title: 'a connection that is closed without an answer is tried again with rp=all',
    app: { '/voice': turns(closing(), HI) },
    target: '{origin}/voice#rp=all',
    hops: ['closed 200#2'],
    asked: ['POST /voice', 'POST /voice'],
  },
  // Whose header has come is a response.
  ...(
    [
      ['in the middle of the header', 'HTTP/1.1 200 OK\r\nContent-Ty', 3],
      ['in the middle of the body', HI.subarray(0, -10), 1],
    ] as const
  ).map(([where, bytes, exitCode]) => ({
    title: `a connection that is closed ${where} is a failure; "partial responses are never retried"`,
    app: { '/voice': turns(closing(bytes), HI) },
    target: '{origin}/voice#rc=2&rp=all',
    code: 11205,
    hops: ['closed'],
    asked: ['POST /voice'],
    exitCode,
  })),
  {
    title: 'a connection that is reset in the middle of the body is a failure',
    app: {
      '/voice': (_asked, socket) => {
        socket.write(HI.subarray(0, -10));
        // A reset would overtake it.
        setTimeout(() => socket.resetAndDestroy(), 50);
        return undefined;
      },
    },
    code: 11205,
    hops: ['closed'],
    exitCode: 1,
  },
  {
    title: 'a connection that is closed right behind the last byte is fine',
    app: { '/voice': closing(HI) },
  },
  {
    title: 'a connection that is closed after every answer is made anew for the next request',
    app: {
      '/voice': closing(twiml('<Redirect>/next</Redirect>', 'Connection: close')),
      '/next': closing(
        answer(200, ['Content-Type: text/xml', 'Connection: close'], document('<Say>Hi</Say>')),
      ),
    },
    hops: ['200', '200'],
    also: ({ server }) => {
      expect(server.connections).toBe(2);
    },
  },
  {
    title: 'a kept connection that is closed when it is used again is replaced without a word',
    app: () => tiresOfKeepAlive(HI),
    hops: ['200', '200'],
    asked: ['POST /voice', 'POST /next', 'POST /next'],
  },
  {
    title: 'a kept connection is replaced once: a new one that is closed too is a failure',
    app: () => tiresOfKeepAlive(closing()),
    code: 11205,
    hops: ['200', 'closed'],
    asked: ['POST /voice', 'POST /next', 'POST /next'],
  },
  {
    title: 'a second answer to the same request is not taken for the answer to the next one',
    app: {
      '/voice': Buffer.concat([twiml('<Redirect>/next</Redirect>'), twiml('<Say>Poison</Say>')]),
      '/next': HI,
    },
    hops: ['200', '200'],
  },
  {
    title: 'an answer that comes before the request is an answer',
    greet: (socket) => {
      socket.end(HI);
      return true;
    },
  },
];
