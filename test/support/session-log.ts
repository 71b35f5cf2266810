import type { PublicEvent, PublicEventOf } from '../../src/debug/public-event.ts';
import type { Session } from '../../src/debug/session/session.ts';

/** What a session told from beginning to end. */
export interface SessionLog {
  readonly events: readonly PublicEvent[];
  of<T extends PublicEvent['type']>(type: T): readonly PublicEventOf<T>[];
  readonly end: PublicEventOf<'end'>;
}

/** Places what a session is about and follows it to its end. */
export async function toItsEnd(session: Session): Promise<SessionLog> {
  const events: PublicEvent[] = [];
  await new Promise<void>((resolve, reject) => {
    session.subscribe({
      happened(event) {
        events.push(event);
        if (event.type === 'end') resolve();
      },
    });
    session.restart();
    const told = () => events.map((event) => JSON.stringify(event)).join('\n');
    setTimeout(() => reject(new Error(`it did not end:\n${told()}`)), 15_000).unref();
  });
  const of = <T extends PublicEvent['type']>(type: T) =>
    events.filter((event) => event.type === type) as PublicEventOf<T>[];
  const [end] = of('end');
  if (!end) throw new Error('no end');
  return { events, of, end };
}
