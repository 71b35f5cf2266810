import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { answer, chunked, closing, document, documentOf, endless, HI, LIMIT, OK, XML } from '../answers.ts';
import type { HostileCase, Seen } from '../hostile-case.ts';

const SMALL = document('<Say>Hi</Say>');
const TYPE = 'Content-Type: text/xml';

/** How bodies come, and how such a body is made. */
const WAYS: readonly (readonly [way: string, (body: Buffer) => Buffer])[] = [
  ['plain', (body) => answer(200, [TYPE], body)],
  ['chunked', (body) => chunked(`${OK}${XML}`, [body.subarray(0, 1000), body.subarray(1000)])],
  ['gzip', (body) => answer(200, [TYPE, 'Content-Encoding: gzip'], gzipSync(body))],
  ['brotli', (body) => answer(200, [TYPE, 'Content-Encoding: br'], brotliCompressSync(body))],
  ['deflate', (body) => answer(200, [TYPE, 'Content-Encoding: deflate'], deflateSync(body))],
  ['gzip in chunks', (body) => chunked(`${OK}${XML}Content-Encoding: gzip\r\n`, [gzipSync(body)])],
];

/** What is kept of a body that is too large. */
const keptAtMost = ({ run }: Seen) => {
  const [hop] = run.of('exchange')[0]?.hops ?? [];
  expect(hop?.responseBody?.length).toBeLessThanOrEqual(LIMIT);
  expect(hop?.bytes).toBe(LIMIT + 1);
};

const TOO_LARGE = { code: 11750, also: keptAtMost } as const;

/** An answer that fails while it is read; its header had come, which is a response. */
const BROKEN = (hop: string) => ({ hops: [hop], exitCode: 1 }) as const;

const encoded = (coding: string, bytes: string | Uint8Array) => ({
  '/voice': answer(200, [TYPE, `Content-Encoding: ${coding}`], bytes),
});

export const bodies: readonly HostileCase[] = [
  ...WAYS.flatMap(([way, make]) => [
    {
      title: `a document of exactly 64 kB (${way}) is fine`,
      app: { '/voice': make(documentOf(LIMIT)) },
      also: ({ run }: Seen) => expect(run.of('exchange')[0]?.bytes).toBe(LIMIT),
    },
    {
      title: `a document of 64 kB and a byte (${way}) is too large`,
      app: { '/voice': make(documentOf(LIMIT + 1)) },
      ...TOO_LARGE,
    },
  ]),
  {
    title: 'an error page of exactly 64 kB is an error page',
    app: { '/voice': answer(500, ['Content-Type: text/html'], 'x'.repeat(LIMIT)) },
    code: 11200,
    hops: ['500'],
  },
  {
    title: 'an error page of 64 kB and a byte is too large: "often an error page or debug dump"',
    app: { '/voice': answer(500, ['Content-Type: text/html'], 'x'.repeat(LIMIT + 1)) },
    hops: ['500'],
    ...TOO_LARGE,
  },
  {
    title: 'a body without an end is too large, and is not read on',
    app: { '/voice': endless(`${OK}${XML}\r\n`, 'x'.repeat(9999)) },
    ...TOO_LARGE,
  },
  {
    title: 'chunks without an end are too large, and are not read on',
    app: {
      '/voice': endless(`${OK}${XML}Transfer-Encoding: chunked\r\n\r\n`, `3e8\r\n${'x'.repeat(1000)}\r\n`),
    },
    ...TOO_LARGE,
  },
  {
    title: 'a length of a terabyte is too large as soon as 64 kB are there',
    app: { '/voice': endless(`${OK}${XML}Content-Length: 1000000000000\r\n\r\n`, 'x'.repeat(9999)) },
    ...TOO_LARGE,
  },
  ...[
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(50_000_000)))],
  ].map(([coding, bomb]) => ({
    title: `a bomb of 50 MB (${coding}) stays packed`,
    app: encoded(String(coding), bomb as Buffer),
    ...TOO_LARGE,
  })),
  { title: 'a body without compression (identity) is fine', app: encoded('identity', SMALL) },
  {
    title: 'a body that is packed twice is fine',
    app: encoded('gzip, br', brotliCompressSync(gzipSync(SMALL))),
  },
  ...[
    ['that is not what it says', 'gzip', SMALL],
    ['that lacks its end', 'gzip', gzipSync(SMALL).subarray(0, -9)],
    ['whose middle is damaged', 'gzip', damaged(gzipSync(SMALL))],
    ['that is no brotli', 'br', SMALL],
    ['in a coding that nobody asked for', 'zstd', SMALL],
    ['in a coding that nobody knows', 'klingon', SMALL],
  ].map(([what, coding, bytes]) => ({
    title: `a packed body ${what} is a connection failure, and is not asked for again`,
    app: encoded(String(coding), bytes as Uint8Array),
    target: '{origin}/voice#rp=all&rc=2',
    code: 11205,
    asked: ['POST /voice'],
    ...BROKEN('encoding'),
  })),
  {
    title: 'a body that is shorter than its length is a connection failure',
    app: { '/voice': closing(`${OK}${XML}Content-Length: ${SMALL.length + 1}\r\n\r\n${SMALL}`) },
    code: 11205,
    ...BROKEN('closed'),
  },
  {
    title: 'a body that is longer than its length is cut there',
    app: { '/voice': closing(`${OK}${XML}Content-Length: ${SMALL.length}\r\n\r\n${SMALL}<Say>more</Say>`) },
  },
  {
    title: 'chunks without the last one are a connection failure',
    app: { '/voice': closing(chunked(`${OK}${XML}`, [SMALL], '')) },
    code: 11205,
    ...BROKEN('closed'),
  },
  {
    title: 'an answer that ends with its connection is fine',
    app: { '/voice': closing(`${OK}${XML}\r\n${SMALL}`) },
  },
  ...['xyz', '-5', '5 5', 'fffffffffffffffff', ''].map((size) => ({
    title: `a chunk of the size "${size}" violates the protocol`,
    app: {
      '/voice': closing(`${OK}${XML}Transfer-Encoding: chunked\r\n\r\n${size}\r\n${SMALL}\r\n0\r\n\r\n`),
    },
    code: 11206,
    ...BROKEN('malformed'),
  })),
  {
    title: 'a chunk that is longer than it says violates the protocol',
    app: { '/voice': closing(`${OK}${XML}Transfer-Encoding: chunked\r\n\r\n5\r\n${SMALL}\r\n0\r\n\r\n`) },
    code: 11206,
    ...BROKEN('malformed'),
  },
  {
    title: 'chunks of single bytes, with extensions and trailers, are fine',
    app: {
      '/voice': Buffer.from(
        `${OK}${XML}Transfer-Encoding: chunked\r\n\r\n${[...SMALL].map((char) => `1;a=b\r\n${char}\r\n`).join('')}0\r\nX-Trailer: a\r\nSet-Cookie: late=1\r\n\r\n`,
      ),
    },
    also: ({ run }) => expect(run.of('exchange')[0]?.hops[0]?.cookiesSet).toEqual({}),
  },
  {
    title: 'trailers without an end violate the protocol',
    app: { '/voice': endless(`${OK}${XML}Transfer-Encoding: chunked\r\n\r\n0\r\n`, 'X-Trailer: value\r\n') },
    code: 11206,
    ...BROKEN('malformed'),
  },
  {
    title: 'an extension of a chunk without an end leaves no time for an answer',
    app: { '/voice': endless(`${OK}${XML}Transfer-Encoding: chunked\r\n\r\n5;`, 'x'.repeat(9999)) },
    target: '{origin}/voice#tt=150',
    code: 11203,
    ...BROKEN('timeout'),
  },
  {
    title: 'chunks without content are an empty response body',
    app: { '/voice': chunked(`${OK}${XML}`, []) },
    code: 11770,
  },
  {
    title: 'chunks whose packed content is empty are an empty response body',
    app: { '/voice': chunked(`${OK}${XML}Content-Encoding: gzip\r\n`, [gzipSync('')]) },
    code: 11770,
  },
  ...[
    ['a 202', answer(202, []), '202'],
    ['a 204', Buffer.from('HTTP/1.1 204 No Content\r\n\r\n'), '204'],
  ].map(([what, empty, hop]) => ({
    title: `${what} is no instructions: a warning, and the call ends`,
    app: { '/voice': empty as Buffer },
    heard: [],
    told: ['warning 11200'],
    hops: [String(hop)],
  })),
  ...[
    ['a length of 0', answer(200, [TYPE])],
    ['no length and no type', closing(`${OK}\r\n`)],
    ['no length, ending with its connection', closing(`${OK}${XML}\r\n`)],
    ['chunks without content and without a type', chunked(OK, [])],
  ].map(([what, empty]) => ({
    title: `a 200 with ${what} is 11200, "Response does not contain content type"`,
    app: { '/voice': empty as Buffer },
    code: 11200,
    hops: ['200'],
  })),
  {
    title: 'a 204 with a body has none; what follows is not taken for the next answer',
    app: {
      '/voice': closing(`HTTP/1.1 204 No Content\r\n${XML}Content-Length: ${SMALL.length}\r\n\r\n${SMALL}`),
    },
    heard: [],
    told: ['warning 11200'],
    hops: ['204'],
  },
  { title: 'any other 2xx is an answer', app: { '/voice': answer(299, [TYPE], SMALL) }, hops: ['299'] },
  {
    title: 'an answer that comes in two packets is fine',
    app: {
      '/voice': (_asked, socket) =>
        void (socket.write(HI.subarray(0, 50)) && setImmediate(() => socket.write(HI.subarray(50)))),
    },
  },
];

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, 20, 40);
  return copy;
}
