import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { response } from './memory-call.ts';

/** A request as a webhook sees it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly url: string;
  readonly body: string;
}

/** Verbs for a 200, or a handler that does what it wants. */
export type Route =
  | string
  | ((request: Received, answer: ServerResponse) => string | undefined | Promise<string | undefined>);

/** A real webhook on loopback. */
export interface Webhook {
  readonly origin: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** Serves routes on a free loopback port; an unknown path is 404. */
export async function serveWebhook(routes: Readonly<Record<string, Route>>, port = 0): Promise<Webhook> {
  const received: Received[] = [];
  const server = createServer((message, answer) => {
    void handle(message, answer, routes, received).catch(() => answer.destroy());
  });
  await listening(server, port);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  message: IncomingMessage,
  answer: ServerResponse,
  routes: Readonly<Record<string, Route>>,
  received: Received[],
) {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const params = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
  const request = {
    method: message.method ?? '',
    path: url.pathname,
    params,
    headers: message.headers,
    url: message.url ?? '',
    body,
  };
  received.push(request);
  const route = routes[url.pathname];
  if (route === undefined) {
    answer.writeHead(404).end('no route');
    return;
  }
  const verbs = typeof route === 'string' ? route : await route(request, answer);
  if (verbs === undefined || answer.headersSent) return;
  answer.setHeader('Content-Type', 'text/xml');
  answer.end(response(verbs));
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
