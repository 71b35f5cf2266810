import type { Target } from '../../engine/placed/leg-setup.ts';
import { splitCredentials } from '../../http/authentication.ts';
import { httpUrl } from '../../http/url/http-url.ts';
import { type PublicUrl, toPublic } from '../../http/url/public-url.ts';
import type { Debuggable } from '../session/debuggable.ts';

/** A URL that somebody wrote, made whole, or what is wrong with it. */
export type WrittenUrl =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly message: string };

/** Makes a written URL whole: relative to what is debugged, under its public origin where it has one. */
export function writtenUrl(text: string, target: Target, routes: readonly PublicUrl[]): WrittenUrl {
  const base = target.kind === 'url' ? target.url : target.baseUrl;
  const parsed = URL.parse(text, base ?? undefined);
  if (!parsed) {
    const why = base === null ? 'there is no base for it: this TwiML came without a URL' : 'it is not a URL';
    return { ok: false, message: `"${text}": ${why}` };
  }
  if (!/^https?:$/.test(parsed.protocol))
    return { ok: false, message: `"${text}": only http and https URLs can be requested` };
  const whole = httpUrl(text, base ?? undefined) ?? parsed.href;
  if (splitCredentials(whole).credentials !== null)
    return { ok: false, message: `"${text}": put the login into the URL of the target` };
  return { ok: true, url: toPublic(whole, routes) };
}

/** What the first call of a session asks: the base of what is written. */
export function firstTarget({ legs }: Debuggable): Target | null {
  return legs[0]?.setup.target ?? null;
}

/** The paths that were asked for documents so far, each once. */
export function knownPaths({ journal, position }: Debuggable): readonly string[] {
  const paths = journal
    .exchanges(position)
    .flatMap(({ event }) => (event.type === 'exchange' ? [URL.parse(event.url)?.pathname ?? '/'] : []));
  return [...new Set(paths)];
}
