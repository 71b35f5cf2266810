import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftNotes } from '../../../src/debug/views/conversation/draft-view.ts';
import { drafted, draftRows, writtenInto } from '../../../src/tui/prompt/draft.ts';
import { EMPTY_PROMPT, type Prompt } from '../../../src/tui/prompt/prompt.ts';
import { lineWidth } from '../../../src/tui/text/fit-line.ts';

const HISTORY = ['newest', 'older'];

function typed(keys: readonly string[], from: Prompt = EMPTY_PROMPT): Prompt {
  return keys.reduce((draft, key) => {
    const next = drafted(draft, key, HISTORY);
    if (typeof next === 'string') throw new Error(`${key} made it ${next}`);
    return next;
  }, from);
}

const textOf = (...keys: readonly string[]) => typed(keys).line.text;

describe('the message that is being written', () => {
  it('takes every character for text, and Alt-Enter for a line break', () => {
    expect(textOf(...'n:?1#', 'Space', 'q', 'Alt-Enter', '👍')).toBe('n:?1# q\n👍');
  });

  it('is sent with Enter, left with Esc, and Ctrl-P asks for a command', () => {
    expect(['Enter', 'Esc', 'Ctrl-P'].map((key) => drafted(EMPTY_PROMPT, key, HISTORY))).toEqual([
      'send',
      'leave',
      'command',
    ]);
  });

  it('recalls earlier messages with Up, and gives back what was typed with Down', () => {
    expect(textOf('x', 'Up')).toBe('newest');
    expect(textOf('x', 'Up', 'Up', 'Up')).toBe('older');
    expect(textOf('x', 'Up', 'Down')).toBe('x');
  });

  it('stays empty when nothing is left to delete', () => {
    expect(textOf('x', 'Backspace', 'Backspace')).toBe('');
  });

  it('keeps line breaks and joined emoji of a paste, and drops controls', () => {
    const { line } = writtenInto(EMPTY_PROMPT, 'a\r\nb\rc\u2028d\u0007\u001B👨‍👩‍👧\te');
    expect(line.text).toBe('a\nb\nc\nd👨‍👩‍👧 e');
  });

  it('is counted', () => {
    const notes = (text: string) => draftNotes({ live: null }, text)[0];
    expect([notes(''), notes('a'), notes('ab')]).toEqual(['', '1 character', '2 characters']);
    expect(notes('a'.repeat(161))).toBe('161 characters · 2 segments of GSM-7');
  });

  it('is shown in rows that hold all of it, none too wide, with one cursor', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '日', '👍', 'é'), maxLength: 60 });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 2, max: 20 }),
        (whole, at, columns) => {
          const cursor = [...whole].slice(0, at).join('').length;
          const { rows, cursorRow } = draftRows({ text: whole, cursor }, columns);
          for (const row of rows) expect(lineWidth(row)).toBeLessThanOrEqual(columns + 1);
          const marks = rows.flatMap((row, index) =>
            row.flatMap(({ tone }) => (tone === 'selected' ? [index] : [])),
          );
          expect(marks).toEqual([cursorRow]);
          const shown = rows.map((row) => row.map((piece) => piece.text).join('')).join('');
          expect(shown.replaceAll(' ', '')).toBe(whole.replace(/[\n ]/g, ''));
        },
      ),
    );
  });
});
