import { allWork, type Work } from '../../engine/pending.ts';
import type { Switchboard } from '../../engine/switchboard.ts';

/** What a message waits for before the next one is written; a callback's answer changes nothing. */
const IS_UNDER_WAY: Readonly<Record<Work['kind'], boolean>> = { hop: false, play: true, timer: true };

/**
 * When the next message of a conversation is due: so many milliseconds after the first `count` have been dealt with
 * and all their replies have gone their way; `null` before. Callbacks may still be waiting for their answers.
 */
export function quietSince(
  { now, legs, pending }: Switchboard,
  count: number,
  afterMs: number,
): number | null {
  if (legs.rows.size !== count || legs.live > 0) return null;
  if (allWork(pending).some(({ kind }) => IS_UNDER_WAY[kind])) return null;
  return now + afterMs;
}
