/** An absolute http or https URL from one that may be relative to `base`; `null` when it is none. */
export function httpUrl(written: string, base?: string): string | null {
  const url = URL.parse(written, base);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : null;
}
