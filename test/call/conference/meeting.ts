import { type CallLog, type CallPlan, placeCall } from '../../support/memory-call.ts';

/** A Dial that joins a conference. */
export function room(attributes = '', dial = ' action="/after"'): string {
  return `<Dial${dial}><Conference${attributes}>Room 1</Conference></Dial>`;
}

/** A first caller, and a second one who comes 10 s later and stays for 20 s. */
export function meeting({ app = {}, ...plan }: Partial<CallPlan> = {}): Promise<CallLog> {
  return placeCall({
    caller: 'wait 60s; hang up',
    joins: [{ afterMs: 10_000, path: '/second', caller: 'wait 20s; hang up' }],
    ...plan,
    app: {
      '/voice': room(),
      '/second': room(),
      '/after': '<Say>After.</Say>',
      '/status': '',
      '/rec': '',
      ...app,
    },
  });
}

/** Codes of what was found; what is left of a script is no matter here. */
export function codes(call: CallLog) {
  return call.codes.filter((one) => one !== 'script-left');
}
