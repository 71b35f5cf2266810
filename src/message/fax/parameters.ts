import type { Sid } from '../../engine/identifiers.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { mergeParams, type Params } from '../../http/url/params.ts';
import { faxOf } from './fax-of.ts';

/** The API version that all requests of faxes name (Twilio docs: TwiML for Programmable Fax). */
const API_VERSION = 'v1';

/**
 * The standard parameters of a fax's requests (Twilio docs: TwiML for Programmable Fax), and after them those that
 * the user has set.
 */
export function faxParameters({ sid, setup }: Leg): Params {
  const { from, to, accountSid, params } = setup;
  const standard: Params = [
    ['AccountSid', accountSid],
    ['FaxSid', sid],
    ['From', from],
    ['To', to],
    ['ApiVersion', API_VERSION],
    ['RemoteStationId', faxOf(setup).remoteStationId],
  ];
  return mergeParams(standard, params);
}

/** The URL at which the document can be fetched, in the form of Twilio's own URLs (Twilio docs: Fax Media resource). */
export function faxMediaUrl(setup: LegSetup, sid: Sid): string {
  const { document, mediaAt } = faxOf(setup);
  return document.url ?? `${mediaAt}/${API_VERSION}/Faxes/${sid}/Media/${document.sid}`;
}
