import type { Sid } from '../engine/identifiers.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { MOST_REPLIES } from '../twiml/language/limits.ts';
import { outgoing } from './outgoing.ts';

/** The most documents that are requested for one message (error dictionary, 14106). */
export const MOST_DOCUMENTS = 50;
/**
 * After this many replies between two numbers, each within the time below of the one before, further replies fail for
 * that long (14107).
 */
const MOST_IN_A_ROW = 30;
const SOON_MS = 30_000;

/** The replies and documents that a message has used. */
type Used = { readonly replies: number; readonly documents: number };

const NAME = 'used';

/** Counts another reply to a message; false if it exceeds the limit. */
export function countReply(turn: Turn, sid: Sid): boolean {
  const used = usedBy(turn, sid);
  note(turn, sid, { ...used, replies: used.replies + 1 });
  return used.replies < MOST_REPLIES;
}

/** Counts another document of a message; false if it exceeds the limit. */
export function countDocument(turn: Turn, sid: Sid): boolean {
  const used = usedBy(turn, sid);
  note(turn, sid, { ...used, documents: used.documents + 1 });
  return used.documents < MOST_DOCUMENTS;
}

/** True while two machines seem to answer each other. */
export function isLoop(turn: Turn, from: string, to: string): boolean {
  const row = outgoing(turn)
    .filter((message) => message.from === from && message.to === to)
    .slice(-MOST_IN_A_ROW)
    .map(({ sentAt }) => sentAt);
  return (
    row.length === MOST_IN_A_ROW && row.every((at, index) => (row[index + 1] ?? turn.now) - at < SOON_MS)
  );
}

/** The first document counts as well. */
function usedBy(turn: Turn, sid: Sid): Used {
  return turn.shared<Readonly<Record<Sid, Used>>>(NAME, {})[sid] ?? { replies: 0, documents: 1 };
}

function note(turn: Turn, sid: Sid, used: Used): void {
  turn.share(NAME, { ...turn.shared<Readonly<Record<Sid, Used>>>(NAME, {}), [sid]: used });
}
