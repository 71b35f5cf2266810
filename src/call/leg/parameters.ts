import type { CallStatus } from '../../engine/happened.ts';
import { drawHex } from '../../engine/identifiers.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { mergeParams, type Params } from '../../http/url/params.ts';
import { callSetup } from '../call-setup.ts';
import { isSip, sipParams } from './sip.ts';

const API_VERSION = '2010-04-01';

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
  const own = direction === 'inbound' ? inboundParams(leg) : [];
  return mergeParams(
    [...params, ...own, ...geography('callee', to), ...geography('caller', from)],
    mirrored(setup.params),
  );
}

/** Parameters that have a twin, and its name: `FromState` and `CallerState` are always equal (captured requests). */
const TWINS: ReadonlyMap<string, string> = new Map(
  [
    ['From', 'Caller'],
    ['To', 'Called'],
  ].flatMap(([one = '', other = '']) =>
    ['', 'City', 'State', 'Zip', 'Country'].flatMap((what): readonly (readonly [string, string])[] => [
      [one + what, other + what],
      [other + what, one + what],
    ]),
  ),
);

/** What the user set, and the twins of it that the user did not set. */
function mirrored(params: Params): Params {
  if (params.length === 0) return params;
  const given = new Set(params.map(([name]) => name));
  return params.flatMap(([name, value]): Params => {
    const twin = TWINS.get(name);
    return twin === undefined || given.has(twin)
      ? [[name, value]]
      : [
          [name, value],
          [twin, value],
        ];
  });
}

/** What an inbound call brings along, by where it comes from (captured requests). */
function inboundParams(leg: Pick<Leg, 'sid' | 'setup'>): Params {
  const { accountSid, from, forwardedFrom, stir } = callSetup(leg);
  // A client calls through a TwiML application (Twilio docs: Voice SDK).
  if (from.startsWith('client:')) return [['ApplicationSid', `AP${drawHex(accountSid, 0)}`]];
  if (isSip(from)) return sipParams(leg);
  const params: [string, string][] = [];
  if (forwardedFrom !== undefined)
    params.push(['CalledVia', forwardedFrom], ['ForwardedFrom', forwardedFrom]);
  if (stir !== undefined) params.push(['StirVerstat', stir]);
  // Of calls from the telephone network, whether they show a number or withhold it.
  if (!/^\w+:/.test(from)) params.push(['CallToken', callToken(leg.sid)]);
  return params;
}

/** Of phone numbers; where unknown it is sent as empty parameters, not left out (captured requests). */
function geography(who: Side, address: string): Params {
  if (/^(?:client|sips?|whatsapp|sim):|^AP[\da-f]{32}$|^$/i.test(address)) return [];
  return UNKNOWN[who];
}

/** A side of the call, under the names that it is sent with. */
type Side = 'callee' | 'caller';

/** Made once: they come with nearly every request. */
const UNKNOWN: Readonly<Record<Side, Params>> = {
  callee: unknownPlaces('Called', 'To'),
  caller: unknownPlaces('Caller', 'From'),
};

function unknownPlaces(...names: readonly string[]): Params {
  return names.flatMap((name) =>
    ['City', 'State', 'Zip', 'Country'].map((what) => [name + what, ''] as const),
  );
}

/** Opaque to the receiver: percent-encoded JSON around a token, as captured; the token here proves nothing. */
function callToken(sid: string): string {
  return CALL_TOKEN.replace('SID', sid);
}

const CALL_TOKEN = encodeURIComponent(
  JSON.stringify({ parentCallInfoToken: 'simulated.SID', identityHeaderTokens: [] }),
);
