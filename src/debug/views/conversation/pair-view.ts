import { cookiesLeftMs } from '../../../message/conversation.ts';
import { messagesOf, type Pair, pairKey, pairOf, pairsOf } from '../../conversation/pair.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { fetches } from '../../session/leg-facts.ts';
import { spanText } from '../text/time-text.ts';
import { visibleText } from '../text/visible-text.ts';

/** A pair of numbers among the others, in words. */
export interface PairView {
  /** Counts from 1, in the order in which the pairs began. */
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly selected: boolean;
  /** The debugger holds because of it. */
  readonly holds: boolean;
  /** `3 messages`, `the webhook is asked`. */
  readonly does: string;
  /** Its cookies, and how long they last: `1 cookie, 3 h left`. */
  readonly cookies: string;
}

/** Every pair of the session at the position, in the order in which they began. */
export function pairViews(target: Debuggable): readonly PairView[] {
  const looked = pairOf(target);
  return pairsOf(target).map((pair, index) => {
    const messages = messagesOf(target.legs, pair);
    const asked = messages.some(({ sid, endedAt }) => endedAt === null && fetches(target, sid));
    const count = messages.length === 1 ? '1 message' : `${messages.length} messages`;
    return {
      number: index + 1,
      from: visibleText(pair.from),
      to: visibleText(pair.to),
      selected: looked !== null && pairKey(looked) === pairKey(pair),
      holds: messages.some(({ sid }) => sid === target.held?.leg) && target.live !== null,
      does: asked ? 'the webhook is asked' : count,
      cookies: cookiesText(target, pair),
    };
  });
}

/** The cookies of a pair and how long Twilio keeps them; empty where there are none. */
export function cookiesText(target: Debuggable, pair: Pair): string {
  const { board, now } = target;
  const jar = messagesOf(target.legs, pair).at(-1)?.jar ?? [];
  if (!board || jar.length === 0) return '';
  const count = jar.length === 1 ? '1 cookie' : `${jar.length} cookies`;
  const left = cookiesLeftMs(board, pair, Math.max(board.now, now));
  return left <= 0 ? `${count}, gone` : `${count}, ${spanText(left)} left`;
}
