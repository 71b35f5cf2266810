import type { CalleeAct } from '../../engine/event.ts';
import { defineVerb } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { childElements } from '../../twiml/document.ts';
import { actionOrNext } from '../leg/action.ts';
import { isSip } from '../leg/sip.ts';
import { answer } from '../leg/status.ts';

/** What a leg is told about the call that its REFER leads to. */
export const REFER_PROGRESS = 'refer-progress';

/** How long the subscription to that call lasts, in milliseconds (the usual minute of RFC 3515). */
const SUBSCRIPTION_MS = 60_000;

type State = {
  /** A NOTIFY has said that the new call rings. */
  readonly ringing: boolean;
};

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
export const refer = defineVerb<State>({
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
    // Validation said that there is nobody to refer to, or nobody who can be called.
    if (!/^sips?:|@/i.test(target(verb))) return actionOrNext(verb, [['ReferCallStatus', 'failed']]);
    verb.timer(SUBSCRIPTION_MS, 'transfer');
    return { type: 'stay', state: { ringing: false }, listening: null };
  },

  react(verb, state, signal) {
    const notified = state.ringing ? ([['NotifySipResponseCode', '180']] as const) : [];
    if (signal.type === 'hang-up')
      return actionOrNext(verb, [['ReferCallStatus', 'canceled'], TAKEN, ...notified]);
    // How the new call ends nobody has said.
    if (signal.type === 'due') return actionOrNext(verb, [TAKEN, ...notified]);
    if (signal.type !== 'told' || signal.what !== REFER_PROGRESS)
      return { type: 'stay', state, listening: null };
    const act = signal.data as CalleeAct;
    const result = RESULTS.get(act);
    if (!result)
      return { type: 'stay', state: { ringing: state.ringing || act === 'ring' }, listening: null };
    const [status, notify] = result;
    return actionOrNext(verb, [['ReferCallStatus', status], TAKEN, ['NotifySipResponseCode', notify]]);
  },
});

/** Whom it refers to; what may not stand there is none. */
function target(verb: VerbContext): string {
  const nouns = childElements(verb.document, verb.element.id);
  const sip = nouns.find(({ id, name }) => name === 'Sip' && !verb.skips.includes(id));
  return sip ? verb.noun(sip).text : '';
}

/** The answer to the REFER itself. */
const TAKEN = ['ReferSipResponseCode', '202'] as const;

/** The party of a leg is its caller, or whoever Twilio called. */
function onSip({ leg: { setup } }: VerbContext): boolean {
  return isSip(setup.direction === 'inbound' ? setup.from : setup.to);
}
