import { type CallPlan, placeCall } from '../../support/memory-call.ts';

/** A call that is asked for input: a Gather that requests `/result`, or else says "none". */
export const gathered = (
  attributes: string,
  caller = '',
  plan: Partial<CallPlan> & { nested?: string } = {},
) =>
  placeCall({
    ...plan,
    app: {
      '/voice': `<Gather action="/result" ${attributes}>${plan.nested ?? ''}</Gather><Say>none</Say>`,
      '/result': '<Hangup/>',
      ...plan.app,
    },
    caller,
  });

/** When `/result` was requested, and with what input. */
export const result = async (...wanted: Parameters<typeof gathered>) => {
  const call = await gathered(...wanted);
  const [, action] = call.of('exchange');
  const { Digits, SpeechResult, FinishedOnKey } = action?.params ?? {};
  return { at: action?.at, Digits, SpeechResult, FinishedOnKey };
};

/** An application that asks for input, and says "no input" when there is none. */
export const gather = (attributes: string, nested = '') => ({
  '/voice': `<Gather ${attributes}>${nested}</Gather><Say>no input</Say>`,
  '/result': '<Hangup/>',
});

/** A menu of one key. */
export const APP = {
  '/voice':
    '<Gather numDigits="1" action="/choice"><Say>Press one for sales.</Say></Gather><Say>Nothing heard.</Say><Redirect>/bye</Redirect>',
  '/choice': '<Say>Sales.</Say>',
  '/bye': '<Hangup/>',
};
