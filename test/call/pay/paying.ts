import { type CallPlan, placeCall } from '../../support/memory-call.ts';

/** Runs a Pay; what `/told` and `/paid` were asked with. */
export async function pay(attributes: string, caller: string, prompts = '') {
  const voice = `<Pay action="/paid" statusCallback="/told"${attributes}>${prompts}</Pay><Say>next</Say>`;
  const call = await placeCall({
    app: { '/voice': voice, '/paid': '<Hangup/>', '/told': { status: 204 } },
    caller,
  });
  const asked = (path: string) => call.asked.filter((one) => one.path === path);
  return { ...call, told: asked('/told'), paid: asked('/paid')[0]?.params ?? {} };
}

/** A card number with a good check digit. */
export const VISA = '4111111111111111';

/** An application that takes a payment, and is told of each step at `/status`. */
export const app = (attributes: string, prompts = ''): CallPlan['app'] => ({
  '/voice': `<Pay action="/paid" ${attributes}>${prompts}</Pay><Say>next</Say>`,
  '/paid': '<Say>done</Say>',
  '/status': '',
});
