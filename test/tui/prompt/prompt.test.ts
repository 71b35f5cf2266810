import { describe, expect, it } from 'vitest';
import { EMPTY_PROMPT, type Prompt, pastedInto, prompted, soughtBy } from '../../../src/tui/prompt/prompt.ts';

const COMMANDS = ['next', 'back', 'break ', 'break clear '];
const HISTORY = ['press 1', 'next'];

/** Types keys into a prompt, which stays open. */
function typed(keys: readonly string[], from: Prompt = EMPTY_PROMPT): Prompt {
  return keys.reduce((prompt, key) => {
    const next = step(prompt, key);
    if (typeof next === 'string') throw new Error(`${key} made it ${next}`);
    return next;
  }, from);
}

function step(prompt: Prompt, key: string): Prompt | 'run' | 'leave' {
  return prompted(prompt, key, {
    completions: () => COMMANDS.filter((text) => text.startsWith(soughtBy(prompt))).map((text) => ({ text })),
    history: HISTORY,
  });
}

const text = (...keys: readonly string[]) => typed(keys).line.text;

describe('the prompt', () => {
  it('takes digits and signs for text', () => {
    expect(text(...'press', 'Space', ...'12#:?q')).toBe('press 12#:?q');
  });

  it('runs a line with Enter, leaves with Esc, and with Backspace when there is nothing left', () => {
    expect(step(typed([...'next']), 'Enter')).toBe('run');
    expect(step(EMPTY_PROMPT, 'Enter')).toBe('leave');
    expect(step(typed(['Space']), 'Enter')).toBe('leave');
    expect(step(typed([...'next']), 'Esc')).toBe('leave');
    expect(step(EMPTY_PROMPT, 'Backspace')).toBe('leave');
    expect(text('a', 'Backspace')).toBe('');
  });

  it('goes through the completions with Tab, and back with Shift-Tab', () => {
    expect(text('b', 'Tab')).toBe('back');
    expect(text('b', 'Tab', 'Tab')).toBe('break ');
    expect(text('b', 'Tab', 'Tab', 'Tab', 'Tab')).toBe('back');
    expect(text('b', 'Shift-Tab')).toBe('break clear ');
    expect(typed(['b', 'Tab', 'Tab'])).toMatchObject({ typed: 'b', chosen: 1 });
    expect(text('x', 'Tab')).toBe('x');
  });

  it('goes on from the only completion there is', () => {
    expect(typed(['n', 'Tab'])).toMatchObject({
      line: { text: 'next', cursor: 4 },
      typed: 'next',
      chosen: null,
    });
  });

  it('recalls earlier lines with Up, and gives back what was typed with Down', () => {
    expect(text('b', 'Up')).toBe('press 1');
    expect(text('b', 'Up', 'Up')).toBe('next');
    expect(text('b', 'Up', 'Up', 'Up')).toBe('next');
    expect(text('b', 'Up', 'Up', 'Down')).toBe('press 1');
    expect(text('b', 'Up', 'Down')).toBe('b');
    expect(text('b', 'Down')).toBe('b');
    expect(text('b', 'Up', '2')).toBe('press 12');
  });

  it('keeps an error until the line changes', () => {
    const failed = { ...typed([...'nxt']), error: 'no' };
    expect(typed(['Left'], failed).error).toBe('no');
    expect(typed(['e'], failed).error).toBeNull();
  });

  it('only ever inserts what is pasted', () => {
    const pasted = pastedInto(typed([...'cookie', 'Space']), 'set a=1\nquit\r');
    expect(pasted.line).toEqual({ text: 'cookie set a=1 quit', cursor: 19 });
  });
});
