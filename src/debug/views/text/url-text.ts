import type { Debuggable } from '../../session/debuggable.ts';
import { visibleText } from './visible-text.ts';

/** A URL as short as it can be without doubt: its path and query on the host that is debugged, all of it elsewhere. */
export function urlText(url: string, home: string | null): string {
  const parsed = URL.parse(url);
  if (!parsed || (home !== null && parsed.origin !== URL.parse(home)?.origin)) return visibleText(url);
  return visibleText(parsed.pathname + parsed.search);
}

/** The URL that is debugged, or the base of a document that was given without one. */
export function homeOf({ leg, legs }: Debuggable): string | null {
  const target = leg?.setup.target ?? legs[0]?.setup.target;
  if (!target) return null;
  return target.kind === 'url' ? target.url : target.baseUrl;
}

/** A URL as the application gave it: without the parameters that a GET carries in its query. */
export function withoutParams(url: string, params: Readonly<Record<string, string>>): string {
  const parsed = URL.parse(url);
  if (!parsed || parsed.search === '') return url;
  const own = [...parsed.searchParams].filter(([name, value]) => params[name] !== value);
  if (own.length === parsed.searchParams.size) return url;
  parsed.search = String(new URLSearchParams(own));
  return parsed.href;
}
