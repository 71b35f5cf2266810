import { describe, expect, it } from 'vitest';
import { FoldedLines } from '../../../src/cli/transcript/folded-lines.ts';

const folded = (lines: readonly string[]) => {
  const fold = new FoldedLines();
  return [...lines.flatMap((line) => fold.add([line])), ...fold.flush()];
};
const times = <T>(count: number, make: (index: number) => readonly T[]) =>
  Array.from({ length: count }, (_, index) => make(index)).flat();

describe('lines that come again and again', () => {
  it('are shown ten times, then counted', () => {
    const loop = times(1010, (at) => [
      `00:0${at % 10}.0  POST  200  /a  ${at} ms`,
      '00:00.0  verb  Redirect',
    ]);
    const shown = folded([...loop, '00:00.0  end']);
    expect(shown).toHaveLength(22);
    expect(shown.slice(0, 20)).toEqual(loop.slice(0, 20));
    expect(shown.slice(20)).toEqual([`${' '.repeat(18)}… the same 2 lines 1,000 times more`, '00:00.0  end']);
  });

  it('are shown again where a round breaks off, and counted anew', () => {
    const loop = times(11, () => ['a', 'b']);
    expect(folded([...loop, 'a', 'c']).slice(20)).toEqual([
      expect.stringContaining('the same 2 lines once more'),
      'a',
      'c',
    ]);
    expect(folded([...times(12, () => ['a']), 'c', ...times(13, () => ['a'])])).toEqual([
      ...times(10, () => ['a']),
      expect.stringContaining('… the same 2 times more'),
      'c',
      ...times(10, () => ['a']),
      expect.stringContaining('… the same 3 times more'),
    ]);
  });

  it('are all shown where they differ, or come less often', () => {
    const lines = [...times(10, () => ['a', 'b']), ...times(30, (at) => [`n${at}`])];
    expect(folded(lines)).toEqual(lines);
  });
});
