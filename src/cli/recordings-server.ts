import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackHost } from './loopback-host.ts';
import { silentWav } from './silent-wav.ts';

/** Serves the recordings of a session, as Twilio does. */
export interface RecordingsServer {
  /** What the URLs of recordings begin with. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Layout of the URLs (Twilio docs: Recording resource, "Fetch a Recording's media file"). */
const PATH = /^\/2010-04-01\/Accounts\/AC[^/]+\/Recordings\/RE[0-9a-f]{32}(\.\w+)?$/i;

/**
 * Serves every recording as a second of silence, on loopback only and on a free port. Without an extension, or with
 * `.wav`, it is a WAV file; no MP3 is made of it.
 */
export async function serveRecordings(): Promise<RecordingsServer> {
  const server = createServer((request, response) => {
    // What is sent along is not looked at.
    request.resume();
    answer(request, response);
  });
  // Alone it keeps nobody alive.
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer({ method, url = '/', headers }: IncomingMessage, response: ServerResponse): void {
  // A page in a browser could reach a loopback port under a name of its own (DNS rebinding).
  if (!isLoopbackHost(headers.host ?? '')) return say(response, 403, 'wrong Host\n');
  const named = PATH.exec(url.split('?', 1)[0] ?? '');
  if (!named) return say(response, 404, 'There is no recording here.\n');
  if (method !== 'GET' && method !== 'HEAD')
    return say(response, 405, 'A recording can be fetched, no more.\n');
  const [, extension = ''] = named;
  if (!['', '.wav'].includes(extension.toLowerCase())) {
    return say(response, 404, `No ${extension.slice(1)} is made of recordings yet: ask for .wav.\n`);
  }
  const file = silentWav(1000);
  response.writeHead(200, { 'Content-Type': 'audio/x-wav', 'Content-Length': file.length });
  response.end(method === 'HEAD' ? undefined : file);
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}
