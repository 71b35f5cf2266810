import { describe, expect, it } from 'vitest';
import { asciiLocale } from '../../../src/tui/terminal/locale.ts';

describe('a locale', () => {
  it.each([
    ['that is not set', {}, false],
    ['that is set to nothing', { LC_ALL: '', LANG: '' }, false],
    ['C', { LANG: 'C' }, true],
    ['POSIX', { LC_CTYPE: 'POSIX' }, true],
    ['C with UTF-8', { LANG: 'C.UTF-8' }, false],
    ['of another character set', { LANG: 'de_DE.ISO-8859-15@euro' }, true],
    ['that names no character set', { LANG: 'en_US' }, false],
    ['in other letters', { LANG: 'en_US.utf8' }, false],
    ['with a modifier', { LANG: 'de_DE.UTF-8@euro' }, false],
    ['whose LC_ALL wins', { LC_ALL: 'C', LC_CTYPE: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }, true],
    ['whose LC_CTYPE wins over LANG', { LC_CTYPE: 'en_US.UTF-8', LANG: 'C' }, false],
    ['whose empty LC_ALL does not count', { LC_ALL: '', LANG: 'C' }, true],
  ] as const)('%s', (_, env, ascii) => {
    expect(asciiLocale(env)).toBe(ascii);
  });
});
