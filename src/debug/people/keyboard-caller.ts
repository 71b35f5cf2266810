import { verbOf } from '../../engine/switchboard.ts';
import type { Caller } from './caller.ts';

/**
 * The person at the keyboard. Keys come through the driver's mailbox; this one only begins to speak when a
 * Record listens, as people do, since no microphone can tell.
 */
export function keyboardCaller(): Caller {
  let spokenTo: number | null = null;
  return {
    heard: true,
    next(leg, now) {
      const verb = verbOf(leg);
      if (verb?.listening?.for !== 'recording' || verb.run === spokenTo) return null;
      return { at: now, act: { type: 'voice', speaking: true } };
    },
    did(leg, act) {
      if (act.type === 'voice') spokenTo = verbOf(leg)?.run ?? spokenTo;
    },
    left: () => [],
    dropped: () => [],
  };
}
