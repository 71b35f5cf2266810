import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../../../src/http/wire/transport.ts';
import { deadPort, serveRaw } from '../../support/loopback.ts';
import { answered, DONE, failed, OK, send, transport } from './undici-wire.ts';

/** A server that keeps what it is sent, as it came. */
async function listening() {
  const seen: string[] = [];
  const server = await serveRaw(({ request, socket }) => {
    seen.push(request);
    socket.end(`${OK}Content-Length: 0\r\n\r\n`);
  });
  return { seen, server };
}

const POST: Partial<WireRequest> = {
  method: 'POST',
  headers: [
    ['User-Agent', 'TwilioProxy/1.1'],
    ['X-Twilio-Signature', 'c2ln'],
    ['x-mixed-Case', '1'],
    ['X-Mixed-case', '2'],
    ['X-Empty', ''],
  ],
  body: 'From=%2B1&To=',
};

describe('a request on the wire', () => {
  it('has Host first, then its headers in order and case, then its length and its body', async () => {
    const { seen, server } = await listening();
    await send(`${server.origin}/voice?a=1&b=%20+`, POST);
    expect(seen).toEqual([
      [
        'POST /voice?a=1&b=%20+ HTTP/1.1',
        `Host: 127.0.0.1:${server.port}`,
        'User-Agent: TwilioProxy/1.1',
        'X-Twilio-Signature: c2ln',
        'x-mixed-Case: 1',
        'X-Mixed-case: 2',
        'X-Empty: ',
        'Content-Length: 13',
        '',
        'From=%2B1&To=',
      ].join('\r\n'),
    ]);
  });

  it.each<readonly [string, Partial<WireRequest>]>([
    ['a POST', POST],
    ['a GET', { headers: [['Accept', '*/*']] }],
    ['a GET without headers', {}],
    [
      'one with a Host of its own',
      {
        headers: [
          ['A', '1'],
          ['HOST', 'app.test'],
          ['B', '2'],
        ],
      },
    ],
    ['one that closes its connection', { headers: [['Connection', 'close']] }],
  ])('is told exactly as it was: %s', async (_what, changes) => {
    const { seen, server } = await listening();
    const { requestHeaders } = await send(`${server.origin}/x`, changes);
    const lines = requestHeaders.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    expect(seen).toEqual([`${changes.method ?? 'GET'} /x HTTP/1.1\r\n${lines}\r\n${changes.body ?? ''}`]);
  });

  it('has the Host that it is given, in the first place', async () => {
    const { server } = await listening();
    const headers = [
      ['A', '1'],
      ['Host', 'app.test'],
    ] as const;
    const { requestHeaders } = await send(server.origin, { headers });
    expect(requestHeaders).toEqual([
      ['Host', 'app.test'],
      ['A', '1'],
    ]);
  });

  it.each<readonly [string, Partial<WireRequest>, string]>([
    ['a GET: no body and no length', { method: 'GET', body: null }, ''],
    ['a POST without parameters: the length is 0', { method: 'POST', body: '' }, 'Content-Length: 0'],
    ['a POST beyond ASCII: the length is in bytes', { method: 'POST', body: 'é☎' }, 'Content-Length: 5'],
  ])('of %s', async (_what, changes, length) => {
    const { seen, server } = await listening();
    await send(server.origin, changes);
    expect(/^content-length:.*$/im.exec(seen[0] ?? '')?.[0].trim() ?? '').toBe(length);
  });

  it('has its body in UTF-8, however large', async () => {
    const { seen, server } = await listening();
    const body = 'é☎'.repeat(100_000);
    await send(server.origin, { method: 'POST', body });
    expect(Buffer.from(seen[0]?.split('\r\n\r\n')[1] ?? '', 'latin1').toString('utf8') === body).toBe(true);
  });

  it('sends back a cookie as the bytes that it came in', async () => {
    const bytes = Buffer.from('name=é☎');
    const cookies: string[] = [];
    const server = await serveRaw(({ request, socket }) => {
      cookies.push(/^Cookie: (.*)$/m.exec(request)?.[1]?.trim() ?? '');
      socket.write(`${OK}Set-Cookie: `);
      socket.write(bytes);
      socket.end('\r\nContent-Length: 0\r\n\r\n');
    });
    const [[, cookie] = ['', '']] = (await answered(send(server.origin))).headers;
    await send(server.origin, { headers: [['Cookie', cookie]] });
    expect(cookies).toEqual(['', bytes.toString('latin1')]);
  });

  it('goes to the same path each time, and to another for another URL', async () => {
    const { seen, server } = await listening();
    for (const path of ['/a?b=1', '/a?b=1', '/a?b=2', '']) await send(server.origin + path);
    expect(seen.map((request) => request.split(' ')[1])).toEqual(['/a?b=1', '/a?b=1', '/a?b=2', '/']);
  });
});

describe('a header that cannot be sent', () => {
  it.each([
    [
      'a line break in its value',
      'Cookie',
      'a=1\r\nX-Injected: 1',
      'the value of the header Cookie cannot be sent',
    ],
    ['a character that is no byte', 'Cookie', 'a=☎', 'the value of the header Cookie cannot be sent'],
    ['a name with a space', 'A B', '1', 'no header can be called "A B"'],
    ['no name', '', '1', 'no header can be called ""'],
  ])('is told as that, and nothing leaves: %s', async (_what, name, value, detail) => {
    const url = `http://127.0.0.1:${await deadPort()}/`;
    expect(await failed(send(url, { headers: [[name, value]] }))).toMatchObject({
      reason: 'other',
      detail,
      partial: false,
      timing: null,
      requestHeaders: [],
    });
  });
});

describe('what was sent', () => {
  it('is told of a hop that failed after it left', async () => {
    const server = await serveRaw(({ socket }) => socket.end());
    const { requestHeaders } = await failed(send(server.origin));
    expect(requestHeaders).toEqual([['Host', `127.0.0.1:${server.port}`]]);
  });

  it('is nothing when there was no connection', async () => {
    const { requestHeaders } = await failed(send(`http://127.0.0.1:${await deadPort()}/`));
    expect(requestHeaders).toEqual([]);
  });

  it('is told of a request that came over a connection that was used before', async () => {
    const seen: string[] = [];
    const server = await serveRaw(({ request, socket }) => {
      seen.push(request);
      socket.on('data', (more: string) => {
        seen.push(more);
        socket.write(DONE);
      });
      socket.write(DONE);
    });
    const wire = transport();
    await send(server.origin, { headers: [['X', '1']] }, { wire });
    const { requestHeaders } = await send(server.origin, { headers: [['X', '2']] }, { wire });
    const host = ['Host', `127.0.0.1:${server.port}`];
    expect(requestHeaders).toEqual([host, ['X', '2']]);
    expect(seen.map((request) => /X: (.)/.exec(request)?.[1])).toEqual(['1', '2']);
    expect(server.connections).toBe(1);
  });
});
