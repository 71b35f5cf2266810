import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';

describe('http:// to a port that may speak https', () => {
  it.each([
    [
      'an alert of TLS',
      Buffer.from([0x15, 3, 1, 0, 2, 2, 70]),
      /11206 the answer is not HTTP.*it is a TLS alert/,
    ],
    ['nothing at all', null, /11205 the connection was closed/],
  ])('says so of %s', async (_what, bytes, message) => {
    const server = createServer((socket) => {
      socket.on('error', () => {}).once('data', () => (bytes ? socket.end(bytes) : socket.destroy()));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { data } = await program(['run', `http://127.0.0.1:${port}/voice`]);
    server.close();
    expect(data).toMatch(message);
    expect(data).toContain('or does this port speak https?');
  });
});
