import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointAt } from '../../src/errors/excerpt.ts';

/** The excerpt around the first occurrence of `what`. */
function around(source: string, what: string): string {
  const start = source.indexOf(what);
  return pointAt(source, 'http://app.test/voice', start, start + what.length).excerpt;
}

describe('an excerpt', () => {
  it('shows the line with carets under the place, and two lines before it', () => {
    expect(around('one\ntwo\nthree\nfour five\nsix', 'five')).toBe(
      ['2 | two', '3 | three', '4 | four five', '  |      ^^^^'].join('\n'),
    );
  });

  it('shows as many lines before as there are', () => {
    expect(around('one\ntwo', 'two')).toBe(['1 | one', '2 | two', '  | ^^^'].join('\n'));
    expect(around('one', 'n')).toBe(['1 | one', '  |  ^'].join('\n'));
  });

  it('aligns the numbers of its lines', () => {
    expect(around(`${'\n'.repeat(8)}nine\nten`, 'ten')).toBe(
      [' 8 | ', ' 9 | nine', '10 | ten', '   | ^^^'].join('\n'),
    );
  });

  it('makes a tab one space, so that the caret stands under its character', () => {
    expect(around('\t\t<Say>', '<Say>')).toBe(['1 |   <Say>', '  |   ^^^^^'].join('\n'));
  });

  it('underlines what is on the first line of a place that spans several', () => {
    expect(around('a <Say\nvoice="x">', '<Say\nvoice="x">')).toBe(['1 | a <Say', '  |   ^^^^'].join('\n'));
  });

  it('has one caret for a place without length, also at the end of the text', () => {
    expect(pointAt('ab', 'u', 2, 2).excerpt).toBe(['1 | ab', '  |   ^'].join('\n'));
    expect(pointAt('', 'u', 0, 0).excerpt).toBe(['1 | ', '  | ^'].join('\n'));
  });

  it('cuts a long line around the place and says so with ellipses', () => {
    const source = `${'a'.repeat(5_000)}<Say>${'b'.repeat(5_000)}`;
    const [line = '', carets = ''] = around(source, '<Say>').split('\n');
    expect(line).toBe(`1 | …${'a'.repeat(48)}<Say>${'b'.repeat(43)}…`);
    expect(carets).toBe(`  | ${' '.repeat(49)}^^^^^`);
  });

  it('cuts a long line behind the place when the place is near its start', () => {
    const [line = '', carets = ''] = around(`<Say>${'b'.repeat(500)}`, '<Say>').split('\n');
    expect(line).toBe(`1 | <Say>${'b'.repeat(91)}…`);
    expect(carets).toBe('  | ^^^^^');
  });

  it('stays within the width however long the place is', () => {
    for (const row of around('x'.repeat(70_000), 'x'.repeat(70_000)).split('\n')) {
      expect(row.length).toBeLessThanOrEqual(102);
    }
  });

  it('stands under the character that its location names, whatever the text', () => {
    const text = fc
      .array(fc.constantFrom('a', 'é', '\t', '\n', '\r\n', '\r', '<', 'x'.repeat(70)), {
        minLength: 1,
        maxLength: 30,
      })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.nat(), (source, any) => {
        const offset = any % source.length;
        const found = pointAt(source, 'u', offset, offset + 1);
        const rows = found.excerpt.split('\n');
        const caret = (rows.at(-1) ?? '').indexOf('^');
        const shown = (rows.at(-2) ?? '')[caret];
        const char = source[offset] ?? '';
        if (char === '\n' || char === '\r') expect(shown).toBeUndefined();
        else expect(shown).toBe(char === '\t' ? ' ' : char);
      }),
    );
  });
});

describe('pointAt', () => {
  it('gives the location in UTF-16 units with its line and column', () => {
    expect(pointAt('😀\r\n<Say/>', 'http://app.test/voice', 4, 10).location).toMatchObject({
      url: 'http://app.test/voice',
      offset: 4,
      length: 6,
      line: 2,
      column: 1,
    });
  });

  it('makes a place that ends before it starts one without length', () => {
    expect(pointAt('abc', 'u', 2, 1).location).toMatchObject({
      url: 'u',
      offset: 2,
      length: 0,
      line: 1,
      column: 3,
    });
  });
});
