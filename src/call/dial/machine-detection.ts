import { arrived } from '../../engine/arrival.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { Turn } from '../../engine/turn.ts';
import type { Party } from './party.ts';

/** How long the simulated detection listens, in milliseconds. */
const DETECTION_MS = 2_400;

/**
 * Tells `amdStatusCallback` who answered (Twilio docs: Number, "machineDetection"). Nobody waits for it: the parties
 * are connected meanwhile.
 */
export function watchForMachine(turn: Turn, sid: Sid, party: Party | undefined): void {
  if (!party || party.machineDetection === '' || !party.amdCallback) return;
  const own = [
    ['AnsweredBy', answeredBy(turn.leg(sid).answeredBy, party.machineDetection)],
    ['MachineDetectionDuration', String(DETECTION_MS)],
  ] as const;
  const wanted = { purpose: 'amd-status', ...party.amdCallback, own } as const;
  arrived(turn, sid, turn.request(sid, wanted), 'amd-status', 'nobody');
}

/** `machine_start` as soon as it is known, or the end of the greeting where that was asked for. */
function answeredBy(who: Leg['answeredBy'], detection: string): string {
  if (who !== 'machine') return who ?? 'unknown';
  return detection === 'DetectMessageEnd' ? 'machine_end_beep' : 'machine_start';
}
