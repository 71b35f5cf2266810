import type { Switchboard } from '../../engine/switchboard.ts';

/**
 * When the next message of a conversation is due: so many milliseconds after the first `count` have been dealt with
 * and all their replies have gone their way; `null` before. Callbacks may still be waiting for their answers.
 */
export function quietSince(
  { now, legs, pending }: Switchboard,
  count: number,
  afterMs: number,
): number | null {
  const all = Object.values(legs);
  if (all.length !== count || all.some(({ endedAt }) => endedAt === null)) return null;
  if (Object.values(pending).some(({ kind }) => kind !== 'hop')) return null;
  return now + afterMs;
}
