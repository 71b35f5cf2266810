import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { serveBytes, serveRaw } from '../../support/loopback.ts';
import { type Answered, answered, failed, failure, MAX, OK, send } from './undici-wire.ts';

/** The answer that comes of a body with these headers. */
async function bodyOf(bytes: string | Uint8Array, ...headers: readonly string[]): Promise<Answered> {
  const server = await serveBytes(
    `${OK}${headers.map((header) => `${header}\r\n`).join('')}Content-Length: ${Buffer.byteLength(bytes)}\r\n\r\n`,
    bytes,
  );
  return answered(send(server.origin));
}

describe('the charset of an answer', () => {
  const bytes = (text: string, encoding: 'latin1' | 'utf8' | 'utf16le') => Buffer.from(text, encoding);
  const XML = '<?xml version="1.0" encoding="ISO-8859-1"?><Say>é</Say>';

  it.each<readonly [string, Uint8Array, string, string]>([
    ['is UTF-8 when nobody says', bytes('é☎', 'utf8'), 'text/xml', 'é☎'],
    ['is what the charset parameter says', bytes('é', 'latin1'), 'text/xml; charset=ISO-8859-1', 'é'],
    ['is that in quotes and capitals too', bytes('é', 'latin1'), 'text/xml; Charset="iso-8859-1"; x=y', 'é'],
    ['is what the XML declaration says', bytes(XML, 'latin1'), 'text/xml', XML],
    [
      'is what the parameter says, when the declaration says otherwise',
      bytes(XML, 'utf8'),
      'text/xml; charset=utf-8',
      XML,
    ],
    ['is what a byte-order mark of UTF-16 says', bytes('\uFEFF<é/>', 'utf16le'), 'text/xml', '\uFEFF<é/>'],
    [
      'is what a byte-order mark says, when the parameter leaves the order open',
      bytes('\uFEFF<é/>', 'utf16le').swap16(),
      'text/xml; charset=UTF-16',
      '\uFEFF<é/>',
    ],
    [
      'is what a byte-order mark says, when the parameter says otherwise',
      bytes('\uFEFF<é/>', 'utf8'),
      'text/xml; charset=windows-1252',
      '\uFEFF<é/>',
    ],
    ['is no other parameter', bytes('é', 'utf8'), 'text/xml; x-charset=ISO-8859-1', 'é'],
    ['is UTF-8 when it is one that nobody knows', bytes('é', 'utf8'), 'text/xml; charset=klingon', 'é'],
    [
      'is not UTF-16 for a declaration that can be read byte by byte',
      bytes('<?xml version="1.0" encoding="UTF-16"?><é/>', 'utf8'),
      'text/xml',
      '<?xml version="1.0" encoding="UTF-16"?><é/>',
    ],
    [
      'keeps a byte-order mark of UTF-8, for the parser to judge',
      bytes('\uFEFF<a/>', 'utf8'),
      'text/xml',
      '\uFEFF<a/>',
    ],
    ['shows bytes that are no UTF-8 as U+FFFD', bytes('é', 'latin1'), 'text/xml', '\uFFFD'],
  ])('%s', async (_what, body, type, text) => {
    const { body: read, bytes: size } = await bodyOf(body, `Content-Type: ${type}`);
    expect([read, size]).toEqual([text, body.length]);
  });
});

describe('a compressed answer', () => {
  const text = '<Response><Say>Grüße</Say></Response>';

  it.each<readonly [string, Uint8Array]>([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    [' GZIP ', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['identity', Buffer.from(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['br,identity , gzip', gzipSync(brotliCompressSync(text))],
    ['deflate, gzip', gzipSync(deflateRawSync(text))],
  ])(
    'with Content-Encoding: %s is decoded; its sizes are those of the text and of the wire',
    async (encoding, bytes) => {
      expect(await bodyOf(bytes, `Content-Encoding: ${encoding}`)).toMatchObject({
        body: text,
        bytes: Buffer.byteLength(text),
        rawBytes: bytes.length,
      });
    },
  );

  it('may name its codings in several headers', async () => {
    const bytes = brotliCompressSync(gzipSync(text));
    const { body } = await bodyOf(bytes, 'Content-Encoding: gzip', 'content-encoding: br');
    expect(body).toBe(text);
  });

  it('may hold nothing, however often it was packed', async () => {
    const { body, bytes } = await bodyOf(brotliCompressSync(''), 'Content-Encoding: gzip, br');
    expect([body, bytes]).toEqual(['', 0]);
  });

  it('may come in chunks; its size on the wire is without them', async () => {
    const bytes = gzipSync(text);
    const server = await serveBytes(
      `${OK}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n${bytes.length.toString(16)}\r\n`,
      bytes,
      '\r\n0\r\n\r\n',
    );
    expect(await answered(send(server.origin))).toMatchObject({ body: text, rawBytes: bytes.length });
  });

  it('is counted decoded: 64 kB of it are fine', async () => {
    const { body, bytes } = await bodyOf(gzipSync('x'.repeat(MAX)), 'Content-Encoding: gzip');
    expect([body.length, bytes]).toEqual([MAX, MAX]);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)(
    'that is a bomb (%s) is cut at the limit, with its beginning to show',
    async (encoding, compress) => {
      const bomb = compress(Buffer.alloc(5_000_000, 'boom '));
      const { body, bytes } = await bodyOf(bomb, `Content-Encoding: ${encoding}`);
      expect([body.length, bytes]).toEqual([MAX, MAX + 1]);
      expect(body.startsWith('boom boom')).toBe(true);
    },
  );

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)(
    'that is larger on the wire than decoded (%s) is fine up to the limit',
    async (encoding, compress) => {
      const packed = compress(randomBytes(MAX));
      expect(packed.length).toBeGreaterThan(MAX);
      const { bytes, rawBytes } = await bodyOf(packed, `Content-Encoding: ${encoding}`);
      expect([bytes, rawBytes]).toEqual([MAX, packed.length]);
    },
  );

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('that is above the limit before it is decoded (%s) is cut too', async (encoding, compress) => {
    const { bytes } = await bodyOf(compress(randomBytes(80_000)), `Content-Encoding: ${encoding}`);
    expect(bytes).toBe(MAX + 1);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('is not waited for when it cannot fit any more (%s)', async (encoding, compress) => {
    const beginning = compress(randomBytes(200_000)).subarray(0, 150_000);
    const server = await serveRaw(({ socket }) => {
      socket.write(`${OK}Content-Encoding: ${encoding}\r\nContent-Length: 190000\r\n\r\n`);
      socket.write(beginning);
    });
    expect((await answered(send(server.origin))).bytes).toBe(MAX + 1);
    await server.quiet();
  });

  it('that never comes to anything is cut', async () => {
    const nothing = Buffer.from([0, 0, 0, 0xff, 0xff]);
    const empty = Buffer.concat(Array.from({ length: 60_000 }, () => nothing));
    const { body, bytes } = await bodyOf(empty, 'Content-Encoding: deflate');
    expect([body, bytes]).toEqual(['', MAX + 1]);
  });

  it('that is a bomb inside a bomb stays packed', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(50_000_000)));
    const { body, bytes, rawBytes } = await bodyOf(bomb, 'Content-Encoding: gzip, gzip');
    expect([body.length, bytes, rawBytes]).toEqual([MAX, MAX + 1, bomb.length]);
  });

  it.each(['zstd', 'gzip, zstd', 'aws-chunked'])(
    'with Content-Encoding: %s fails as an encoding that nothing here reads',
    async (encoding) => {
      const server = await serveBytes(`${OK}Content-Encoding: ${encoding}\r\nContent-Length: 2\r\n\r\nhi`);
      expect(await failed(send(server.origin))).toMatchObject({
        reason: 'encoding',
        detail: `nothing here reads Content-Encoding: ${encoding.split(', ').at(-1)}`,
        partial: true,
      });
    },
  );

  it('that is not what it says fails as an encoding', async () => {
    const server = await serveBytes(`${OK}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello`);
    expect(await failed(send(server.origin))).toMatchObject({
      reason: 'encoding',
      detail: 'Z_DATA_ERROR',
      partial: true,
    });
  });

  it('that lacks its end fails as an encoding', async () => {
    const cut = gzipSync(text).subarray(0, -6);
    const server = await serveBytes(
      `${OK}Content-Encoding: gzip\r\nContent-Length: ${cut.length}\r\n\r\n`,
      cut,
    );
    expect(await failure(send(server.origin))).toEqual({ reason: 'encoding', detail: 'Z_BUF_ERROR' });
  });
});

describe('the limit of 64 kB', () => {
  it('lets exactly that through', async () => {
    const { body, bytes } = await bodyOf('x'.repeat(MAX));
    expect([body.length, bytes]).toEqual([MAX, MAX]);
  });

  it.each([MAX + 1, 70_000, 5_000_000])(
    'cuts %i bytes, keeps the beginning and says that it did',
    async (size) => {
      const { body, bytes, rawBytes } = await bodyOf('x'.repeat(size));
      expect([body.length, bytes, rawBytes]).toEqual([MAX, MAX + 1, MAX + 1]);
    },
  );

  it('counts bytes, not characters', async () => {
    const { body, bytes } = await bodyOf('é'.repeat(MAX / 2 + 1));
    expect([body, bytes]).toEqual(['é'.repeat(MAX / 2), MAX + 1]);
  });

  it('drops the connection of an answer that never ends', async () => {
    const server = await serveRaw(({ socket }) => {
      socket.write(`${OK}\r\n`);
      const more = () => {
        while (!socket.destroyed && socket.write('x'.repeat(10_000))) {}
      };
      socket.on('drain', more);
      more();
    });
    const { body, bytes } = await answered(send(server.origin));
    expect([body.length, bytes]).toEqual([MAX, MAX + 1]);
    await server.quiet();
  });

  it('is the request’s', async () => {
    const server = await serveBytes(`${OK}Content-Length: 11\r\n\r\n<Response/>`);
    expect(await answered(send(server.origin, { maxBytes: 5 }))).toMatchObject({ body: '<Resp', bytes: 6 });
  });
});

describe('an answer that is no text', () => {
  const bytes = randomBytes(3000);

  it.each([
    'audio/mpeg',
    'AUDIO/X-WAV; rate=8000',
    'video/mp4',
    'image/png',
    'application/octet-stream',
    ' application/octet-stream ; x=y',
  ])('has its bytes, and no text: %s', async (type) => {
    const { body, media, bytes: size, rawBytes } = await bodyOf(bytes, `Content-Type: ${type}`);
    expect([body, size, rawBytes]).toEqual(['', bytes.length, bytes.length]);
    expect(media).toEqual(new Uint8Array(bytes));
  });

  it.each(['text/xml', 'text/html; charset=audio/mpeg', 'application/octet-stream-xml', 'audio', ''])(
    'is not meant by the type "%s"',
    async (type) => {
      expect(await bodyOf('hello', `Content-Type: ${type}`)).toMatchObject({ body: 'hello', media: null });
    },
  );

  it('without a type is text', async () => {
    expect(await bodyOf('hello')).toMatchObject({ body: 'hello', media: null });
  });

  it('is decoded', async () => {
    const { media, rawBytes } = await bodyOf(
      gzipSync(bytes),
      'Content-Type: audio/mpeg',
      'Content-Encoding: gzip',
    );
    expect(media).toEqual(new Uint8Array(bytes));
    expect(rawBytes).toBe(gzipSync(bytes).length);
  });

  it('is read whole, however much larger than a document may be', async () => {
    const large = randomBytes(MAX + 100);
    const { media, bytes: size } = await bodyOf(large, 'Content-Type: audio/mpeg');
    expect(media).toEqual(new Uint8Array(large));
    expect(size).toBe(large.length);
  });

  it('may be empty', async () => {
    expect(await bodyOf('', 'Content-Type: audio/mpeg')).toMatchObject({
      body: '',
      bytes: 0,
      media: new Uint8Array(),
    });
  });
});
