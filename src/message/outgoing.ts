import type { MessageStatus } from '../engine/happened.ts';
import type { Sid, WorkId } from '../engine/identifiers.ts';
import type { Callback } from '../engine/placed/leg-setup.ts';
import type { Switchboard } from '../engine/switchboard.ts';
import type { Turn } from '../engine/turn/turn.ts';

/** The next status of a message, so many milliseconds after the one before. */
export type Stage = {
  readonly status: MessageStatus;
  readonly afterMs: number;
  readonly error: number | null;
  /** Why it comes to that has been told. */
  readonly told?: true;
};

/** A message that was sent; plain data. */
export type Outgoing = {
  readonly sid: Sid;
  /** The message that it answers. */
  readonly leg: Sid;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly string[];
  /** Its files that have not come yet, and the bytes of those that have; `null` when none is awaited. */
  readonly files: { readonly awaited: number; readonly bytes: number } | null;
  readonly status: MessageStatus;
  readonly error: number | null;
  readonly sentAt: number;
  /** Statuses that are to come, and the timer that counts to the first of them. */
  readonly stages: readonly Stage[];
  readonly timer: WorkId | null;
  readonly callback: { readonly url: Callback['url']; readonly method: Callback['method'] } | null;
  /** Twilio sent it by itself, as it answers STOP. */
  readonly automatic?: true;
};

const NAME = 'messages';

/** Every message that was sent in a session, in order. */
export function outgoing(turn: Turn): readonly Outgoing[] {
  return turn.shared<readonly Outgoing[]>(NAME, []);
}

/** The same, for whoever looks at a switchboard from outside. */
export function sentMessages({ shared }: Pick<Switchboard, 'shared'>): readonly Outgoing[] {
  // Nobody else puts anything there.
  return (shared[NAME] ?? []) as readonly Outgoing[];
}

/** Keeps a message that is new, or has changed. */
export function keep(turn: Turn, message: Outgoing): void {
  const all = outgoing(turn);
  const known = all.some(({ sid }) => sid === message.sid);
  const next = known ? all.map((other) => (other.sid === message.sid ? message : other)) : [...all, message];
  turn.share(NAME, next);
}

/** The last message that somebody got from a number; `null` before the first. */
export function lastReceived(board: Switchboard, recipient: string, sender: string): Outgoing | null {
  return sentMessages(board).findLast(({ from, to }) => from === sender && to === recipient) ?? null;
}
