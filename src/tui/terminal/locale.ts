/** The variables that say which characters a terminal can show, the first one that is set wins (POSIX: 8.2). */
const VARIABLES = ['LC_ALL', 'LC_CTYPE', 'LANG'] as const;

/**
 * True where the locale says that only ASCII can be shown: C, POSIX, or another character set than UTF-8. A locale
 * that is not set says nothing (containers, macOS, Windows), nor does one that names no character set.
 */
export function asciiLocale(env: NodeJS.ProcessEnv): boolean {
  const locale = VARIABLES.map((name) => env[name]).find((value) => value) ?? '';
  if (/^(C|POSIX)$/i.test(locale)) return true;
  const charset = /\.([^@]*)/.exec(locale)?.[1];
  return charset !== undefined && !/^utf-?8$/i.test(charset);
}
