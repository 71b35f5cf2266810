import { describe, expect, it } from 'vitest';
import { spanText } from '../../src/errors/span-text.ts';

const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;

describe('a span of time in words', () => {
  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [119 * S, '119 s'],
    [2 * MIN, '2 min'],
    [12 * MIN, '12 min'],
    [119 * MIN, '119 min'],
    [2 * H, '2 h'],
    [47 * H, '47 h'],
    [48 * H, '2 days'],
    [2e8, '2 days'],
    [-90 * S, '-90 s'],
  ])('takes the next unit from two of it on: %i ms', (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });
});
