import type { Outcome } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Params } from '../../http/url/params.ts';

/** How a verb ends that has an `action` or falls through. */
export type Ending = Extract<Outcome<never>, { type: 'next' | 'transfer' | 'fail' }>;

/**
 * Requests `action` with what became of the verb; without one the next verb runs (Twilio docs: Dial, Enqueue). An
 * empty one is a relative URL like any other: that of the document itself, as applications use it. `because` says why
 * the verb is over, in words, for when nothing follows.
 */
export function actionOrNext(verb: VerbContext, own: Params = [], because?: string): Ending {
  const action = verb.attribute('action');
  if (action === undefined) return { type: 'next', ...(because !== undefined && { because }) };
  const resolved = verb.resolve(action, 'action');
  if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
  return { type: 'transfer', to: { purpose: 'action', method: verb.method(), url: resolved.url, own } };
}
