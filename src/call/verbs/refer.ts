import { defineVerb } from '../../engine/behaviour.ts';
import type { CalleeAct } from '../../engine/event.ts';
import type { VerbContext } from '../../engine/verb-context.ts';
import { actionOrNext } from '../action.ts';
import { isSip } from '../sip.ts';
import { answer } from '../status.ts';

/** What a leg is told about the call that its REFER leads to. */
export const REFER_PROGRESS = 'refer-progress';

/** How long the subscription to that call lasts, in milliseconds (the usual minute of RFC 3515). */
const SUBSCRIPTION_MS = 60_000;

/** What comes of the new call, by what its party does: ReferCallStatus and the code of the last NOTIFY. */
const RESULTS: ReadonlyMap<CalleeAct, readonly [status: string, notify: string]> = new Map<
  CalleeAct,
  readonly [string, string]
>([
  ['answer', ['in-progress', '200']],
  ['machine', ['in-progress', '200']],
  ['fax', ['in-progress', '200']],
  ['busy', ['busy', '486']],
  ['no-answer', ['failed', '480']],
  ['fail', ['failed', '404']],
  ['cancel', ['failed', '487']],
]);

/**
 * Transfers a SIP leg with SIP REFER (Twilio docs: TwiML Voice: Refer). The far end takes it with 202 and tells in
 * NOTIFY requests how the new call goes; then `action` is requested, or the next verb runs.
 */
export const refer = defineVerb<null>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    if (!onSip(verb)) {
      verb.report({
        code: 13801,
        level: 'error',
        message: 'Refer: this leg is no SIP call, so that it cannot be referred',
        help: 'use <Dial> on other legs, or --from sip:alice@example.com',
      });
      return actionOrNext(verb, [['ReferCallStatus', 'failed']]);
    }
    verb.timer(SUBSCRIPTION_MS, 'transfer');
    return { type: 'stay', state: null, listening: null };
  },

  react(verb, state, signal) {
    if (signal.type === 'hang-up') return actionOrNext(verb, [['ReferCallStatus', 'canceled'], TAKEN]);
    // Without a word about the new call nothing is known of it.
    if (signal.type === 'due') return actionOrNext(verb, [TAKEN]);
    const result =
      signal.type === 'told' && signal.what === REFER_PROGRESS
        ? RESULTS.get(signal.data as CalleeAct)
        : undefined;
    if (!result) return { type: 'stay', state, listening: null };
    const [status, notify] = result;
    return actionOrNext(verb, [['ReferCallStatus', status], TAKEN, ['NotifySipResponseCode', notify]]);
  },
});

/** The answer to the REFER itself. */
const TAKEN = ['ReferSipResponseCode', '202'] as const;

/** The party of a leg is its caller, or whoever Twilio called. */
function onSip({ leg: { setup } }: VerbContext): boolean {
  return isSip(setup.direction === 'inbound' ? setup.from : setup.to);
}
