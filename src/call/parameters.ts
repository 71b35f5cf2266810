import type { CallStatus } from '../engine/happened.ts';
import type { Leg } from '../engine/switchboard.ts';
import { mergeParams, type Params } from '../http/params.ts';

const API_VERSION = '2010-04-01';

/** Unknown geography is sent as empty parameters, not left out (captured requests). */
const GEOGRAPHY: Params = ['Called', 'To', 'Caller', 'From'].flatMap((who) =>
  ['City', 'State', 'Zip', 'Country'].map((what) => [who + what, ''] as const),
);

/**
 * The standard parameters of a call's requests (Twilio docs: TwiML for Programmable Voice, "Twilio's request to
 * your application"), with those that the user set on top.
 */
export function callParameters(leg: Pick<Leg, 'sid' | 'setup' | 'status' | 'parent'>): Params {
  const { setup, sid, status, parent } = leg;
  const { from, to, accountSid, direction } = setup;
  const params: [string, string][] = [
    ['AccountSid', accountSid],
    ['ApiVersion', API_VERSION],
    ['CallSid', sid],
    ['CallStatus', status satisfies CallStatus],
    ['Called', to],
    ['Caller', from],
    ['Direction', direction],
    ['From', from],
    ['To', to],
  ];
  if (parent !== null) params.push(['ParentCallSid', parent]);
  if (direction === 'inbound' && from.startsWith('+')) params.push(['CallToken', callToken(sid)]);
  return mergeParams([...params, ...GEOGRAPHY], setup.params);
}

/** Opaque to the receiver: percent-encoded JSON around a token, as captured; the token here proves nothing. */
function callToken(sid: string): string {
  return encodeURIComponent(
    JSON.stringify({ parentCallInfoToken: `simulated.${sid}`, identityHeaderTokens: [] }),
  );
}
