import type { Sid } from '../engine/identifiers.ts';
import type { Attachment, InboundMessage } from '../engine/placed/inbound-message.ts';
import type { LegSetup } from '../engine/placed/leg-setup.ts';
import type { Leg, Switchboard } from '../engine/switchboard.ts';
import { mergeParams, type Params } from '../http/url/params.ts';
import { bareAddress, channelOf } from './channel.ts';
import { keywordOf } from './keyword.ts';
import { messageOf } from './message-of.ts';
import { lastReceived } from './outgoing.ts';
import { segmentsOf } from './text/segments.ts';

/** The API version that all requests of messages name. */
export const API_VERSION = '2010-04-01';

/** How long after a message was sent an answer to it still names it, in milliseconds: seven days. */
const REPLIES_LAST_MS = 7 * 24 * 3_600_000;

/** Unknown geography is sent as empty parameters and not left out; only SMS has it (captured requests). */
const GEOGRAPHY: Params = ['To', 'From'].flatMap((who) =>
  ['City', 'State', 'Zip', 'Country'].map((what) => [who + what, ''] as const),
);

/**
 * The standard parameters of a message's requests (Twilio docs: Twilio's request to your incoming message webhook
 * URL), and after them those that the user has set.
 */
export function messageParameters({ sid, setup }: Leg, board: Switchboard): Params {
  const { from, to, accountSid } = setup;
  const message = messageOf(setup);
  const { service } = message.handling;
  const channel = channelOf(from);
  const standard: Params = [
    ['AccountSid', accountSid],
    ['ApiVersion', API_VERSION],
    ['MessageSid', sid],
    ['SmsSid', sid],
    ['SmsMessageSid', sid],
    ['SmsStatus', 'received'],
    ['From', from],
    ['To', to],
    ['Body', message.body],
    ['NumMedia', String(message.media.length)],
    ['NumSegments', String(channel === 'sms' ? segmentsOf(message.body).count : 1)],
    ...optional('MessagingServiceSid', service),
    ...mediaParameters(setup, sid, message.media),
    ...(channel === 'sms' ? GEOGRAPHY : []),
    ...richParameters(message),
    ...(channel === 'whatsapp' ? whatsappParameters(from, message) : []),
    ...(message.isReply ? repliedTo(board, from, to) : []),
    ...optOutType(message),
  ];
  return mergeParams(standard, setup.params);
}

/** The URL at which an attachment can be fetched, in the form of Twilio's own URLs. */
export function mediaUrl(setup: LegSetup, sid: Sid, media: Attachment): string {
  const path = `/${API_VERSION}/Accounts/${setup.accountSid}/Messages/${sid}/Media/${media.sid}`;
  return media.url ?? messageOf(setup).handling.mediaAt + path;
}

function mediaParameters(setup: LegSetup, sid: Sid, media: readonly Attachment[]): Params {
  return media.flatMap((one, index) => [
    [`MediaContentType${index}`, one.contentType] as const,
    [`MediaUrl${index}`, mediaUrl(setup, sid, one)] as const,
  ]);
}

function richParameters({ button, location }: InboundMessage): Params {
  return [
    ...(button
      ? ([
          ['ButtonText', button.text],
          ['ButtonPayload', button.payload],
          ['ButtonType', 'REPLY'],
        ] as const)
      : []),
    ...(location
      ? ([
          ['Latitude', location.latitude],
          ['Longitude', location.longitude],
        ] as const)
      : []),
    ...optional('Label', location?.label ?? null),
  ];
}

function whatsappKind({ button, location, media: [first] }: InboundMessage): string {
  if (button) return 'button';
  if (location) return 'location';
  return first?.contentType.split('/', 1)[0]?.replace(/^(application|text)$/, 'document') ?? 'text';
}

/** The sender's names, and the kind of the message (captured requests). */
function whatsappParameters(from: string, message: InboundMessage): Params {
  const { handling } = message;
  const kind = whatsappKind(message);
  return [
    ['ProfileName', handling.profileName],
    ['WaId', bareAddress(from).replace('+', '')],
    ['MessageType', kind],
    ['ReferralNumMedia', '0'],
  ];
}

function repliedTo(board: Switchboard, from: string, to: string): Params {
  const replied = lastReceived(board, from, to);
  if (!replied || board.now - replied.sentAt > REPLIES_LAST_MS) return [];
  return [
    ['OriginalRepliedMessageSender', replied.from],
    ['OriginalRepliedMessageSid', replied.sid],
  ];
}

/** Present only with Advanced Opt-Out (Twilio docs: TwiML for Programmable Messaging). */
function optOutType({ body, handling }: InboundMessage): Params {
  return optional('OptOutType', handling.optOut === 'advanced' ? keywordOf(body) : null);
}

function optional(name: string, value: string | null): Params {
  return value === null ? [] : [[name, value]];
}
