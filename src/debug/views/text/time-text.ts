export { spanText } from '../../../errors/span-text.ts';

/** A time on the session's clock: `00:04.2`, with hours only where there are any. */
export function clockText(ms: number): string {
  const tenths = Math.floor(Math.max(0, ms) / 100);
  const seconds = Math.floor(tenths / 10);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = two(Math.floor(seconds / 60) % 60);
  return `${hours > 0 ? `${hours}:` : ''}${minutes}:${two(seconds % 60)}.${tenths % 10}`;
}

/** How long something took: `18 ms`, `2.1 s`, `3:05`. */
export function durationText(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 99_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A part of a hop's time, which may be less than a millisecond: `0.4 ms`, `18 ms`, `2.1 s`. */
export function fineDurationText(ms: number): string {
  return ms > 0 && ms < 9.95 ? `${ms.toFixed(1)} ms` : durationText(ms);
}
