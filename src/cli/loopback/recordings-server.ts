import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LoopbackServer, serveLoopback } from './loopback-server.ts';
import { silentWav } from './silent-wav.ts';

/** Layout of the URLs (Twilio docs: Recording resource, "Fetch a Recording's media file"). */
const PATH = /^\/2010-04-01\/Accounts\/AC[^/]+\/Recordings\/RE[0-9a-f]{32}(\.\w+)?$/i;

/**
 * Serves every recording as a second of silence, on loopback only and on a free port. Without an extension, or with
 * `.wav`, it is a WAV file; no MP3 is made of it.
 */
export function serveRecordings(): Promise<LoopbackServer> {
  return serveLoopback(answer);
}

function answer({ method, url = '/' }: IncomingMessage, response: ServerResponse): void {
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
