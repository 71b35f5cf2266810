import type { Answer } from './hostile-server.ts';

/** The status line of most answers. */
export const OK = 'HTTP/1.1 200 OK\r\n';

export const XML = 'Content-Type: text/xml\r\n';

/** 64 kB: the largest answer. */
export const LIMIT = 65_536;

/** Verbs inside a Response. */
export function document(verbs: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${verbs}</Response>`;
}

/** A whole answer that lets the connection live. Header fields are written as `Name: value`. */
export function answer(status: number, fields: readonly string[], body: string | Uint8Array = ''): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const head = [`HTTP/1.1 ${status} Whatever`, ...fields, `Content-Length: ${bytes.length}`];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}

/** A document that says so, as an app answers it that is well. */
export function twiml(verbs: string, ...fields: readonly string[]): Buffer {
  return answer(200, ['Content-Type: text/xml', ...fields], document(verbs));
}

export const HI = twiml('<Say>Hi</Say>');

/** A document of exactly so many bytes that says Hi. */
export function documentOf(bytes: number): Buffer {
  const rest = bytes - document('<Say>Hi</Say><!---->').length;
  // What does not repeat itself, so that packing it takes room too.
  let noise = '';
  for (let seed = 1; noise.length < rest; seed = (seed * 48_271) % 2_147_483_647) noise += seed.toString(36);
  return Buffer.from(document(`<Say>Hi</Say><!--${noise.slice(0, rest)}-->`));
}

export function redirect(status: number, ...fields: readonly string[]): Buffer {
  return answer(status, fields);
}

/** An answer in chunks. What comes behind the last one is given as it is written. */
export function chunked(head: string, chunks: readonly (string | Uint8Array)[], end = '0\r\n\r\n'): Buffer {
  const pieces = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    Buffer.from(chunk),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([
    Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n`, 'latin1'),
    ...pieces,
    Buffer.from(end),
  ]);
}

/** A file that can be played. */
export function audio(bytes: number, type = 'audio/x-gsm'): Buffer {
  return answer(200, [`Content-Type: ${type}`], Buffer.alloc(bytes, 0xd2));
}

/** The first visit gets the first answer; the last one is for all that follow. */
export function turns(...answers: readonly Answer[]): Answer {
  return ({ visit }) => answers[Math.min(visit, answers.length) - 1];
}

/** Says it, and closes the connection. */
export function closing(bytes: string | Uint8Array = ''): Answer {
  return (_asked, socket) => {
    socket.end(bytes, 'latin1');
    return undefined;
  };
}

/** Says it, and resets the connection. */
export function resetting(bytes: string | Uint8Array = ''): Answer {
  return (_asked, socket) => {
    socket.write(bytes, 'latin1', () => setImmediate(() => socket.resetAndDestroy()));
    return undefined;
  };
}

/** Says it piece by piece, with a pause between. */
export function dripping(everyMs: number, ...pieces: readonly (string | Uint8Array)[]): Answer {
  return (_asked, socket) => {
    const left = [...pieces];
    const next = () => {
      const piece = left.shift();
      if (piece === undefined) clearInterval(timer);
      else socket.write(piece, 'latin1');
    };
    const timer = setInterval(next, everyMs);
    socket.on('close', () => clearInterval(timer));
    next();
    return undefined;
  };
}

/** Says it, then the same piece over and over, until nobody listens any more. */
export function endless(start: string, piece: string): Answer {
  const many = piece.repeat(Math.ceil(PACKET / piece.length));
  return (_asked, socket) => {
    socket.write(start, 'latin1');
    const more = () => {
      while (!socket.destroyed) if (!socket.write(many, 'latin1')) return;
    };
    socket.on('drain', more);
    more();
    return undefined;
  };
}

/** Single bytes would keep this process busy, which the client is in too. */
const PACKET = 16_384;

/** Never says anything. */
export const NOTHING: Answer = () => undefined;
