import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackHost } from './loopback-host.ts';

/** Something that listens on loopback. */
export interface LoopbackServer {
  /** Where, such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves on loopback only, on a free port; alone it keeps nobody alive. */
export async function serveLoopback(answer: RequestListener): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    // What is sent along is not looked at.
    request.resume();
    // A page in a browser could reach a loopback port under a name of its own (DNS rebinding).
    if (isLoopbackHost(request.headers.host ?? '')) answer(request, response);
    else response.writeHead(403).end('wrong Host\n');
  });
  server.unref();
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => listening());
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
