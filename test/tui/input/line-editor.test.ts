import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EditedLine, edited, inserted } from '../../../src/tui/input/line-editor.ts';

/** A line with its cursor as a bar. */
function line(text: string): EditedLine {
  return { text: text.replace('|', ''), cursor: text.indexOf('|') };
}

function shown({ text, cursor }: EditedLine): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

describe('editing a line', () => {
  it.each([
    ['ab|', 'c', 'abc|'],
    ['a|b', 'Space', 'a |b'],
    ['a|b', '1', 'a1|b'],
    ['ab|', 'Left', 'a|b'],
    ['|ab', 'Left', '|ab'],
    ['a|b', 'Right', 'ab|'],
    ['ab|', 'Right', 'ab|'],
    ['a|b', 'Home', '|ab'],
    ['a|b', 'Ctrl-E', 'ab|'],
    ['ab|c', 'Backspace', 'a|c'],
    ['|ab', 'Backspace', '|ab'],
    ['a|bc', 'Delete', 'a|c'],
    ['cookie set |a', 'Ctrl-W', 'cookie |a'],
    ['ab|cd', 'Ctrl-U', '|cd'],
    ['ab|cd', 'Ctrl-K', 'ab|'],
    ['日本|', 'Backspace', '日|'],
    ['a👨‍👩‍👧|', 'Backspace', 'a|'],
    ['|👨‍👩‍👧b', 'Right', '👨‍👩‍👧|b'],
  ])('%s and %s is %s', (before, key, after) => {
    expect(shown(edited(line(before), key) ?? line('nothing|'))).toBe(after);
  });

  it.each(['Enter', 'Tab', 'Esc', 'F5', 'Ctrl-C', 'Alt-x', 'PgUp'])('leaves %s alone', (key) => {
    expect(edited(line('ab|'), key)).toBeNull();
  });

  it('keeps what joins letters and emoji', () => {
    const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';
    expect(inserted({ text: '', cursor: 0 }, family).text).toBe(family);
    expect(inserted({ text: '', cursor: 0 }, '\u0645\u06CC\u200C\u062E').text).toHaveLength(4);
  });

  it('lets nothing in that is not seen: a line break is a blank', () => {
    expect(shown(inserted(line('a|b'), 'x\r\ny\u001B[2J\u202Ez\u2028'))).toBe('ax y [2Jz |b');
  });

  it('keeps the cursor inside, and the line within bounds', () => {
    const keys = fc.constantFrom(
      'Left',
      'Right',
      'Home',
      'End',
      'Backspace',
      'Delete',
      'Ctrl-W',
      'Ctrl-U',
      'Ctrl-K',
    );
    const acts = fc.array(fc.oneof(keys, fc.string({ unit: 'grapheme', minLength: 2 })));
    fc.assert(
      fc.property(acts, (list) => {
        let now: EditedLine = { text: '', cursor: 0 };
        for (const act of list) now = edited(now, act) ?? inserted(now, act.repeat(100));
        expect(now.cursor).toBeGreaterThanOrEqual(0);
        expect(now.cursor).toBeLessThanOrEqual(now.text.length);
        expect(now.text.length).toBeLessThanOrEqual(2000);
        expect(now.text).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
