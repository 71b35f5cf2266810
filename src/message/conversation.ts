import type { Sid } from '../engine/identifiers.ts';
import { allLegs } from '../engine/legs.ts';
import type { Leg, Switchboard } from '../engine/switchboard.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { diagnostic } from '../errors/diagnostic.ts';
import { assume } from './assumptions.ts';
import { channelOf } from './channel.ts';
import { sentMessages } from './outgoing.ts';

/**
 * How long cookies last when no message is sent between two numbers, in milliseconds (Twilio help centre: How do
 * Twilio cookies work).
 */
const COOKIES_LAST_MS = 4 * 3_600_000;

/**
 * Gives a new message the cookies of the message before it between the same two addresses, unless four hours have
 * passed without any message.
 */
export function findCookies(turn: Turn, sid: Sid): void {
  const before = conversation(turn, sid).at(-1);
  if (!before) return;
  if (turn.now - lastActivity(turn.board, before) < COOKIES_LAST_MS)
    return turn.setLeg(sid, { jar: before.jar });
  if (before.jar.length === 0) return;
  const rule = 'cookies-expired';
  const message = `the cookies of ${before.setup.from} and ${before.setup.to} are gone after four hours without a message`;
  turn.report(sid, diagnostic({ rule, level: 'info', message }));
}

/**
 * Passes changed cookies on to the other messages of the conversation that are in progress, and to the last one, from
 * which the next message takes them.
 */
export function shareCookies(turn: Turn, sid: Sid): void {
  const { jar } = turn.leg(sid);
  const others = conversation(turn, sid);
  const last = Math.max(...others.map(({ startedAt }) => startedAt));
  for (const other of others) {
    if (other.endedAt === null || other.startedAt === last) turn.setLeg(other.sid, { jar });
  }
  if (jar.length < 2) return;
  assume(turn, 'severalCookies');
  reportSeveral(turn, sid);
}

/**
 * How long after somebody's last message a business may write anything to them, in milliseconds (Twilio docs:
 * WhatsApp).
 */
const WINDOW_MS = 24 * 3_600_000;

/**
 * Tells whether a free text may be sent to somebody by WhatsApp: a day after their last message only templates may
 * (63016).
 */
export function isInWindow({ legs, now }: Switchboard, sender: string, recipient: string): boolean {
  if (channelOf(recipient) !== 'whatsapp') return true;
  return allLegs(legs).some(
    ({ setup, startedAt }) => setup.from === recipient && setup.to === sender && now - startedAt <= WINDOW_MS,
  );
}

/** The other messages of the same two addresses, in the order in which they came. */
function conversation(turn: Turn, sid: Sid): readonly Leg[] {
  const { from, to } = turn.leg(sid).setup;
  return allLegs(turn.board.legs).filter(
    (leg) => leg.sid !== sid && leg.setup.from === from && leg.setup.to === to,
  );
}

function lastActivity(board: Switchboard, { sid, endedAt }: Leg): number {
  const replies = sentMessages(board).filter(({ leg }) => leg === sid);
  return Math.max(endedAt ?? board.now, ...replies.map(({ sentAt }) => sentAt));
}

/**
 * How long the cookies of two addresses still last if nothing more is sent, in milliseconds; 0 if there was no
 * message between them.
 */
export function cookiesLeftMs(
  board: Switchboard,
  { from, to }: { readonly from: string; readonly to: string },
  now: number,
): number {
  const last = allLegs(board.legs).findLast(({ setup }) => setup.from === from && setup.to === to);
  return last ? lastActivity(board, last) + COOKIES_LAST_MS - now : 0;
}

function reportSeveral(turn: Turn, sid: Sid): void {
  const message =
    'more than one cookie is kept for this conversation: older help texts of Twilio promise only one';
  const help = 'keep everything under one session cookie';
  turn.tellOnce(sid, diagnostic({ rule: 'several-cookies', level: 'warning', message, help }));
}
