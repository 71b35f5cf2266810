import type { Sid } from '../../engine/identifiers.ts';
import { openTarget } from '../../engine/running/legs.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { attributeOf, childElements } from '../../twiml/document.ts';
import { dialled } from '../leg/status.ts';
import type { CalledApplication } from './party.ts';

/** What an application tells the Dial that called it before it ends the call. */
export const RETURNED = 'returned';

/** What an application gives back: its leg, and names with their values. */
export type Returned = {
  readonly leg: Sid;
  readonly params: readonly (readonly [string, string])[];
};

/**
 * Calls an application (Twilio docs: TwiML Voice: Application): its leg rings while its document is fetched, and that
 * document answers or rejects, as for any call that comes in.
 */
export function callApplication({ turn }: VerbContext, leg: Sid, { params }: CalledApplication): void {
  dialled(turn, leg, 'ringing');
  const { target } = turn.leg(leg).setup;
  if (target) openTarget(turn, leg, target, { purpose: 'document', own: params });
}

/** `<Hangup>` and `<Reject>` of an application give their parameters back to whoever called it. */
export function giveBack(verb: VerbContext): void {
  const { owner, setup } = verb.leg;
  if (!owner || setup.target === null || verb.role !== null) return;
  const params = childElements(verb.document, verb.element.id).flatMap((child) => {
    const name = child.name === 'Parameter' ? attributeOf(child, 'name') : undefined;
    return name ? [[name, attributeOf(child, 'value') ?? ''] as const] : [];
  });
  const data: Returned = { leg: verb.sid, params };
  if (params.length > 0) verb.turn.post(owner, { type: 'told', what: RETURNED, data });
}
