import type { Session } from '../../debug/session/session.ts';
import { interruption } from '../process/interruption.ts';
import type { Output } from '../process/output.ts';

/** How long a session that is left may take to come to its end, in milliseconds. */
const LONGEST_MS = 1_000;
/** After this long it is said what is waited for. */
const SOON_MS = 250;

/**
 * Brings a call that somebody leaves in the middle of it to its end: all hang up, the application is told of it, and
 * the recording ends as others do. What takes longer than a second is given up, and all of it on Ctrl+C.
 */
export async function comeToEnd(session: Session, output: Pick<Output, 'say'>): Promise<void> {
  if (!session.board || session.over) return;
  const interrupted = interruption();
  try {
    await ended(session, output, interrupted.signal);
  } finally {
    interrupted.release();
  }
  session.abandon();
}

function ended(session: Session, output: Pick<Output, 'say'>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const told = setTimeout(() => output.say('hanging up (Ctrl+C quits at once)'), SOON_MS);
    const longest = setTimeout(() => done(), LONGEST_MS);
    const unsubscribe = session.subscribe({
      happened: ({ type }) => {
        if (type === 'end') done();
      },
    });
    const done = () => {
      clearTimeout(told);
      clearTimeout(longest);
      unsubscribe();
      resolve();
    };
    signal.addEventListener('abort', done, { once: true });
    session.leave();
  });
}
