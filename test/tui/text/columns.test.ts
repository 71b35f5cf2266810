import { describe, expect, it } from 'vitest';
import { pad, truncate, truncateMiddle, widthOf, wrapColumns } from '../../../src/tui/text/columns.ts';
import { fitLine, lineWidth, spread } from '../../../src/tui/text/fit-line.ts';
import { span } from '../../../src/tui/text/line.ts';

describe('text in columns', () => {
  it.each([
    ['plain', 5],
    ['▸ ✓ ●', 5],
    ['日本', 4],
    ['🎉', 2],
    ['é', 1],
    ['👨‍👩‍👧', 2],
  ])('%s takes %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it.each([
    ['abcdef', 4, 'abc…'],
    ['日本語', 4, '日…'],
    ['abc', 3, 'abc'],
    ['abc', 0, ''],
  ])('%s in %i columns is %j', (text, columns, expected) => {
    expect(truncate(text, columns)).toBe(expected);
  });

  it('a column is exactly as wide as it was asked to be, wide characters or not', () => {
    expect(widthOf(pad('日本語', 4))).toBe(4);
    expect(widthOf(pad('日本語', 5))).toBe(5);
    expect(pad('7', 3, 'start')).toBe('  7');
    expect(truncateMiddle('CA0123456789', 9)).toBe('CA01…6789');
  });

  it('wraps at blanks where there are some', () => {
    expect(wrapColumns('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapColumns('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrapColumns('', 3)).toEqual(['']);
  });

  it('wraps anywhere where nothing may be lost', () => {
    expect(wrapColumns('one two  three', 5, 'anywhere')).toEqual(['one t', 'wo  t', 'hree']);
    expect(wrapColumns('日本語', 5, 'anywhere')).toEqual(['日本', '語']);
  });

  it('wraps a long text without looking at all of it for each row', () => {
    const text = `${'x'.repeat(100_000)}日本${'👨‍👩‍👧'.repeat(1000)}`;
    const rows = wrapColumns(text, 50, 'anywhere');
    expect(rows.join('')).toBe(text);
    expect(Math.max(...rows.map(widthOf))).toBe(50);
  });

  it('a line is cut or filled to its width, in whatever pieces it comes', () => {
    const pieces = [span('ab'), span('日本', 'strong'), span('cd')];
    for (let columns = 0; columns < 12; columns++) expect(lineWidth(fitLine(pieces, columns))).toBe(columns);
    for (let columns = 10; columns < 30; columns++) {
      expect(lineWidth(spread(pieces, [span('at the right')], columns))).toBe(columns);
    }
  });
});
