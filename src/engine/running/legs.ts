import { diagnostic } from '../../errors/diagnostic.ts';
import type { Params } from '../../http/url/params.ts';
import type { Event } from '../event.ts';
import type { CallStatus } from '../happened.ts';
import type { Sid } from '../identifiers.ts';
import type { LegSetup, Target } from '../placed/leg-setup.ts';
import type { Purpose } from '../request.ts';
import { type Leg, partyOf, type RunRef } from '../switchboard.ts';
import { beginExchange } from '../turn/exchanges.ts';
import type { Turn } from '../turn/turn.ts';
import { arrived, openDocument } from './arrival.ts';
import { disconnect } from './bridge.ts';
import { stopVerbs, tellStatus } from './leg-life.ts';
import { finishLeg } from './run-verb.ts';

/** Puts a call (or message) of its own into the switchboard; the product decides how it starts. */
export function placeLeg(turn: Turn, event: Extract<Event, { type: 'placed' }>): void {
  if (turn.board.drawn === 0) turn.set({ seed: event.seed, date: event.date, rules: event.rules });
  if (turn.board.open !== (event.more === true)) turn.set({ open: event.more === true });
  // An outbound call is dialled at once (Twilio docs: Call resource).
  const status = event.leg.direction === 'inbound' ? 'ringing' : 'queued';
  const sid = createLeg(turn, event.leg, status, null);
  turn.product.placed(turn, sid);
}

/** A new leg; `owner` is the verb that dials it, whose leg is its parent. */
export function createLeg(turn: Turn, setup: LegSetup, status: CallStatus, owner: RunRef | null): Sid {
  const leg: Leg = {
    sid: turn.drawSid(turn.product.sidPrefix?.(setup) ?? 'CA'),
    setup,
    status,
    parent: owner?.leg ?? null,
    owner,
    jar: [],
    logins: {},
    frames: [],
    ready: null,
    bridgedTo: null,
    bridgedAt: null,
    background: [],
    callbacks: 0,
    startedAt: turn.now,
    answeredAt: null,
    endedAt: null,
    answeredBy: null,
    error: null,
    reason: null,
  };
  turn.addLeg(leg);
  tellStatus(turn, leg.sid);
  return leg.sid;
}

/** Why a leg's main document is asked for, and parameters that are the request's own. */
interface Opening {
  readonly purpose: Purpose;
  readonly own?: Params;
}

/** Asks for a leg's main document, or opens it where it has no URL. */
export function openTarget(turn: Turn, sid: Sid, target: Target, { purpose, own = [] }: Opening): void {
  if (target.kind === 'source') {
    const { source, name, baseUrl } = target;
    return openDocument(turn, sid, { source, url: name, baseUrl, purpose, role: null });
  }
  const { method, url } = target;
  arrived(turn, sid, beginExchange(turn, sid, { purpose, method, url, own }), { purpose, awaitedBy: 'leg' });
}

/** What the REST API answers to an update of a call that nobody has taken yet (Twilio error dictionary, 21220). */
const NOT_IN_PROGRESS = diagnostic({
  code: 21220,
  level: 'error',
  message: 'the call is not in progress, so that it cannot be redirected',
  help: 'wait until it is answered; before that it can only be canceled',
});

/**
 * A live update (Twilio docs: Call resource, "Update"): the current verb is interrupted and another document takes
 * the call over, or the call ends. A verb may still make its last request; what that answers is dropped. A call that
 * is still being dialled can only be canceled.
 */
export function replaceDocument(turn: Turn, sid: Sid, by: Target | 'hang-up'): void {
  const leg = turn.board.legs[sid];
  if (!leg || leg.endedAt !== null) return;
  const isDialled = leg.setup.direction !== 'inbound' && leg.answeredAt === null;
  if (by === 'hang-up') {
    const status = isDialled ? 'canceled' : turn.product.hangUpStatus(leg);
    return finishLeg(turn, sid, status, 'a live update ended it');
  }
  if (isDialled) return turn.report(sid, NOT_IN_PROGRESS);
  const reason = `a live update took ${partyOf(leg)} elsewhere`;
  const last = stopVerbs(turn, sid, { type: 'redirected', reason });
  disconnect(turn, sid, reason);
  // What a dialled leg heard on behalf of whoever dialled it is no document of its own.
  const frames = turn.leg(sid).frames.filter(({ role }) => role === null);
  turn.setLeg(sid, { owner: null, frames });
  // A dialled leg that is taken elsewhere lives on without whoever dialled it.
  if (leg.owner) turn.post(leg.owner, { type: 'leg', leg: sid, news: 'left' });
  if (last)
    arrived(turn, sid, beginExchange(turn, sid, last), { purpose: last.purpose, awaitedBy: 'nobody' });
  openTarget(turn, sid, by, { purpose: 'update' });
}
