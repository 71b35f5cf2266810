import type { Piece } from '../../audio/piece.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { heardAs } from '../../engine/turn/heard.ts';
import type { Turn } from '../../engine/turn/turn.ts';

/** What a dialled leg tells its Dial when the tones of `sendDigits` have been sent. */
export const SEND_DIGITS = 'digits-sent';

/** The tones that follow the answer have been heard by whoever answered (Twilio docs: Number, "sendDigits"). */
export function digitsSent(turn: Turn, sid: Sid, piece: Piece): void {
  turn.emit(sid, { type: 'heard', interrupted: false, ...heardAs(piece) });
  const { owner } = turn.leg(sid);
  if (owner) turn.post(owner, { type: 'told', what: SEND_DIGITS, data: sid });
}
