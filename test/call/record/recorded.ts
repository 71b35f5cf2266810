import { type CallPlan, placeCall } from '../../support/memory-call.ts';

/** A call that records without a beep, and requests `/done`. */
export const record = (attributes: string, caller: string, plan: Partial<CallPlan> = {}) =>
  placeCall({
    ...plan,
    app: {
      '/voice': `<Record action="/done" playBeep="false" ${attributes}/>`,
      '/done': '<Hangup/>',
      '/told': '',
    },
    caller,
  });

/** An application that asks for a message. */
export const app = (attributes = '') => ({
  '/voice': `<Say>Leave a message.</Say><Record action="/saved" ${attributes}/><Say>Nothing recorded.</Say>`,
  '/saved': '<Say>Thanks.</Say>',
});
