import { maskedLogins } from '../../http/url/masked-logins.ts';

/** Replaces a secret. */
export const REDACTED = '(redacted)';

/**
 * Makes the value of a header safe to hand on: cookies lose their values, and credentials (in a URL too) and
 * signatures are replaced.
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

/** Removes the cookie's value from a Set-Cookie header; its attributes stay. */
export function redactedSetCookie(header: string): string {
  const end = header.indexOf(';');
  return end === -1 ? withoutValue(header) : withoutValue(header.slice(0, end)) + header.slice(end);
}

function withoutValue(pair: string): string {
  const at = pair.indexOf('=');
  // A cookie without a name is all value.
  return at === -1 ? REDACTED : `${pair.slice(0, at)}=${REDACTED}`;
}
