import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineTable, lineText, positionAt } from '../../src/errors/line-table.ts';

const ENDINGS = ['\n', '\r\n', '\r'] as const;

describe('lineTable', () => {
  it('ends a line with LF, CRLF or a lone CR, as XML 1.0 section 2.11 knows them', () => {
    expect(lineTable('a\nb\r\nc\rd\n\r\r\n').starts).toEqual([0, 2, 5, 7, 9, 10, 12]);
  });

  it('has one empty line for an empty text', () => {
    expect(lineTable('').starts).toEqual([0]);
  });

  it('does not break lines at characters that only some editors take for line ends', () => {
    expect(lineTable('a\u2028b\u2029c\u0085d\fe\vf').starts).toEqual([0]);
  });
});

describe('positionAt', () => {
  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [2, 1, 3],
    [3, 2, 1],
    [4, 2, 2],
    [5, 3, 1],
    [7, 3, 3],
  ])('of offset %i in "ab\\nc\\nde" is line %i, column %i', (offset, line, column) => {
    expect(positionAt(lineTable('ab\nc\nde'), offset)).toEqual({ line, column });
  });

  it('counts columns in UTF-16 units, so that an astral character is two', () => {
    expect(positionAt(lineTable('😀x'), 2)).toEqual({ line: 1, column: 3 });
  });

  it('counts the LF of a CRLF to the line that it ends', () => {
    expect(positionAt(lineTable('a\r\nb'), 2)).toEqual({ line: 1, column: 3 });
  });

  it('takes an offset beyond the end for the end, and one before the start for the start', () => {
    expect(positionAt(lineTable('ab\nc'), 99)).toEqual({ line: 2, column: 2 });
    expect(positionAt(lineTable('ab\nc'), -1)).toEqual({ line: 1, column: 1 });
  });
});

describe('lineText', () => {
  it('is the line without its ending', () => {
    const table = lineTable('a\r\nb\rc\nd');
    expect([1, 2, 3, 4].map((line) => lineText(table, line))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is empty for a line that does not exist', () => {
    expect([0, -1, 2].map((line) => lineText(lineTable('a'), line))).toEqual(['', '', '']);
  });
});

describe('any text', () => {
  const text = fc
    .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom(...ENDINGS)), {
      maxLength: 12,
    })
    .map((pieces) => pieces.join(''));

  it('puts together again from its lines and the line endings between them', () => {
    fc.assert(
      fc.property(text, (source) => {
        const table = lineTable(source);
        const lines = table.starts.map((_, row) => lineText(table, row + 1));
        expect(lines).toEqual(source.split(/\r\n|\n|\r/));
      }),
    );
  });

  it('counts the column of any offset from the start of its line', () => {
    fc.assert(
      fc.property(text, fc.nat(), (source, any) => {
        const table = lineTable(source);
        const offset = any % (source.length + 1);
        const { line, column } = positionAt(table, offset);
        expect((table.starts[line - 1] ?? Number.NaN) + column - 1).toBe(offset);
      }),
    );
  });
});
