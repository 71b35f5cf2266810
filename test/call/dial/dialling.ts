import { type Asked, type CallPlan, placeCall } from '../../support/memory-call.ts';

const DONE = { '/after': '<Hangup/>' };

/** A call that dials, and what `action` hears of it. */
export async function dial(verb: string, plan: Omit<CallPlan, 'app'> & { app?: CallPlan['app'] } = {}) {
  const call = await placeCall({ ...plan, app: { '/voice': verb, ...DONE, ...plan.app } });
  const after = call.asked.find(({ path }) => path === '/after');
  return { ...call, after: after?.params ?? {} };
}

/** A Dial of one noun, and a verb after it. */
export const one = (attributes = '', noun = '<Number>+15551230002</Number>') =>
  `<Dial action="/after"${attributes}>${noun}</Dial><Say>next</Say>`;

/** A call that dials a noun, what `action` hears of it, and the legs that were dialled. */
export async function dialNoun(
  noun: string,
  plan: Omit<CallPlan, 'app'> & { app?: CallPlan['app']; attributes?: string } = {},
) {
  const { attributes = '', app, ...rest } = plan;
  const voice = `<Dial action="/after"${attributes}>${noun}</Dial>`;
  const call = await placeCall({
    callee: 'answer talk 1s',
    ...rest,
    app: { '/voice': voice, ...DONE, ...app },
  });
  const callees = call.of('call').filter(({ direction }) => direction === 'outbound-dial');
  const after = call.asked.find(({ path }) => path === '/after')?.params ?? {};
  return { ...call, callees, after };
}

/** An application that takes every callback of a Dial. */
export const APP = { '/status': { status: 204 }, '/rec': { status: 204 }, '/amd': { status: 204 } };

/** What a callback was told, in order. */
export const told = (asked: readonly Asked[], path = '/status') =>
  asked.filter((one) => one.path === path).map(({ params }) => params);

/** The codes of all findings. */
export const codes = (call: Awaited<ReturnType<typeof dialNoun>>) =>
  call.of('diagnostic').map(({ code }) => code);
