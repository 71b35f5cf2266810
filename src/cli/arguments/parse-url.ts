import { credentialsDiagnostic } from '../../http/authentication.ts';
import { UsageError } from './usage-error.ts';

/** Parses an option that is a URL to ask; it may hold a login. */
export function absoluteUrl(text: string): string {
  const refused = credentialsDiagnostic(text);
  if (refused) throw new UsageError(`${refused.message}; ${refused.help}`);
  if (isHttpUrl(text)) return text;
  throw new UsageError(`write an absolute http or https URL, not "${text}"`);
}

/** Parses the Voice URL of an application that can be dialled, as `SID=URL`. */
export function applicationUrl(
  text: string,
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [, sid, url = ''] = /^(AP[\da-f]{32})=(.*)$/i.exec(text) ?? [];
  if (sid === undefined || !isHttpUrl(url) || credentialsDiagnostic(url))
    throw new UsageError(`write SID=URL (the SID of a TwiML app and its Voice URL), not "${text}"`);
  return { ...before, [sid]: url };
}

/** A public origin, and the local one that serves it; `null` where the target's own is meant. */
export interface WrittenPublicUrl {
  readonly origin: string;
  readonly local: string | null;
}

/** Parses `ORIGIN` or `ORIGIN=LOCAL`. */
export function publicUrl(text: string): WrittenPublicUrl {
  const at = text.indexOf('=');
  if (at === -1) return { origin: originOf(text, text), local: null };
  return { origin: originOf(text.slice(0, at), text), local: originOf(text.slice(at + 1), text) };
}

/** A path would be lost, and a login belongs to the target. */
function originOf(text: string, written: string): string {
  const url = URL.parse(text);
  const isOrigin = url && url.href === `${url.origin}/`;
  if (isOrigin && /^https?:$/.test(url.protocol)) return url.origin;
  throw new UsageError(`write origins, like https://app.example.com=http://127.0.0.1:3000, not "${written}"`);
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
