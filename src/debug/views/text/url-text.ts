import { joinUrl, splitUrl } from '../../../http/url/http-url.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { visibleText } from './visible-text.ts';

/** A URL as short as it can be without doubt: its path and query on the host that is debugged, all of it elsewhere. */
export function urlText(url: string, home: string | null): string {
  const parsed = URL.parse(url);
  if (!parsed || (home !== null && parsed.origin !== URL.parse(home)?.origin)) return visibleText(url);
  const { path, query } = splitUrl(url) ?? { path: parsed.pathname, query: parsed.search };
  return visibleText((path || '/') + query);
}

/** The URL that is debugged, or the base of a document that was given without one. */
export function homeOf({ leg, legs }: Debuggable): string | null {
  const target = leg?.setup.target ?? legs[0]?.setup.target;
  if (!target) return null;
  return target.kind === 'url' ? target.url : target.baseUrl;
}

/** A URL as the application gave it: without the parameters that a GET carries in its query. */
export function withoutParams(url: string, params: Readonly<Record<string, string>>): string {
  const parts = splitUrl(url);
  if (!parts || parts.query === '') return url;
  const pairs = parts.query.slice(1).split('&');
  const own = pairs.filter((pair) => {
    const [[name = '', value = ''] = []] = [...new URLSearchParams(pair)];
    return params[name] !== value;
  });
  if (own.length === pairs.length) return url;
  return joinUrl({ ...parts, query: own.length === 0 ? '' : `?${own.join('&')}` });
}
