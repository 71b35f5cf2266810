import { describe, expect, it } from 'vitest';
import { COLOUR, lookOf, MONO, paint } from '../../../src/tui/terminal/theme.ts';
import { span } from '../../../src/tui/text/line.ts';

const LINE = [
  span('a'),
  span('b', 'quiet'),
  span('c', 'strong'),
  span('d', 'focus'),
  span('e', 'good'),
  span('f'),
];

describe('the look', () => {
  it('opens each style by itself, closes what ends, and leaves nothing open', () => {
    const painted = paint(LINE, { theme: COLOUR, ascii: false }).replaceAll('\u001B', '^');
    expect(painted).toBe('a^[2mb^[22m^[1mc^[36md^[22m^[32me^[39mf');
  });

  it('is without colour when NO_COLOR is set to anything', () => {
    expect(lookOf({ NO_COLOR: '1' }, false).theme).toBe(MONO);
    expect(lookOf({ NO_COLOR: '' }, false).theme).toBe(COLOUR);
    expect(
      Object.values(MONO)
        .flatMap((style) => style.split(';'))
        .filter((code) => !/^[127]?$/.test(code)),
    ).toEqual([]);
  });

  it('has an ASCII sign of one column for each of our marks', () => {
    const marks = '─━│┃┌┐└┘├┤┏┓┗┛✓▸▹●◆○…·•×→↪←↑↓—█░';
    const painted = paint([span(marks)], { theme: COLOUR, ascii: true });
    expect(painted).toMatch(/^[ -~]+$/);
    expect(painted).toHaveLength(marks.length);
  });
});
