import { maskedLogins } from '../../http/url/masked-logins.ts';

/** What stands where a secret was. */
export const REDACTED = '(redacted)';

/**
 * The value of a header as it may be handed on: cookies without their values, no credentials (in a
 * URL either), no signature.
 */
export function redactedHeader(name: string, value: string): string {
  switch (name.toLowerCase()) {
    case 'cookie':
      return value.split('; ').map(withoutValue).join('; ');
    case 'set-cookie':
      return redactedSetCookie(value);
    case 'authorization':
    case 'proxy-authorization':
      return `${value.split(' ', 1)[0]} ${REDACTED}`;
    case 'x-twilio-signature':
      return REDACTED;
    default:
      return maskedLogins(value);
  }
}

/** A Set-Cookie header without the cookie's value; what else it says stays. */
export function redactedSetCookie(header: string): string {
  const end = header.indexOf(';');
  return end === -1 ? withoutValue(header) : withoutValue(header.slice(0, end)) + header.slice(end);
}

function withoutValue(pair: string): string {
  const at = pair.indexOf('=');
  // A cookie without a name is all value.
  return at === -1 ? REDACTED : `${pair.slice(0, at)}=${REDACTED}`;
}
