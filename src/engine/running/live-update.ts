import { diagnostic } from '../../errors/diagnostic.ts';
import { type ElementId, elementOf } from '../../twiml/document.ts';
import { whyNothingFollows } from '../../twiml/rules/reachability.ts';
import type { Sid } from '../identifiers.ts';
import { legAt } from '../legs.ts';
import type { Target } from '../placed/leg-setup.ts';
import type { DocumentRequest } from '../request.ts';
import { type Frame, partyOf } from '../switchboard.ts';
import { beginExchange } from '../turn/exchanges.ts';
import type { Turn } from '../turn/turn.ts';
import { arrived } from './arrival.ts';
import { disconnect } from './bridge.ts';
import { nextVerb, stopVerbs } from './leg-life.ts';
import { openTarget } from './legs.ts';
import { enterVerb, finishLeg, leaveRuns } from './run-verb.ts';

/** What the REST API answers to an update of a call that nobody has taken yet (Twilio error dictionary, 21220). */
const NOT_IN_PROGRESS = diagnostic({
  code: 21220,
  level: 'error',
  message: 'the call is not in progress, so that it cannot be redirected',
  help: 'wait until it is answered; before that it can only be canceled',
});

/**
 * A live update (Twilio docs: Call resource, "Update"): the current verb is interrupted and another document takes
 * the call over, or the call ends. That is no clean cut: a verb may still make its last request, or the document goes
 * one step further and asks for another one; what these answer is dropped (observed: i-hate-making-calls issues 24, 25,
 * 29 and 31). A call that is still being dialled can only be canceled.
 */
export function replaceDocument(turn: Turn, sid: Sid, by: Target | 'hang-up'): void {
  const leg = legAt(turn.board.legs, sid);
  if (!leg || leg.endedAt !== null) return;
  const isDialled = leg.setup.direction !== 'inbound' && leg.answeredAt === null;
  if (by === 'hang-up') {
    const status = isDialled ? 'canceled' : turn.product.hangUpStatus(leg);
    return finishLeg(turn, sid, status, 'a live update ended it');
  }
  if (isDialled) return turn.report(sid, NOT_IN_PROGRESS);
  const reason = `a live update took ${partyOf(leg)} elsewhere`;
  const next = nextElement(turn, sid);
  const last = stopVerbs(turn, sid, { type: 'redirected', reason });
  disconnect(turn, sid, reason);
  // What a dialled leg heard on behalf of whoever dialled it is no document of its own.
  const frames = turn.leg(sid).frames.filter(({ role }) => role === null);
  turn.setLeg(sid, { owner: null, frames });
  // A dialled leg that is taken elsewhere lives on without whoever dialled it.
  if (leg.owner) turn.post(leg.owner, { type: 'leg', leg: sid, news: 'left' });
  const request = last ?? (next === null ? null : requestOf(turn, sid, next));
  if (request)
    arrived(turn, sid, beginExchange(turn, sid, request), { purpose: request.purpose, awaitedBy: 'nobody' });
  openTarget(turn, sid, by, { purpose: 'update' });
}

/** The verb of the main document that would run next if what runs there were over; `null` when nothing would. */
function nextElement(turn: Turn, sid: Sid): ElementId | null {
  const { frames, ready } = turn.leg(sid);
  const [main] = frames;
  if (!main || main.role) return null;
  const [running] = main.running;
  if (!running) return frames.length === 1 && ready?.depth === 0 ? ready.element : null;
  return goesOn(turn, main, running.element) ? nextVerb(turn, main, running.element) : null;
}

/** Whether the next verb runs after one that came to nothing. */
function goesOn({ product }: Turn, { document }: Frame, id: ElementId): boolean {
  const element = elementOf(document, id);
  const { nextRuns } = product.language.schema.element(product.name, element.name) ?? {};
  return typeof nextRuns !== 'object' && whyNothingFollows(element, nextRuns) === null;
}

/** Starts a verb that does nothing but ask for another document; no other verb is started any more. */
function requestOf(turn: Turn, sid: Sid, id: ElementId): DocumentRequest | null {
  const [main] = turn.leg(sid).frames;
  if (!main || !turn.product.verb(elementOf(main.document, id)).onlyAsks) return null;
  turn.setLeg(sid, { ready: { element: id, depth: 0 } });
  const outcome = enterVerb(turn, sid);
  leaveRuns(turn, sid);
  if (outcome?.type === 'fail') turn.report(sid, outcome.diagnostic);
  return outcome?.type === 'transfer' ? outcome.to : null;
}
