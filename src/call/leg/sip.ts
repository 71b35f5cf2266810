import { drawHex, type Sid } from '../../engine/identifiers.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { Params } from '../../http/url/params.ts';

/** Headers that a URI may carry besides those starting with `x-` (Twilio docs: Sip). */
const PASSED_ON =
  /^(?:x-.*|user-to-user|remote-party-id|p-preferred-identity|p-called-party-id|p-asserted-identity)$/i;

/** Where simulated SIP traffic comes from: an address for documentation (RFC 5737). */
const SOURCE_IP = '192.0.2.1';

/** A SIP address as a document writes it, taken apart. */
export interface SipAddress {
  /** Without headers, and without a password. */
  readonly uri: string;
  /** Names of headers behind `?` that are not passed on. */
  readonly refused: readonly string[];
}

/** True for an address that belongs to SIP. */
export function isSip(address: string): boolean {
  return /^sips?:/i.test(address);
}

/** Reads a SIP URI, which old examples write without `sip:`; `null` for what is none (Twilio docs: Sip). */
export function sipAddress(written: string): SipAddress | null {
  const [address = '', query = ''] = written.trim().split('?', 2);
  const uri = (isSip(address) ? address : `sip:${address}`).replace(/^(sips?:[^:@;]+):[^@]*@/i, '$1@');
  if (!/^sips?:[^\s@]+(?:@[^\s@]+)?$/i.test(uri)) return null;
  const names = query
    .split('&')
    .map((pair) => pair.split('=', 1)[0] ?? '')
    .filter(Boolean);
  return { uri, refused: names.filter((name) => !isPassedOn(name)) };
}

/** True for a header that goes from one side to the other. */
export function isPassedOn(name: string): boolean {
  return PASSED_ON.test(name);
}

/** The SIP details of a leg that comes from, or goes to, a SIP address (Twilio docs: SIP and TwiML interaction). */
export function sipParams(leg: Pick<Leg, 'sid' | 'setup'>): Params {
  const domain = domainOf(leg.setup.to);
  return [
    ['SipDomain', domain],
    ['SipDomainSid', sipDomainSid(domain)],
    ['SipCallId', sipCallId(leg.sid)],
    ['SipSourceIp', SOURCE_IP],
  ];
}

/** The Call-ID of a leg's INVITE: the same for the same leg. */
export function sipCallId(sid: Sid): string {
  return `${drawHex(sid, 0)}@${SOURCE_IP}`;
}

function sipDomainSid(domain: string): Sid {
  return `SD${drawHex(domain, 0)}`;
}

function domainOf(uri: string): string {
  return /@([^:;?>]+)/.exec(uri)?.[1] ?? '';
}
