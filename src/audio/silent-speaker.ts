import { estimateMs } from './estimate.ts';
import type { Speaker } from './speaker.ts';

/** Makes no sound, and takes the time that it would take. */
export function silentSpeaker(): Speaker {
  return { start: (piece) => ({ durationMs: estimateMs(piece), stop: () => {} }) };
}
