import type { Caller } from './caller.ts';

/** A phone begins to ring so much after it was dialled; in milliseconds. */
const NETWORK_MS = 500;

/** A dialled party in the hand of whoever sits at the keyboard: its phone rings, all else is for them to do. */
export function keyboardCallee(): Caller {
  return {
    next(leg) {
      if (leg.answeredAt !== null || leg.status === 'ringing') return null;
      return { at: leg.startedAt + NETWORK_MS, act: { type: 'callee', does: 'ring' } };
    },
    did: () => {},
    left: () => [],
    dropped: () => [],
  };
}
