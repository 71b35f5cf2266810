import type { Sid } from '../engine/identifiers.ts';
import type { Work } from '../engine/pending.ts';
import type { Delivery } from '../engine/placed/inbound-message.ts';
import { arrived } from '../engine/running/arrival.ts';
import { beginExchange } from '../engine/turn/exchanges.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { diagnostic } from '../errors/diagnostic.ts';
import type { Params } from '../http/url/params.ts';
import { bareAddress, channelOf } from './channel.ts';
import { messageOf } from './message-of.ts';
import { keep, type Outgoing, outgoing, type Stage } from './outgoing.ts';
import { API_VERSION } from './parameters.ts';

/** The usual outcome. */
export const DELIVERED: Delivery = { status: 'delivered', error: null };

/** The time that each status takes, in milliseconds; roughly as observed. */
const CHOOSING_MS = 100;
const SENDING_MS = 400;
const DELIVERING_MS = 1_000;
const READING_MS = 3_000;

/** The content of a message that is to be sent. */
export type Draft = Pick<Outgoing, 'from' | 'to' | 'body' | 'media' | 'callback' | 'automatic'>;

/** Creates a message and lets its statuses follow one after the other (Twilio docs: Outbound message status). */
export function send(turn: Turn, leg: Sid, draft: Draft, fate: Delivery): Outgoing {
  const message = create(turn, leg, draft, fate);
  goesItsWay(turn, message);
  return message;
}

/** Creates a message that keeps its first status until {@link goesItsWay} is called. */
export function create(turn: Turn, leg: Sid, draft: Draft, fate: Delivery): Outgoing {
  const { service } = messageOf(turn.leg(leg).setup).handling;
  const message: Outgoing = {
    sid: turn.drawSid(draft.media.length > 0 ? 'MM' : 'SM'),
    leg,
    ...draft,
    status: service === null ? 'queued' : 'accepted',
    error: null,
    files: null,
    sentAt: turn.now,
    stages: stagesOf(draft, fate, service !== null),
    timer: null,
  };
  keep(turn, message);
  tell(turn, message);
  return message;
}

/** Schedules the next status of a message. The timer belongs to no leg, because the document may end long before. */
export function goesItsWay(turn: Turn, message: Outgoing): void {
  const [next] = message.stages;
  const timer = next ? turn.timer(message.sid, null, next.afterMs, `${next.status} of a message`) : null;
  keep(turn, { ...message, timer });
}

/** Lets a message fail after it was created, for a reason that has been reported already. */
export function cannotBeSent(turn: Turn, message: Outgoing, error: number): void {
  const service = message.status === 'accepted';
  const stages = stagesOf(message, { status: 'failed', error }, service);
  goesItsWay(turn, {
    ...message,
    stages: stages.map((stage) => (stage.error === null ? stage : { ...stage, told: true })),
  });
}

/** Moves a message to its next status and reports it. True if the work belonged to a message. */
export function delivered(turn: Turn, work: Work): boolean {
  const message = outgoing(turn).find(({ timer }) => timer === work.id);
  const [stage, ...stages] = message?.stages ?? [];
  if (!message || !stage) return false;
  const { status, error, told } = stage;
  const next: Outgoing = { ...message, status, error, stages, timer: null };
  tell(turn, next);
  if (error !== null && !told) reportFailure(turn, next, error);
  callBack(turn, next);
  goesItsWay(turn, next);
  return true;
}

function stagesOf(
  { from, to }: Pick<Draft, 'from' | 'to'>,
  { status, error }: Delivery,
  service: boolean,
): readonly Stage[] {
  const chosen: Stage[] = service ? [{ status: 'queued', afterMs: CHOOSING_MS, error: null }] : [];
  if (status === 'failed') return [...chosen, { status, afterMs: SENDING_MS, error }];
  const sent: Stage[] = [...chosen, { status: 'sent', afterMs: SENDING_MS, error: null }];
  if (status === 'sent') return sent;
  if (status === 'undelivered') return [...sent, { status, afterMs: DELIVERING_MS, error }];
  const arrived: Stage[] = [...sent, { status: 'delivered', afterMs: DELIVERING_MS, error: null }];
  const receipts = [from, to].some((address) => ['whatsapp', 'rcs'].includes(channelOf(address) ?? ''));
  return status === 'read' && receipts ? [...arrived, { status, afterMs: READING_MS, error: null }] : arrived;
}

function tell(turn: Turn, { leg, sid, from, to, body, media, status, error }: Outgoing): void {
  turn.emit(leg, { type: 'message', sid, direction: 'outbound-reply', from, to, body, media, status, error });
}

function reportFailure(turn: Turn, { leg, to, sid, status }: Outgoing, code: number): void {
  const known = turn.product.language.catalogue.get(code);
  const why = known ? `: ${known.title}` : '';
  const how = status === 'failed' ? 'could not be sent' : 'was not delivered';
  const message = `the message ${sid} to ${to} ${how}${why}`;
  const help = known?.fix.join('; ') ?? null;
  turn.report(leg, diagnostic({ code, level: 'warning', message, help, about: sid }));
}

/** Requests the status callback: for every status except the first (Twilio docs: Message resource). */
function callBack(turn: Turn, message: Outgoing): void {
  const { callback, leg } = message;
  if (!callback) return;
  const wanted = {
    purpose: 'message-status',
    ...callback,
    own: [],
    standard: statusParameters(turn, message),
  } as const;
  arrived(turn, leg, beginExchange(turn, leg, wanted), { purpose: 'message-status', awaitedBy: 'nobody' });
}

function statusParameters(turn: Turn, message: Outgoing): Params {
  const { sid, from, to, status, error, leg } = message;
  const { setup } = turn.leg(leg);
  const { service } = messageOf(setup).handling;
  const channel = channelOf(to);
  const settled = status === 'delivered' || status === 'undelivered';
  return [
    ['AccountSid', setup.accountSid],
    ['ApiVersion', API_VERSION],
    ['From', from],
    ['To', to],
    ['MessageSid', sid],
    ['SmsSid', sid],
    ['MessageStatus', status],
    ['SmsStatus', status],
    ...(service === null ? [] : ([['MessagingServiceSid', service]] as const)),
    ...(error === null ? [] : ([['ErrorCode', String(error)]] as const)),
    ...(settled && channel === 'sms' ? ([['RawDlrDoneDate', doneDate(turn)]] as const) : []),
    ...(channel === 'sms' || channel === null ? [] : channelParameters(channel, to, status)),
  ];
}

function channelParameters(channel: string, to: string, status: string): Params {
  return [
    ['ChannelPrefix', channel],
    ['ChannelToAddress', bareAddress(to)],
    ...(status === 'read' ? ([['EventType', 'READ']] as const) : []),
  ];
}

/** `YYMMDDhhmm`, in GMT. */
function doneDate({ board }: Turn): string {
  return new Date(board.date + board.now).toISOString().replace(/\D/g, '').slice(2, 12);
}
