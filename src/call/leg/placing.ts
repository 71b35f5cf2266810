import type { CalleeAct } from '../../engine/event.ts';
import type { CallStatus } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Target } from '../../engine/placed/leg-setup.ts';
import { endLeg } from '../../engine/running/leg-life.ts';
import { openTarget } from '../../engine/running/legs.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { giveUpWhere } from '../../engine/turn/exchanges.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import { diagnostic } from '../../errors/diagnostic.ts';
import type { Params } from '../../http/url/params.ts';
import { callSetup } from '../call-setup.ts';
import { answeredBy, detect, detectionOnCall } from './machine-detection.ts';
import { answer, dialled } from './status.ts';

/** How long an outbound call rings before somebody answers, or is heard to be busy; in milliseconds. */
const ANSWER_AFTER_MS = 2_000;
/** How long it rings before nobody has answered: the default of the REST API (Twilio docs: Call resource, Timeout). */
const NO_ANSWER_AFTER_MS = 60_000;

/** Most characters of the REST API's parameter `Twiml` (Twilio error dictionary, 32018). */
const LONGEST_INLINE = 4_000;

/** How a call ends that a party does not take, and why in words. */
const REFUSALS = {
  busy: { status: 'busy', reason: 'the line was busy' },
  'no-answer': { status: 'no-answer', reason: 'nobody answered' },
  fail: { status: 'failed', reason: 'the number could not be reached' },
  cancel: { status: 'canceled', reason: 'it was canceled' },
} as const satisfies Partial<Record<CalleeAct & string, { status: CallStatus; reason: string }>>;

/** A way in which a party does not take a call. */
export type RefusalAct = keyof typeof REFUSALS;

/** True for what a party does that does not take the call. */
export function isRefusal(does: Exclude<CalleeAct, object>): does is RefusalAct {
  return Object.hasOwn(REFUSALS, does);
}

/** A party does not take the call. */
export function refused(turn: Turn, sid: Sid, does: RefusalAct): void {
  const { status, reason } = REFUSALS[does];
  endLeg(turn, sid, status, reason);
}

/** What the timers of a call that is being placed are for. */
const RINGING = 'ringing';
const DETECTING = 'machine detection';

/**
 * A call begins. An inbound one rings while its first document is fetched; an outbound one is dialled, and asks for
 * its document once it is answered (Twilio docs: Call resource).
 */
export function placeCall(turn: Turn, sid: Sid): void {
  const setup = callSetup(turn.leg(sid));
  if (setup.direction === 'inbound') return begin(turn, sid);
  if (setup.outcome === 'cancel') {
    // Canceled while it was queued: nobody is told.
    turn.setLeg(sid, { setup: { ...setup, statusCallback: null } });
    return endLeg(turn, sid, 'canceled', 'it was canceled while it was queued');
  }
  dialled(turn, sid, 'initiated');
  if (setup.outcome === 'fail') return refused(turn, sid, 'fail');
  dialled(turn, sid, 'ringing');
  later(turn, sid, RINGING, setup.outcome === 'no-answer' ? NO_ANSWER_AFTER_MS : ANSWER_AFTER_MS);
}

/** A timer of a leg as a whole has run out: one of a call that is being placed brings it forward. */
export function placingTimer(turn: Turn, sid: Sid, then: string | undefined): void {
  if (then === RINGING) return outboundActs(turn, sid, callSetup(turn.leg(sid)).outcome ?? 'answer');
  if (then === DETECTING) begin(turn, sid, answeredBy(turn.leg(sid), turn.now));
}

/** Whoever an outbound call rings does something about it. */
export function outboundActs(turn: Turn, sid: Sid, does: Exclude<CalleeAct, object>): void {
  switch (does) {
    case 'ring':
      return;
    case 'busy':
    case 'no-answer':
    case 'fail':
    case 'cancel':
      return refused(turn, sid, does);
    default:
      return taken(turn, sid, does === 'answer' ? 'human' : does);
  }
}

/** Somebody, or something, has taken the call. Who is to know which, waits for that before it asks for the document. */
function taken(turn: Turn, sid: Sid, by: NonNullable<Leg['answeredBy']>): void {
  giveUpWhere(turn, sid, (work) => work.leg === sid && work.kind === 'timer' && work.then === RINGING);
  answer(turn, sid, by);
  const detection = detectionOnCall(turn.leg(sid));
  if (!detection) return begin(turn, sid);
  later(turn, sid, DETECTING, detect(by, detection).ms);
}

/** A timer that brings a call forward; what it is for is also what it is called. */
function later(turn: Turn, sid: Sid, then: string, ms: number): void {
  turn.start(sid, { kind: 'timer', run: null, due: turn.now + ms, label: then, then });
}

function begin(turn: Turn, sid: Sid, own: Params = []): void {
  const { target, direction } = turn.leg(sid).setup;
  if (direction === 'outbound-api' && target) checkInline(turn, sid, target);
  if (target) openTarget(turn, sid, target, { purpose: 'document', own });
}

/** TwiML without a URL is what the REST API takes as the parameter `Twiml` of a call (error dictionary, 32018). */
function checkInline(turn: Turn, sid: Sid, target: Target): void {
  if (target.kind !== 'source' || target.baseUrl !== null) return;
  const { length } = target.source;
  if (length <= LONGEST_INLINE) return;
  const message = `TwiML of ${length} characters is too long to be sent with a call; the REST API refuses it`;
  const help = `at most ${LONGEST_INLINE} characters: have it served at a URL, or give --base-url URL if it is`;
  turn.report(sid, diagnostic({ code: 32018, level: 'warning', message, help, url: target.name }));
}
