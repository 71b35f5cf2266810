import { describe, expect, it } from 'vitest';
import { excerptView } from '../../../src/debug/views/source/excerpt-view.ts';
import { pointAt } from '../../../src/errors/excerpt.ts';
import { excerptRows } from '../../../src/tui/panes/excerpt-rows.ts';
import { widthOf } from '../../../src/tui/text/columns.ts';

/** The rows around the place of a word, as they are on the screen. */
function shown(source: string, word: string, columns: number): readonly string[] {
  const start = source.indexOf(word);
  const { excerpt, location } = pointAt(source, 'http://app.test/voice', start, start + word.length);
  return excerptRows(excerptView(excerpt, location), columns, 'error').map((row) =>
    row.map(({ text }) => text).join(''),
  );
}

describe('the source around a problem', () => {
  const words = 'some words '.repeat(40);

  it('is shown as it is where there is room', () => {
    expect(shown('<Response>\n  <Sya>hi</Sya>\n</Response>', '<Sya>', 40)).toEqual([
      '1 | <Response>',
      '2 |   <Sya>hi</Sya>',
      '  |   ^^^^^',
    ]);
  });

  it.each([20, 40, 56, 78, 120])('is cut around the place in %i columns, the caret below it', (columns) => {
    const [line = '', caret = ''] = shown(`<Say>${words}MISTAKE ${words}</Say>`, 'MISTAKE', columns);
    expect(caret.indexOf('^')).toBe(line.indexOf('MISTAKE'));
    expect(caret.length).toBeLessThanOrEqual(columns);
    expect(caret.match(/\^/g)).toHaveLength(7);
  });

  it('cuts the lines before the same way', () => {
    const rows = shown(`<Response>\n${words}\n${words}MISTAKE ${words}`, 'MISTAKE', 40);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toBe('1 | …');
    expect(rows[1]).toMatch(/^2 \| …/);
    expect(rows[3]?.indexOf('^')).toBe(rows[2]?.indexOf('MISTAKE'));
  });

  it('has its caret below characters that are wide', () => {
    const [line = '', caret = ''] = shown('<Say>日本語👍 間違い</Say>', '間違い', 60);
    expect(caret.indexOf('^')).toBe(widthOf(line.slice(0, line.indexOf('間違い'))));
    expect(caret.match(/\^/g)).toHaveLength(6);
  });
});
