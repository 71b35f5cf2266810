import type { Sid } from '../../../engine/identifiers.ts';
import type { Attachment } from '../../../engine/placed/inbound-message.ts';
import type { Leg } from '../../../engine/switchboard.ts';
import { type Outgoing, sentMessages } from '../../../message/outgoing.ts';
import { pairKey, pairOf } from '../../conversation/pair.ts';
import type { Journal, JournalEntry } from '../../journal.ts';
import type { PublicEventOf } from '../../public-event.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { fetches } from '../../session/leg-facts.ts';
import { findingPlace } from '../source/finding-place.ts';
import { sizeText } from '../text/size-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { extrasText, progressText, saidByButton, segmentsText } from './message-text.ts';

/** A silence longer than this is shown between two messages, in milliseconds. */
const LONG_SILENCE_MS = 10 * 60_000;

/** How a message is doing; a front end colours by it. */
export type Fate = 'on-its-way' | 'arrived' | 'lost' | 'none';

/** A message of a conversation, in words that are safe to print. */
export interface ConversationMessage {
  readonly kind: 'message';
  readonly at: number;
  readonly who: 'you' | 'app' | 'Twilio';
  /** Its text line by line; none for a message of files alone. */
  readonly lines: readonly string[];
  /** Its files, a button, a place: one line each. */
  readonly extras: readonly string[];
  /** Marks and words for how far it is, and what else there is to say: `✓✓ delivered · 2 segments`. */
  readonly status: string;
  readonly fate: Fate;
  /** The message that came in, or the one that this one answers. */
  readonly leg: Sid | null;
  /** In a replay: it has not happened yet. */
  readonly later: boolean;
}

/** What else there is to say between the messages. */
export type ConversationItem =
  | ConversationMessage
  | {
      readonly kind: 'problem';
      readonly event: PublicEventOf<'diagnostic'>;
      readonly name: string;
      readonly text: string;
      readonly later: boolean;
    }
  | { readonly kind: 'silence'; readonly ms: number; readonly later: boolean }
  /** What is being waited for, or that nothing came. */
  | { readonly kind: 'state'; readonly text: string; readonly waits: boolean; readonly later: boolean };

interface Known {
  readonly key: readonly unknown[];
  readonly items: readonly ConversationItem[];
}

const known = new WeakMap<Journal, Known>();

/** The conversation of the pair that is looked at, oldest first; made anew only when something in it has changed. */
export function conversationItems(target: Debuggable): readonly ConversationItem[] {
  const pair = pairOf(target);
  if (!pair) return [];
  const { journal, board, position, held, over } = target;
  const silence = silenceNow(target);
  const key = [journal.entries().length, board, position, held, over, pairKey(pair), silence];
  const before = known.get(journal);
  if (before && key.every((part, at) => part === before.key[at])) return before.items;
  const items = itemsOf(target, pairKey(pair), silence);
  known.set(journal, { key, items });
  return items;
}

function itemsOf(target: Debuggable, pair: string, silence: number): readonly ConversationItem[] {
  const { journal, position, board } = target;
  const entries = journal.entries().filter(({ event }) => event.call === pair);
  const sent = new Map((board ? sentMessages(board) : []).map((message) => [message.sid, message]));
  const legs = new Map(target.legs.map((leg) => [leg.sid, leg]));
  const latest = latestOf(entries, position);
  const explained = explanations(sent, entries);
  const items: ConversationItem[] = [];
  let before: number | null = null;
  for (const { step, event } of withoutRepeats(entries)) {
    const later = step > position;
    if (event.type === 'diagnostic' && !isSaidByStatus(event, sent)) items.push(problem(event, later));
    if (event.type !== 'message') continue;
    const silent = event.at - (before ?? event.at);
    if (silent >= LONG_SILENCE_MS) items.push({ kind: 'silence', ms: silent, later });
    before = event.at;
    const now = latest.get(event.sid) ?? event;
    const leg = legs.get(event.sid);
    items.push(message(now, event.at, { leg, sent: sent.get(event.sid), later }));
    if (leg && saysNothing(leg, explained)) items.push(state({ text: 'no reply', waits: false }));
  }
  return [...items, ...itemsNow(target, pair, silence)];
}

/** What there is to say after the last message: what it waits for, and how long nothing has been written. */
function itemsNow(target: Debuggable, pair: string, silence: number): readonly ConversationItem[] {
  const newest = target.legs.filter(({ setup }) => pairKey(setup) === pair).at(-1);
  const doing = newest && waiting(target, newest);
  return [
    ...(doing ? [state({ text: doing, waits: true })] : []),
    ...(silence > 0 ? [{ kind: 'silence', ms: silence, later: false } as const] : []),
  ];
}

/** The last that was told of each message up to a position. */
function latestOf(
  entries: readonly JournalEntry[],
  position: number,
): ReadonlyMap<Sid, PublicEventOf<'message'>> {
  const told = entries.flatMap(({ step, event }) =>
    event.type === 'message' && step <= position ? [event] : [],
  );
  return new Map(told.map((event) => [event.sid, event]));
}

/** A message stands where it was first told of, however often its status changes. */
function withoutRepeats(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const seen = new Set<Sid>();
  return entries.filter(({ event }) => {
    if (event.type !== 'message') return true;
    const isNew = !seen.has(event.sid);
    seen.add(event.sid);
    return isNew;
  });
}

/** How long nothing has been written, in whole hours from the first on: it is drawn when somebody moves the clock. */
function silenceNow({ live, now, board }: Debuggable): number {
  if (!live || !board) return 0;
  const hours = Math.floor((now - board.now) / 3_600_000);
  return hours * 3_600_000;
}

/** That a message did not arrive stands beside the message; what is wrong with one of its files does not. */
function isSaidByStatus(
  { code, about, url }: PublicEventOf<'diagnostic'>,
  sent: ReadonlyMap<Sid, Outgoing>,
): boolean {
  return code !== null && about !== null && url === null && sent.get(about)?.error === code;
}

function problem(event: PublicEventOf<'diagnostic'>, later: boolean): ConversationItem {
  const name = String(event.code ?? 'note');
  return { kind: 'problem', event, name, text: visibleText(findingPlace(event) + event.message), later };
}

function message(
  event: PublicEventOf<'message'>,
  at: number,
  {
    leg,
    sent,
    later,
  }: { readonly leg: Leg | undefined; readonly sent: Outgoing | undefined; readonly later: boolean },
): ConversationMessage {
  const inbound = event.direction === 'inbound';
  const rich = leg?.setup.product === 'messaging' ? leg.setup.message : undefined;
  const text = inbound ? '' : progressText({ status: event.status, error: sent?.error ?? null });
  // A replay has no leg yet for what comes later, and recordings of old say it with their legs only.
  const button = event.button ?? rich?.button;
  const location = event.location ?? rich?.location;
  const away = !inbound && `${event.to}|${event.from}` !== event.call ? `${event.from} → ${event.to}` : '';
  const status = [visibleText(away), rich?.isReply ? 'a reply' : '', segmentsText(event), later ? '' : text];
  const isShown = event.body !== '' && !saidByButton(event.body, button);
  return {
    kind: 'message',
    at,
    who: authorOf(event, sent),
    lines: isShown ? event.body.split(/\r\n?|\n/).map(visibleText) : [],
    extras: [
      ...extrasText({ button, location }),
      ...(rich ? rich.media.map(fileText) : event.media.map(visibleText)),
    ],
    status: status.filter(Boolean).join(' · '),
    fate: inbound ? 'none' : fateOf(event),
    leg: leg?.sid ?? sent?.leg ?? null,
    later,
  };
}

function authorOf(
  { direction }: PublicEventOf<'message'>,
  sent: Outgoing | undefined,
): ConversationMessage['who'] {
  if (direction === 'inbound') return 'you';
  return sent?.automatic ? 'Twilio' : 'app';
}

function fateOf({ status }: PublicEventOf<'message'>): Fate {
  switch (status) {
    case 'delivered':
    case 'read':
      return 'arrived';
    case 'failed':
    case 'undelivered':
    case 'canceled':
      return 'lost';
    default:
      return 'on-its-way';
  }
}

/** Name, type and size of a file, as far as they are known. */
export function fileText({ name, contentType, size, url }: Attachment): string {
  const known = [name ?? url ?? 'file', contentType, size === undefined ? '' : sizeText(size)];
  return visibleText(known.filter(Boolean).join('  '));
}

/** What says why a message has no reply: the replies themselves, and when errors were told. */
interface Explained {
  readonly answered: ReadonlySet<Sid>;
  readonly errors: readonly number[];
}

function explanations(sent: ReadonlyMap<Sid, Outgoing>, entries: readonly JournalEntry[]): Explained {
  const replies = [...sent.values()].filter(({ automatic }) => !automatic);
  const errors = entries.flatMap(({ event }) =>
    event.type === 'diagnostic' && event.level === 'error' ? [event.at] : [],
  );
  return { answered: new Set(replies.map(({ leg }) => leg)), errors };
}

/** True for a message that is over without a reply, and without an explanation. */
function saysNothing({ sid, error, endedAt, startedAt }: Leg, { answered, errors }: Explained): boolean {
  if (endedAt === null || error !== null || answered.has(sid)) return false;
  return !errors.some((at) => at >= startedAt && at <= endedAt);
}

/** What the newest message waits for. */
function waiting(target: Debuggable, leg: Leg): string | null {
  if (leg.endedAt !== null || !target.live) return null;
  if (fetches(target, leg.sid)) return 'the webhook is being asked …';
  return target.held ? 'held · n steps, c runs on (Esc leaves the field)' : null;
}

function state(says: { readonly text: string; readonly waits: boolean }): ConversationItem {
  return { kind: 'state', ...says, later: false };
}
