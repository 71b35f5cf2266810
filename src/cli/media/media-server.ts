import { type LoopbackServer, serveLoopback } from '../loopback/loopback-server.ts';
import type { MediaFile } from './media-file.ts';

/** Files that the webhook can fetch, below paths that end in their identifiers; more can come at any time. */
export interface MediaShelf extends LoopbackServer {
  add(file: MediaFile): void;
}

/** Serves files on loopback. */
export async function serveMedia(files: readonly MediaFile[]): Promise<MediaShelf> {
  const served = new Map(files.map((file) => [file.sid, file]));
  const server = await serveLoopback((request, response) => {
    const [, sid = ''] = /\/Media\/(ME[0-9a-f]{32})$/.exec(request.url?.split('?', 1)[0] ?? '') ?? [];
    const file = served.get(sid);
    if (!file?.bytes || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': file.contentType, 'Content-Length': file.bytes.length });
    response.end(request.method === 'HEAD' ? undefined : file.bytes);
  });
  return { ...server, add: (file) => void served.set(file.sid, file) };
}
