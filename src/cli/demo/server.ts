import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackHost } from '../loopback/loopback-host.ts';
import { demoApp } from './app.ts';
import type { DemoRequest } from './request.ts';

/** The demo application, listening. */
export interface DemoServer {
  /** Where its calls go. */
  readonly url: string;
  /** Where its messages go. */
  readonly messageUrl: string;
  close(): Promise<void>;
}

/** More than any request of ours; a larger body is not read. */
const MAX_BODY_BYTES = 65_536;

/** Serves the demo on loopback only, on a free port unless one is given. */
export async function serveDemo(port = 0): Promise<DemoServer> {
  const server = createServer((message, response) => {
    void answer(message).then(
      ({ status, headers, body }) => {
        response.writeHead(status, headers);
        response.end(body);
      },
      () => {
        response.writeHead(413);
        response.end();
      },
    );
  });
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/voice`,
    messageUrl: `http://127.0.0.1:${taken}/sms`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(message: IncomingMessage) {
  // A page in a browser could reach a loopback port under a name of its own (DNS rebinding).
  // With --public-url it has a public name: one below .test belongs to nobody (RFC 6761).
  const { host = '' } = message.headers;
  if (!isLoopbackHost(host) && !/\.test(:\d+)?$/i.test(host))
    return { status: 403, headers: {}, body: 'wrong Host\n' };
  return demoApp(await readRequest(message));
}

async function readRequest(message: IncomingMessage): Promise<DemoRequest> {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const params = new Map(url.searchParams);
  for (const [name, value] of new URLSearchParams(await readBody(message))) params.set(name, value);
  const cookies = new Map<string, string>();
  for (const pair of (message.headers.cookie ?? '').split(/;\s*/)) {
    const at = pair.indexOf('=');
    if (at > 0) cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const { method = 'GET' } = message;
  return {
    method,
    path: url.pathname,
    params,
    cookies,
    ifNoneMatch: message.headers['if-none-match'] ?? null,
  };
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
