import type { Sid } from '../identifiers.ts';
import { inOrder } from '../legs.ts';
import type { Turn } from '../turn/turn.ts';

/** Two legs talk to each other from now on. `reason` says why, in words. */
export function connect(turn: Turn, a: Sid, b: Sid, reason: string): void {
  const bridgedAt = turn.now;
  turn.setLeg(a, { bridgedTo: b, bridgedAt });
  turn.setLeg(b, { bridgedTo: a, bridgedAt });
  const [first, other] = inOrder(turn.board.legs, a, b);
  turn.emit(first, { type: 'connected', with: other, reason });
}

/** A leg and whoever it talks to do so no more. Nothing happens where it talks to nobody. */
export function disconnect(turn: Turn, sid: Sid, reason: string): void {
  const { bridgedTo, bridgedAt } = turn.leg(sid);
  if (bridgedTo === null) return;
  turn.setLeg(sid, { bridgedTo: null });
  if (turn.leg(bridgedTo).bridgedTo === sid) turn.setLeg(bridgedTo, { bridgedTo: null });
  const [first, other] = inOrder(turn.board.legs, sid, bridgedTo);
  const seconds = Math.round((turn.now - (bridgedAt ?? turn.now)) / 1000);
  turn.emit(first, { type: 'disconnected', with: other, reason, seconds });
}
