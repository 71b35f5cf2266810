import type { HopFailure, HopRequest, HopResponse } from '../../http/hop.ts';
import { UNSENT } from '../../http/hop.ts';
import { type FaultKind, kindText } from './fault.ts';
import type { ActiveFault } from './tampering.ts';

type Got = HopResponse | HopFailure;

/** The wire as a fault needs it. */
export interface SpoiledWire {
  send(): Promise<Got>;
  /** Real time passes; on a virtual clock none does. Comes back early when the hop is aborted. */
  pass(ms: number): Promise<void>;
  /** Whether a second request's answer is waited for too, so that nothing is left under way. */
  readonly waitsForAll: boolean;
}

/** Sends a hop with what goes wrong on its way; what had an effect is said with the answer. */
export async function sendSpoiled(
  request: HopRequest,
  faults: readonly ActiveFault[],
  wire: SpoiledWire,
): Promise<Got> {
  const refused = strongest(faults, 'refused');
  if (refused) return refusal(refused);
  const had: ActiveFault[] = [];
  let got = await wire.send();
  const duplicated = strongest(faults, 'duplicated');
  if (duplicated) {
    had.push(duplicated);
    const again = wire.send();
    if (wire.waitsForAll) await again;
  }
  const slow = strongest(faults, 'slow');
  if (slow?.kind.type === 'slow' && got.kind === 'response') {
    had.push(slow);
    const before = got.durationMs;
    got = delayed(got, slow.kind.ms, request);
    await wire.pass(got.durationMs - before);
  }
  const status = strongest(faults, 'status');
  if (status?.kind.type === 'status' && got.kind === 'response') {
    had.push(status);
    got = replaced(got, status.kind.status);
  }
  const truncated = strongest(faults, 'truncated');
  if (truncated && got.kind === 'response') {
    had.push(truncated);
    got = cutOff(got);
  }
  const held = strongest(faults, 'out-of-order');
  if (held) had.push(held);
  return had.length === 0 ? got : { ...got, sent: { ...got.sent, fault: had.map(words).join(', ') } };
}

/** Of one kind the fault that was asked for last counts. */
function strongest(faults: readonly ActiveFault[], type: FaultKind['type']): ActiveFault | undefined {
  return faults.findLast(({ kind }) => kind.type === type);
}

/** `slow 5s (--fault)`. */
function words({ kind, asked }: ActiveFault): string {
  return `${kindText(kind)} (${asked})`;
}

function refusal(fault: ActiveFault): HopFailure {
  return {
    kind: 'failure',
    reason: 'refused',
    detail: `on request: ${fault.asked}`,
    partial: false,
    durationMs: 0,
    timing: null,
    sent: { ...UNSENT, fault: words(fault) },
  };
}

/** The answer so much later; or none, where the hop does not wait so long. */
function delayed(got: HopResponse, ms: number, { timeoutMs, readTimeoutMs }: HopRequest): Got {
  const { durationMs, timing } = got;
  const silence = timing?.firstByteMs ?? durationMs;
  const asked = Math.max(0, durationMs - silence - (timing?.downloadMs ?? 0));
  const total = timeoutMs ?? Number.POSITIVE_INFINITY;
  const gaveUp = readTimeoutMs === null ? Number.POSITIVE_INFINITY : asked + readTimeoutMs;
  const late = { kind: 'failure', partial: false, timing: null, sent: got.sent } as const;
  if (silence + ms > (readTimeoutMs ?? Number.POSITIVE_INFINITY) && gaveUp < total) {
    const detail = `nothing came for ${readTimeoutMs} ms`;
    return { ...late, reason: 'read-timeout', detail, durationMs: gaveUp };
  }
  if (durationMs + ms > total) return { ...late, reason: 'timeout', detail: '', durationMs: total };
  const later = timing?.firstByteMs == null ? timing : { ...timing, firstByteMs: timing.firstByteMs + ms };
  return { ...got, durationMs: durationMs + ms, timing: later };
}

/** Statuses whose answers have no body (RFC 9110 section 6.4.1). */
function bodiless(status: number): boolean {
  return status < 200 || status === 204 || status === 304;
}

/** Nothing is left of the app's own answer but how long it took. */
function replaced(got: HopResponse, status: number): HopResponse {
  const body = bodiless(status)
    ? ''
    : `status ${status}, on request: twiml-debug put this in place of the answer\n`;
  const bytes = body.length;
  return {
    ...got,
    status,
    headers: body === '' ? [] : [['Content-Type', 'text/plain']],
    body,
    bytes,
    rawBytes: bytes,
    content: null,
  };
}

function cutOff({ status: headStatus, durationMs, timing, sent }: HopResponse): HopFailure {
  const detail = 'in the middle of the answer, on request';
  return { kind: 'failure', reason: 'closed', detail, partial: true, headStatus, durationMs, timing, sent };
}
