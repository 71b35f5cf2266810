/**
 * How a message travels, which the form of its addresses tells (Twilio docs: Twilio's request to your incoming
 * message webhook URL).
 */
export type Channel = 'sms' | 'whatsapp' | 'rcs' | 'messenger';

const PREFIXES: ReadonlySet<string> = new Set(['whatsapp', 'rcs', 'messenger']);

/** The channel of an address; `null` for an unknown prefix. */
export function channelOf(address: string): Channel | null {
  const prefix = /^([a-z]+):/i.exec(address)?.[1]?.toLowerCase();
  if (prefix === undefined) return 'sms';
  // The test above guarantees the type.
  return PREFIXES.has(prefix) ? (prefix as Channel) : null;
}

/** An address without the name of its channel. */
export function bareAddress(address: string): string {
  return address.replace(/^[a-z]+:/i, '');
}

/** A short code has three to six digits and no plus. */
export function isShortCode(address: string): boolean {
  return /^\d{3,6}$/.test(address);
}

/** A toll-free number of North America: the carriers of these answer STOP and START themselves. */
export function isTollFree(address: string): boolean {
  return /^\+1(800|833|844|855|866|877|888)\d{7}$/.test(address);
}

/**
 * Reads a recipient as documents write it, in E.164: separators are removed, and without `+` it is a number in the
 * sender's country (Twilio docs: Message, "to"). Only the local form of North America is known here; any other number
 * is left as it is.
 */
export function recipient(written: string, sender: string): string {
  const text = written.trim();
  if (/^[a-z]+:/i.test(text) || isShortCode(text)) return text;
  const digits = text.replace(/[\s().-]/g, '');
  if (!/^\d+$/.test(digits)) return digits;
  if (/^\+1\d{10}$/.test(sender) && digits.length === 10) return `+1${digits}`;
  return digits.length > 6 ? `+${digits}` : digits;
}
