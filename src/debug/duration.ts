const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Reads `500ms`, `3s`, `1.5m` or `1h` as milliseconds; `null` for what is none of these. */
export function parseDuration(text: string): number | null {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(text) ?? [];
  return number === undefined ? null : Math.round(Number(number) * (UNITS[unit] ?? 1));
}

/** How so many milliseconds are written; reads the same again. */
export function durationWords(ms: number): string {
  return ms > 0 && ms < 1000 ? `${ms}ms` : `${ms / 1000}s`;
}
