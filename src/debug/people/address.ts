import type { Refusal } from '../../errors/result.ts';

/**
 * What is wrong with the address of a phone, in words; `null` for one that there may be: a number (E.164 or a short
 * code), a name (anonymous, an alphanumeric sender), or a SIP, client or channel address. Only what nobody can have
 * is refused.
 */
export function wrongAddress(text: string): Refusal | null {
  if (text.trim() === '') return 'it is empty';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\u0000-\u001F\u007F-\u009F]/.test(text)) return 'it contains control characters';
  // Alphanumeric senders may be two words.
  const name = /^[\p{L}\p{N}._-]+( [\p{L}\p{N}._-]+)*$/u.test(text) && /\p{L}/u.test(text);
  if (/\s/.test(text) && !name) return 'it contains white space';
  const [, scheme, address = text] = /^([a-z]+):(.*)$/i.exec(text) ?? [];
  if (address === '') return `nothing follows ${scheme}:`;
  if (!address.startsWith('+') || (scheme !== undefined && /^(sips?|client)$/i.test(scheme))) return null;
  return /^\+[1-9]\d{0,14}$/.test(address) ? null : 'behind + stand the digits of a number, at most 15';
}
