import { arrived } from '../engine/arrival.ts';
import type { Failure } from '../engine/failure.ts';
import type { Sid } from '../engine/identifiers.ts';
import type { Turn } from '../engine/turn.ts';

/**
 * Asks the fallback URL for a document in place of the one that failed, with ErrorCode and ErrorUrl (Twilio docs:
 * Availability and reliability). It serves every failure of a call but its own; answers false when there is none
 * to ask.
 */
export function askFallback(turn: Turn, sid: Sid, { code, url, purpose }: Failure): boolean {
  const { fallback } = turn.leg(sid).setup;
  if (!fallback || purpose === 'fallback') return false;
  const own = [
    ['ErrorCode', String(code)],
    ['ErrorUrl', url ?? ''],
  ] as const;
  arrived(turn, sid, turn.request(sid, { purpose: 'fallback', ...fallback, own }), 'fallback', 'leg');
  return true;
}
