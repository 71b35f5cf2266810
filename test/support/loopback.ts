import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A real server on a free loopback port; it is gone when its test is over. */
export interface Loopback {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, with the host that it listens on. */
  readonly origin: string;
  /** Connections that were made so far. */
  readonly connections: number;
  /** When no connection is open. */
  quiet(): Promise<void>;
}

/** What a raw server saw of one connection, and what it can do with it. */
export interface Connection {
  /** Everything up to the end of the first request, as it came. */
  readonly request: string;
  readonly socket: Socket;
}

/** True where this machine has ::1. */
export const HAS_IPV6_LOOPBACK = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

/** Answers bytes to the first request of each connection, and does nothing else. */
export function serveRaw(
  answer: (connection: Connection) => void,
  { host = '127.0.0.1' }: { readonly host?: string } = {},
): Promise<Loopback> {
  const server = createServer((socket) => {
    let request = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      const before = complete(request);
      request += chunk;
      if (!before && complete(request)) answer({ request, socket });
    });
  });
  return listen(server, host, 'http');
}

/** Writes the same bytes to everybody, then ends the connection. */
export function serveBytes(...pieces: readonly (string | Uint8Array)[]): Promise<Loopback> {
  return serveRaw(({ socket }) => {
    for (const piece of pieces) socket.write(piece);
    socket.end();
  });
}

/** Says something as soon as somebody connects, and ends the connection. */
export function serveGreeting(greeting: string): Promise<Loopback> {
  return listen(
    createServer((socket) => socket.end(greeting)),
    '127.0.0.1',
    'http',
  );
}

/** Speaks HTTP as node:http does. */
export function serveHttp(
  listener: RequestListener,
  { host = '127.0.0.1' }: { readonly host?: string } = {},
): Promise<Loopback> {
  return listen(createHttpServer(listener), host, 'http');
}

/** Speaks TLS and answers 200 with an empty Response. */
export function serveTls(
  options: TlsOptions,
  { host = '127.0.0.1' }: { readonly host?: string } = {},
): Promise<Loopback> {
  const body = '<Response/>';
  const server = createTlsServer(options, (socket) => {
    socket.on('error', () => {});
    socket.once('data', () =>
      socket.end(
        `HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      ),
    );
  });
  server.on('tlsClientError', () => {});
  return listen(server, host, 'https');
}

/** A port on which nobody listens: it was free a moment ago. */
export async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether a request is there as a whole, its body included. */
function complete(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = Number(/^content-length: *(\d+)/im.exec(request)?.[1] ?? 0);
  return request.length >= end + 4 + length;
}

async function listen(server: Server, host: string, scheme: string): Promise<Loopback> {
  const open = new Set<Socket>();
  const waiting = new Set<() => void>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    open.add(socket);
    // A client that goes away in the middle is no mistake of the server.
    socket.on('error', () => {});
    socket.on('close', () => {
      open.delete(socket);
      if (open.size === 0) for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    get connections() {
      return connections;
    },
    quiet: () =>
      new Promise((resolve) => {
        if (open.size === 0) resolve();
        else waiting.add(resolve);
      }),
  };
}
