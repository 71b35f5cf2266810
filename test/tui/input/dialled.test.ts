import { describe, expect, it } from 'vitest';
import { dialled } from '../../../src/tui/input/dialled.ts';

describe('a pasted number', () => {
  it.each([
    ['123#', '123#'],
    [' +1 (555) 123-0001'.replace('+', ''), '15551230001'],
    ['12*\n', '12*'],
  ])('%j is dialled as %s', (text, expected) => {
    expect(
      dialled(text)
        ?.map(({ key }) => key)
        .join(''),
    ).toBe(expected);
  });

  it('waits half a second for w and a whole one for W', () => {
    expect(dialled('1wW2')).toEqual([
      { key: '1', afterMs: 0 },
      { key: '2', afterMs: 1500 },
    ]);
  });

  it.each(['q', '12n', 'rm -rf /', '', 'w', '1'.repeat(100), '1\u001B2'])(
    '%j is not dialled at all',
    (text) => {
      expect(dialled(text)).toBeNull();
    },
  );
});
