import type { MessageStatus } from '../engine/happened.ts';
import type { Sid, WorkId } from '../engine/identifiers.ts';
import type { Callback } from '../engine/placed/leg-setup.ts';
import type { Switchboard } from '../engine/switchboard.ts';
import type { Turn } from '../engine/turn/turn.ts';

/** The next status of a message, and how long after the previous one it comes. */
export type Stage = {
  readonly status: MessageStatus;
  readonly afterMs: number;
  readonly error: number | null;
  /** The reason for this status has been reported already. */
  readonly told?: true;
};

/** A sent message, as plain data. */
export type Outgoing = {
  readonly sid: Sid;
  /** The message that it answers. */
  readonly leg: Sid;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly string[];
  /** How many of its files have not arrived yet, and the bytes of those that have; `null` when none is awaited. */
  readonly files: { readonly awaited: number; readonly bytes: number } | null;
  readonly status: MessageStatus;
  readonly error: number | null;
  readonly sentAt: number;
  /** The statuses that are still to come, and the timer for the first of them. */
  readonly stages: readonly Stage[];
  readonly timer: WorkId | null;
  readonly callback: { readonly url: Callback['url']; readonly method: Callback['method'] } | null;
  /** Set if Twilio sent it on its own, such as the answer to STOP. */
  readonly automatic?: true;
};

const NAME = 'messages';

/** Every message that was sent in a session, in order. */
export function outgoing(turn: Turn): readonly Outgoing[] {
  return turn.shared<readonly Outgoing[]>(NAME, []);
}

/** The same, for views of a switchboard. */
export function sentMessages({ shared }: Pick<Switchboard, 'shared'>): readonly Outgoing[] {
  // Only this file stores anything under this name.
  return (shared[NAME] ?? []) as readonly Outgoing[];
}

/** Stores a new or changed message. */
export function keep(turn: Turn, message: Outgoing): void {
  const all = outgoing(turn);
  const known = all.some(({ sid }) => sid === message.sid);
  const next = known ? all.map((other) => (other.sid === message.sid ? message : other)) : [...all, message];
  turn.share(NAME, next);
}

/** The last message that somebody received from a number; `null` before the first. */
export function lastReceived(board: Switchboard, recipient: string, sender: string): Outgoing | null {
  return sentMessages(board).findLast(({ from, to }) => from === sender && to === recipient) ?? null;
}
