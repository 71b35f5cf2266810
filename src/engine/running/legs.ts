import type { Params } from '../../http/url/params.ts';
import type { Event } from '../event.ts';
import type { CallStatus } from '../happened.ts';
import type { Sid } from '../identifiers.ts';
import type { LegSetup, Target } from '../placed/leg-setup.ts';
import type { Purpose } from '../request.ts';
import type { Leg, RunRef } from '../switchboard.ts';
import { beginExchange } from '../turn/exchanges.ts';
import type { Turn } from '../turn/turn.ts';
import { arrived, openDocument } from './arrival.ts';
import { tellStatus } from './leg-life.ts';

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
    const { source, name, baseUrl, wrong } = target;
    const bytes = wrong && { wrong };
    return openDocument(turn, sid, { source, url: name, baseUrl, purpose, role: null, ...bytes });
  }
  const { method, url } = target;
  arrived(turn, sid, beginExchange(turn, sid, { purpose, method, url, own }), { purpose, awaitedBy: 'leg' });
}
