import { UNSEEN } from '../../debug/views/text/visible-text.ts';
import { maskedLogins } from '../../http/url/masked-logins.ts';

const ALL_UNSEEN = new RegExp(`(?!\\n)${UNSEEN.source}`, 'gv');

/**
 * A value as JSON that is safe to print: JSON.stringify leaves characters as they are that some terminals obey or do
 * not show. With `indent` it is laid out for reading.
 */
export function printableJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(ALL_UNSEEN, escaped);
}

/** One value a line: events, findings, codes. Passwords of URLs are masked. */
export function jsonLine(value: unknown): string {
  return maskedLogins(printableJson(value));
}

/** `\uXXXX` for each UTF-16 unit (RFC 8259, section 7). */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
