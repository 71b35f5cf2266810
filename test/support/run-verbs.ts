import { type CallPlan, placeCall } from './memory-call.ts';

const CALLBACKS = { '/told': { status: 204 }, '/after': '<Hangup/>' };

/** A call that runs some verbs; what their callback `/told` and their action `/after` were asked with. */
export async function runVerbs(verbs: string, plan: Omit<CallPlan, 'app'> & { app?: CallPlan['app'] } = {}) {
  const app = { ...CALLBACKS, ...plan.app, '/voice': verbs };
  const call = await placeCall({ callee: 'answer talk 5s', ...plan, app });
  return { ...call, told: call.askedFor('/told'), after: call.sentTo('/after')[0] ?? {} };
}
