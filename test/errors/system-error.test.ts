import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSystemError, systemErrorWords } from '../../src/errors/system-error.ts';

function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
}

describe('an error of the system', () => {
  it('is told in words, with its code', () => {
    const missing = thrown(() => readFileSync('/nowhere/at/all'));
    expect(systemErrorWords(missing)).toBe('there is no such file or folder (ENOENT)');
    expect(isSystemError(missing)).toBe(true);
  });

  it('of an unknown kind is told in its own words', () => {
    const odd = Object.assign(new Error('EODD: odd, open'), { code: 'EODD', syscall: 'open' });
    expect(systemErrorWords(odd)).toBe('EODD: odd, open');
    expect(isSystemError(odd)).toBe(false);
    expect(systemErrorWords('words')).toBe('words');
  });

  it('is none of a mistake in the program', () => {
    expect(isSystemError(new TypeError('x is not a function'))).toBe(false);
    expect(isSystemError(Object.assign(new Error('bad'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBe(false);
    expect(isSystemError(null)).toBe(false);
  });
});
