import type { Socket } from 'node:net';

/** Who stands between a socket and undici. */
export interface Taps {
  /** The request that is being written, one byte a character. */
  outgoing(): string;
  /** What has come; answers what undici is to see of it. */
  incoming(packet: Buffer): Buffer;
}

/**
 * Taps a socket before undici has it. undici spells Host, Connection and Content-Length in its own way, and says
 * nothing of an answer's version nor when its packets came. So what it writes (the head of a request without a body,
 * in one piece) is exchanged for the request as it is meant, and what it reads is seen first.
 */
export function tapSocket(socket: Socket, taps: Taps): void {
  const { write, read } = socket;
  socket.write = function tappedWrite() {
    return write.call(socket, taps.outgoing(), 'latin1');
  };
  socket.read = function tappedRead(size?: number) {
    for (;;) {
      const packet: Buffer | null = read.call(socket, size);
      if (packet === null) return null;
      const seen = taps.incoming(packet);
      if (seen.length > 0) return seen;
    }
  };
}
