import type { Callback, Target } from '../../engine/placed/leg-setup.ts';
import { splitCredentials } from '../../http/authentication.ts';
import type { Credentials } from '../../http/hop.ts';
import { type PublicUrl, toPublic } from '../../http/url/public-url.ts';
import type { WrittenPublicUrl } from '../arguments/parse-url.ts';
import { UsageError } from '../arguments/usage-error.ts';

/** Origins that lead to a local server; without a local part they lead to the target's. */
export function publicUrls(written: readonly WrittenPublicUrl[], target: Target): readonly PublicUrl[] {
  return written.map(({ origin, local }) => {
    if (local !== null) return { origin, local };
    if (target.kind === 'url') return { origin, local: new URL(target.url).origin };
    throw new UsageError(`--public-url: write ${origin}=LOCAL, since the target is not a URL`);
  });
}

/** With --public-url the target itself is asked for, signed and shown under its public origin. */
export function publicTarget(target: Target, routes: readonly PublicUrl[]): Target {
  return target.kind === 'url' ? { ...target, url: toPublic(target.url, routes) } : target;
}

/** A URL to ask, under its public origin and without its login. */
export function publicCallback(
  url: string | undefined,
  method: 'GET' | 'POST',
  routes: readonly PublicUrl[],
): Callback | null {
  return url === undefined ? null : { url: toPublic(splitCredentials(url).url, routes), method };
}

/** Logins that the user gave in URLs, by the origin that asks for them: they stay out of the state. */
export function loginsOf(
  urls: readonly (string | null | undefined)[],
  routes: readonly PublicUrl[],
): ReadonlyMap<string, Credentials> {
  const logins = new Map<string, Credentials>();
  for (const written of urls) {
    if (!written) continue;
    const { url, credentials } = splitCredentials(written);
    if (credentials) logins.set(new URL(toPublic(url, routes)).origin, credentials);
  }
  return logins;
}
