import type { CalleeAct } from '../engine/event.ts';
import type { Sid } from '../engine/identifiers.ts';
import { frameOf, type Leg } from '../engine/switchboard.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { referRequested } from './dial/refer-request.ts';
import { keepSipHeaders } from './dial/sip-answer.ts';
import { isRefusal, outboundActs, refused } from './leg/placing.ts';
import { answer, dialled } from './leg/status.ts';
import { REFER_PROGRESS } from './verbs/refer.ts';

/**
 * A party does something about its phone: one that is dialled lets it ring, answers or refuses; one that talks may
 * refer the caller to somebody else; the one that a `<Refer>` leads to takes the call or not.
 */
export function calleeActs(turn: Turn, sid: Sid, does: CalleeAct): void {
  const leg = turn.leg(sid);
  const referring = frameOf(leg)?.running.find(({ name }) => name === 'Refer');
  if (referring) {
    return turn.post({ leg: sid, run: referring.run }, { type: 'told', what: REFER_PROGRESS, data: does });
  }
  if (typeof does === 'object' && 'refer' in does) {
    if (leg.answeredAt !== null) referRequested(turn, sid, does.refer);
    return;
  }
  // An answered call is past all else; an application answers by its document.
  if (leg.answeredAt !== null || (leg.owner && leg.setup.target !== null)) return;
  if (typeof does !== 'object') return phoneActs(turn, leg, does);
  keepSipHeaders(turn, sid, does.headers);
  phoneActs(turn, leg, does.answer);
}

/** A phone that has not been answered yet rings, is answered or refuses. */
function phoneActs(turn: Turn, leg: Leg, does: Extract<CalleeAct, string>): void {
  const { sid } = leg;
  if (leg.setup.direction === 'outbound-api') return outboundActs(turn, sid, does);
  if (isRefusal(does)) return refused(turn, sid, does);
  if (does !== 'ring') return answer(turn, sid, does === 'machine' || does === 'fax' ? does : 'human');
  if (leg.status === 'ringing') return;
  dialled(turn, sid, 'ringing');
  if (leg.owner) turn.post(leg.owner, { type: 'leg', leg: sid, news: 'ringing' });
}
