import type { Sid } from '../identifiers.ts';
import { beginExchange } from '../turn/exchanges.ts';
import type { Failure } from '../turn/failure.ts';
import type { Turn } from '../turn/turn.ts';
import { arrived } from './arrival.ts';

/**
 * Asks the fallback URL for a document in place of the one that failed, with ErrorCode and ErrorUrl (Twilio docs:
 * Availability and reliability). It serves every failure of a call or message but its own; answers false when there is none
 * to ask.
 */
export function askFallback(turn: Turn, sid: Sid, { code, url, purpose }: Failure): boolean {
  const { fallback } = turn.leg(sid).setup;
  if (!fallback || purpose === 'fallback') return false;
  const own = [
    ['ErrorCode', String(code)],
    ['ErrorUrl', url ?? ''],
  ] as const;
  arrived(turn, sid, beginExchange(turn, sid, { purpose: 'fallback', ...fallback, own }), {
    purpose: 'fallback',
    awaitedBy: 'leg',
  });
  return true;
}
