import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faxTypeOf, pagesOf } from '../../../src/cli/fax/pages.ts';

/** A TIFF whose directories, of so many entries each, are chained one after the other. */
function tiff(little: boolean, entries: readonly number[]): Buffer {
  const sizes = entries.map((count) => 2 + count * 12 + 4);
  const bytes = Buffer.alloc(8 + sizes.reduce((sum, size) => sum + size, 0));
  bytes.write(little ? 'II*\0' : 'MM\0*', 'latin1');
  const long = (value: number, at: number) =>
    little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  const short = (value: number, at: number) =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  let at = 8;
  long(entries.length === 0 ? 0 : at, 4);
  for (const [index, count] of entries.entries()) {
    short(count, at);
    const next = at + (sizes[index] ?? 0);
    long(index === entries.length - 1 ? 0 : next, next - 4);
    at = next;
  }
  return bytes;
}

const pdf = (...objects: readonly string[]) =>
  Buffer.from(
    `%PDF-1.4\n${objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('')}%%EOF`,
  );

describe('the type of a document', () => {
  it.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['\u{feff}\n%PDF-1.4', 'application/pdf'],
    ['II*\0', 'image/tiff'],
    ['MM\0*', 'image/tiff'],
    ['II+\0', null],
    ['hello', null],
    ['', null],
    [`${' '.repeat(2000)}%PDF-1.4`, null],
  ] as const)('of %j is %s, by its first bytes', (text, type) => {
    expect(faxTypeOf(Buffer.from(text))).toBe(type);
  });
});

describe('the pages of a TIFF', () => {
  it.each([true, false])('are its directories, in both byte orders (little-endian: %s)', (little) => {
    expect(pagesOf(tiff(little, [3]), 'image/tiff')).toBe(1);
    expect(pagesOf(tiff(little, [1, 12, 0, 5]), 'image/tiff')).toBe(4);
  });

  it('end where the chain leaves the file, or comes back', () => {
    const cut = tiff(true, [2, 2, 2]);
    expect(pagesOf(cut.subarray(0, 8 + 30 + 10), 'image/tiff')).toBe(1);
    const round = tiff(true, [1, 1]);
    round.writeUInt32LE(8, round.length - 4);
    expect(pagesOf(round, 'image/tiff')).toBe(2);
  });

  it('cannot be told of one without a directory', () => {
    expect(pagesOf(tiff(true, []), 'image/tiff')).toBeNull();
    expect(pagesOf(Buffer.from('II*\0'), 'image/tiff')).toBeNull();
    expect(pagesOf(Buffer.from('MM\0*\xff\xff\xff\xff', 'latin1'), 'image/tiff')).toBeNull();
  });
});

describe('the pages of a PDF', () => {
  it('are its page objects, not the tree above them', () => {
    const pages = ['<< /Type /Page >>', '<</Type/Page/Parent 1 0 R>>', '<< /Type\n/Page /Rotate 90 >>'];
    const bytes = pdf('<< /Type /Pages /Count 3 >>', ...pages, '<< /Type /PageLabel >>');
    expect(pagesOf(bytes, 'application/pdf')).toBe(3);
  });

  it('are not what a stream says', () => {
    const stream = '<< /Length 20 >>\nstream\n/Type /Page\nendstream';
    expect(pagesOf(pdf('<< /Type /Page >>', stream), 'application/pdf')).toBe(1);
  });

  it('count once when an update wrote them anew, and not when it made something else of them', () => {
    const page = '<< /Type /Page >>';
    const bytes = Buffer.concat([pdf(page, page), pdf(page, '<< /Type /Annot >>')]);
    expect(pagesOf(bytes, 'application/pdf')).toBe(1);
  });

  it('cannot be told where the objects are compressed', () => {
    const packed = '<< /Type /ObjStm /N 9 >>\nstream\n\x01\x02\nendstream';
    expect(pagesOf(pdf(packed), 'application/pdf')).toBeNull();
  });
});

describe('hostile documents', () => {
  it('never throw, and never have more pages than a fax could', () => {
    const start = fc.constantFrom('II*\0', 'MM\0*', '%PDF-', '%PDF-1 0 obj/Type/Page ');
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, rest) => {
        const bytes = Buffer.concat([Buffer.from(head, 'latin1'), rest]);
        const type = faxTypeOf(bytes);
        const pages = type && pagesOf(bytes, type);
        expect(pages === null || (pages > 0 && pages <= 10_000)).toBe(true);
      }),
    );
    const many = pdf(...Array.from({ length: 12_000 }, () => '<</Type/Page>>'));
    expect(pagesOf(many, 'application/pdf')).toBe(10_000);
  });

  it.each(['1', '1 ', '1 1 ', ' ', '1 0 obj ', '/Type', 'stream'])(
    'are read in no time though they are %j over and over',
    (piece) => {
      const bytes = Buffer.from(`%PDF-${piece.repeat(4_000_000 / piece.length)}`);
      const before = performance.now();
      pagesOf(bytes, 'application/pdf');
      expect(performance.now() - before).toBeLessThan(5_000);
    },
    20_000,
  );
});
