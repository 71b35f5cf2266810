/**
 * Makes text from outside safe and honest to print: control characters (escape sequences begin with one) become
 * their visible pictures, invisible direction marks and halves of characters their code points. Line breaks and
 * tabs are controls too.
 */
export function visibleText(text: string): string {
  // Nearly every text is clean; one test is cheaper than rebuilding it.
  return UNSAFE.test(text) ? text.replace(ALL_UNSAFE, picture) : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const UNSAFE = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\p{Surrogate}]/u;
const ALL_UNSAFE = new RegExp(UNSAFE.source, 'gu');

function picture(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
