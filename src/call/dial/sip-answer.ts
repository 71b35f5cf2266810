import type { Sid } from '../../engine/identifiers.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { isPassedOn } from '../leg/sip.ts';

/** Where the headers of answers are kept, by the leg; belongs to this file. */
const NAME = 'sip-answers';

type Kept = { readonly [leg: Sid]: Params };

/** A SIP phone answers with headers; those that are passed on reach the application (Twilio docs: Sip). */
export function keepSipHeaders(turn: Turn, leg: Sid, headers: Params): void {
  const kept = headers.filter(([name]) => isPassedOn(name));
  if (kept.length > 0) turn.share(NAME, { ...turn.shared<Kept>(NAME, {}), [leg]: kept });
}

/** The headers of a leg's answer as parameters: `SipHeader_<name>`, `DialSipHeader_<name>`. */
export function sipHeaderParams(turn: Turn, leg: Sid, prefix: 'SipHeader_' | 'DialSipHeader_'): Params {
  const headers = turn.shared<Kept>(NAME, {})[leg] ?? [];
  return headers.map(([name, value]) => [prefix + name, value]);
}
