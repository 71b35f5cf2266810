import { brotliCompressSync, gzipSync } from 'node:zlib';
import { closing, document, OK, redirect, XML } from '../answers.ts';
import type { HostileCase } from '../hostile-case.ts';

const BODY = document('<Say>Hi</Say>');

/** An answer of bytes that are packed as the field says, in an order that the field does not have to tell. */
const packed = (encoding: string, bytes: Buffer) =>
  closing(
    Buffer.concat([
      Buffer.from(`${OK}${XML}Content-Encoding: ${encoding}\r\nContent-Length: ${bytes.length}\r\n\r\n`),
      bytes,
    ]),
  );

/** 16 MB of a document, which brotli packs into a few bytes. */
const bomb = () => brotliCompressSync(Buffer.from(document(' '.repeat(16_777_216))));

/** What somebody answers who means harm. */
export const attacks: readonly HostileCase[] = [
  {
    title: 'a hundred thousand fields violate the protocol: the header is larger than 64 kB',
    app: { '/voice': closing(`${OK}${XML}${'X-Field: value\r\n'.repeat(100_000)}\r\n${BODY}`) },
    code: 11206,
    hops: ['header-too-large'],
    exitCode: 3,
  },
  {
    title:
      'a field that goes on in the next line violates the protocol: "a sender MUST NOT generate" it (RFC 9112, 5.2)',
    app: {
      '/voice': closing(`${OK}${XML}X-Field: a\r\n b\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`),
    },
    code: 11206,
    hops: ['malformed'],
    exitCode: 3,
  },
  {
    title: 'the preface of an HTTP/2 client is not HTTP/1.1',
    app: { '/voice': closing('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n') },
    code: 11206,
    hops: ['not-http'],
    exitCode: 3,
  },
  {
    title: 'gzip in two members is one document (RFC 1952, 2.2)',
    app: {
      '/voice': packed('gzip', Buffer.concat([gzipSync(BODY.slice(0, 30)), gzipSync(BODY.slice(30))])),
    },
  },
  {
    title: 'gzip within gzip is unpacked as often as the field says',
    app: { '/voice': packed('gzip, gzip', gzipSync(gzipSync(BODY))) },
  },
  {
    title: 'gzip within gzip that is told once is no document',
    app: { '/voice': packed('gzip', gzipSync(gzipSync(BODY))) },
    code: 12100,
  },
  {
    title: 'a brotli bomb is refused',
    app: { '/voice': () => packed('br', bomb()) },
    code: 11750,
  },
  ...['data:text/xml,<Response/>', 'gopher://127.0.0.1:70/1', 'file://localhost/etc/passwd'].map(
    (location) => ({
      title: `a redirect to "${location}" is invalid`,
      app: { '/voice': redirect(302, `Location: ${location}`) },
      code: 11216,
      hops: ['302'],
    }),
  ),
  ...['utf-7', 'utf-8; charset=utf-16', '"', 'x'.repeat(30_000)].map((charset) => ({
    title: `a charset of "${charset.slice(0, 30)}" (${charset.length} characters) does no harm to a document in UTF-8`,
    app: {
      '/voice': closing(
        `${OK}Content-Type: text/xml; charset=${charset}\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
      ),
    },
  })),
];
