import { wrongAddress } from '../../debug/people/address.ts';
import { UsageError } from './usage-error.ts';

/** Parses who calls or is called. */
export function address(text: string): string {
  const wrong = wrongAddress(text);
  if (wrong === null) return text;
  throw new UsageError(
    `"${text}": ${wrong}; write a number like +15551230001, or an address with sip:, client:, whatsapp: ... in front`,
  );
}

/** Parses the SID of an account. */
export function accountSid(text: string): string {
  if (isAccountSid(text)) return text;
  throw new UsageError(`write AC and 32 hexadecimal digits, not "${text}"`);
}

/** True for the SID of an account. */
export function isAccountSid(text: string): boolean {
  return /^AC[0-9a-f]{32}$/i.test(text);
}

/** Parses the SID of a messaging service. */
export function messagingServiceSid(text: string): string {
  if (/^MG[0-9a-f]{32}$/i.test(text)) return text;
  throw new UsageError(`write MG and 32 hexadecimal digits, not "${text}"`);
}

/** Parses `NAME=VALUE`. */
export function parameter(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  if (at <= 0) throw new UsageError(`write NAME=VALUE, not "${text}"`);
  return [text.slice(0, at), text.slice(at + 1)];
}
