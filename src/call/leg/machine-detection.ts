import type { Sid } from '../../engine/identifiers.ts';
import { arrived } from '../../engine/running/arrival.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import { beginExchange } from '../../engine/turn/exchanges.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { callSetup } from '../call-setup.ts';

/** How answering machines are told from people; times in milliseconds (Twilio docs: Number, "machineDetection"). */
export type Detection = {
  readonly mode: 'Enable' | 'DetectMessageEnd';
  readonly timeoutMs: number;
  /** Who speaks longer than this is a machine. */
  readonly speechMs: number;
  /** Silence that ends a greeting. */
  readonly speechEndMs: number;
};

/** What people say when they pick up, how long a machine's greeting is, and how soon a fax is known by its tone. */
const HELLO_MS = 900;
const GREETING_MS = 5_000;
const FAX_TONE_MS = 1_100;

/** What Twilio takes where nothing else is said. */
const DEFAULTS = { timeoutMs: 30_000, speechMs: 2_400, speechEndMs: 1_200 } as const;

/** What an outbound call of the REST API was asked to find out; `null` for nothing. */
export function detectionOnCall(leg: Leg): Detection | null {
  const { machineDetection } = callSetup(leg);
  return machineDetection ? { mode: machineDetection, ...DEFAULTS } : null;
}

/** Who answered an outbound call, as its requests say it once that is known (captured requests); else nothing. */
export function answeredBy(leg: Leg, now: number): Params {
  const detection = detectionOnCall(leg);
  if (leg.answeredAt === null || !detection) return [];
  const known = leg.answeredAt + detect(leg.answeredBy, detection).ms;
  return now < known ? [] : detectionParams(leg.answeredBy, detection);
}

/** Reads a noun's `machineDetection` and what belongs to it; `null` where it is off. */
export function detectionOf(noun: ElementReader): Detection | null {
  const mode = noun.word('machineDetection');
  if (mode !== 'Enable' && mode !== 'DetectMessageEnd') return null;
  const seconds = noun.number('machineDetectionTimeout');
  return {
    mode,
    timeoutMs: seconds === null ? DEFAULTS.timeoutMs : seconds * 1000,
    speechMs: noun.number('machineDetectionSpeechThreshold') ?? DEFAULTS.speechMs,
    speechEndMs: noun.number('machineDetectionSpeechEndThreshold') ?? DEFAULTS.speechEndMs,
  };
}

/**
 * What is found out about who answered, and after how many milliseconds: `machine_start` as soon as somebody has
 * spoken for too long, or the beep after the greeting where that was asked for.
 */
export function detect(
  who: Leg['answeredBy'],
  { mode, timeoutMs, speechMs, speechEndMs }: Detection,
): { readonly answeredBy: string; readonly ms: number } {
  const found = () => {
    if (who === 'fax') return { answeredBy: 'fax', ms: FAX_TONE_MS };
    if (who !== 'machine') return { answeredBy: 'human', ms: HELLO_MS + speechEndMs };
    if (mode === 'Enable') return { answeredBy: 'machine_start', ms: speechMs };
    return { answeredBy: 'machine_end_beep', ms: GREETING_MS + speechEndMs };
  };
  const { answeredBy, ms } = found();
  return ms > timeoutMs ? { answeredBy: 'unknown', ms: timeoutMs } : { answeredBy, ms };
}

/** How a request says what was found out. */
function detectionParams(who: Leg['answeredBy'], detection: Detection): Params {
  const { answeredBy, ms } = detect(who, detection);
  return [
    ['AnsweredBy', answeredBy],
    ['MachineDetectionDuration', String(ms)],
  ];
}

/** Tells `amdStatusCallback` who answered. Nobody waits for it: the parties are connected meanwhile. */
export function tellDetection(
  turn: Turn,
  sid: Sid,
  detection: Detection,
  callback: { readonly url: string; readonly method: 'GET' | 'POST' } | null,
): void {
  if (!callback) return;
  const own = detectionParams(turn.leg(sid).answeredBy, detection);
  const wanted = { purpose: 'amd-status', ...callback, own } as const;
  arrived(turn, sid, beginExchange(turn, sid, wanted), { purpose: 'amd-status', awaitedBy: 'nobody' });
}
