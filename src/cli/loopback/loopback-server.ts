import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { isLoopbackHost } from './loopback-host.ts';

/** Something that listens on loopback. */
export interface LoopbackServer {
  /** Where, such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves on loopback only, on a free port; alone it keeps nobody alive. */
export async function serveLoopback(answer: RequestListener): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  let http: Server | null = null;
  // As an HTTP server listens, but without one until somebody connects: to most runs nobody does.
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    http ??= httpServer(answer);
    http.emit('connection', socket);
  });
  listener.unref();
  await new Promise<void>((listening, failed) => {
    listener.once('error', failed);
    listener.listen(0, '127.0.0.1', () => listening());
  });
  const { port } = listener.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        listener.close(() => closed());
      }),
  };
}

function httpServer(answer: RequestListener): Server {
  return process.getBuiltinModule('node:http').createServer((request, response) => {
    // What is sent along is not looked at.
    request.resume();
    // A page in a browser could reach a loopback port under a name of its own (DNS rebinding).
    if (isLoopbackHost(request.headers.host ?? '')) answer(request, response);
    else response.writeHead(403).end('wrong Host\n');
  });
}
