import { type Asked, type CallPlan, placeCall } from '../../support/memory-call.ts';

export const DONE = { '/after': '<Hangup/>' };

/** A call that dials, and what `action` hears of it. */
export async function dial(verb: string, plan: Omit<CallPlan, 'app'> & { app?: CallPlan['app'] } = {}) {
  const call = await placeCall({ ...plan, app: { '/voice': verb, ...DONE, ...plan.app } });
  const after = call.asked.find(({ path }) => path === '/after');
  return { ...call, after: after?.params ?? {} };
}

export const one = (attributes = '', noun = '<Number>+15551230002</Number>') =>
  `<Dial action="/after"${attributes}>${noun}</Dial><Say>next</Say>`;

export const AFTER = { '/after': '<Hangup/>' };

export async function dialNoun(
  noun: string,
  plan: Omit<CallPlan, 'app'> & { app?: CallPlan['app']; attributes?: string } = {},
) {
  const { attributes = '', app, ...rest } = plan;
  const voice = `<Dial action="/after"${attributes}>${noun}</Dial>`;
  const call = await placeCall({
    callee: 'answer talk 1s',
    ...rest,
    app: { '/voice': voice, ...AFTER, ...app },
  });
  const callees = call.of('call').filter(({ direction }) => direction === 'outbound-dial');
  const after = call.asked.find(({ path }) => path === '/after')?.params ?? {};
  return { ...call, callees, after };
}

export const APP = { '/status': { status: 204 }, '/rec': { status: 204 }, '/amd': { status: 204 } };

export const told = (asked: readonly Asked[], path = '/status') =>
  asked.filter((one) => one.path === path).map(({ params }) => params);

export const codes = (call: Awaited<ReturnType<typeof dialNoun>>) =>
  call.of('diagnostic').map(({ code }) => code);
