import { parseDeliveryPlan } from '../conversation/message-delivery.ts';
import { parseMessageScript, quotedText } from '../conversation/message-script.ts';
import type { Said } from '../conversation/message-writer.ts';
import { pairKey, pairOf, pairsOf } from '../conversation/pair.ts';
import { parseDuration } from '../duration.ts';
import type { Debuggable } from '../session/debuggable.ts';
import { fetches } from '../session/leg-facts.ts';
import { live, onLive } from './availability.ts';
import type { Command, Suggestion } from './command.ts';

const COMMANDS: readonly Omit<Command, 'group' | 'product'>[] = [
  {
    id: 'message.send',
    title: 'send',
    help: 'Send a message with the attached files: send "hi"',
    words: 'send',
    argument: { form: 'TEXT', optional: false },
    unavailable: live,
    run: (target, written = '') => send(target, { ...NOTHING, body: textOf(written) }),
  },
  {
    id: 'message.reply',
    title: 'reply',
    help: 'Send a message as a reply to the last one received',
    words: 'reply',
    argument: { form: 'TEXT', optional: false },
    unavailable: live,
    run: (target, written = '') => send(target, { ...NOTHING, body: textOf(written), isReply: true }),
  },
  {
    id: 'message.button',
    title: 'button',
    help: 'Press a button of a rich message: button "Yes" confirm-42',
    words: 'button',
    argument: { form: 'LABEL', optional: false },
    unavailable: live,
    run: (target, written = '') => sendScripted(target, `button ${written}`),
  },
  {
    id: 'message.location',
    title: 'location',
    help: 'Share a location: location 37.78,-122.39 "Home"',
    words: 'location',
    argument: { form: 'PLACE', optional: false },
    unavailable: live,
    run: (target, written = '') => sendScripted(target, `location ${written}`),
  },
  {
    id: 'message.attach',
    title: 'attach',
    help: 'Attach a file or a URL to the next message; attach nothing removes all',
    words: 'attach',
    argument: { form: 'FILE', optional: false, suggestions: files },
    unavailable: live,
    run: attach,
  },
  {
    id: 'message.delivery',
    title: 'delivery',
    help: 'Choose what becomes of further replies: delivered, read, sent, failed 30007, undelivered 30003',
    words: 'delivery',
    argument: { form: 'OUTCOME', optional: false, suggestions: () => OUTCOMES },
    unavailable: live,
    run: decide,
  },
  {
    id: 'message.wait',
    title: 'wait',
    help: "Move the session's clock forward: wait 4h, after which Twilio has forgotten the cookies",
    words: 'wait',
    argument: { form: 'TIME', optional: false, suggestions: () => WAITS },
    unavailable: whyNoWait,
    run: wait,
  },
  {
    id: 'message.later',
    title: 'later',
    help: 'The same as wait',
    words: 'later',
    argument: { form: 'TIME', optional: false, suggestions: () => WAITS },
    unavailable: whyNoWait,
    run: wait,
  },
  {
    id: 'pair.from',
    title: 'from',
    help: 'Write from another number, with its own conversation, cookies and opt-outs',
    words: 'from',
    argument: { form: 'NUMBER', optional: false, suggestions: (target) => addresses(target, 'from') },
    unavailable: live,
    run: (target, written = '') => target.live?.writer?.change('from', written) ?? null,
  },
  {
    id: 'pair.to',
    title: 'to',
    help: 'Write to another number of the application',
    words: 'to',
    argument: { form: 'NUMBER', optional: false, suggestions: (target) => addresses(target, 'to') },
    unavailable: live,
    run: (target, written = '') => target.live?.writer?.change('to', written) ?? null,
  },
  {
    id: 'pair.next',
    title: 'pair',
    help: 'Look at the next pair of numbers, and write with it',
    words: 'pair next',
    unavailable: whyNoOther,
    run: (target) => turn(target, 1),
  },
  {
    id: 'pair.previous',
    title: 'pair back',
    help: 'Look at the previous pair of numbers',
    words: 'pair back',
    unavailable: whyNoOther,
    run: (target) => turn(target, -1),
  },
];

/** What somebody who writes messages can do. */
export const MESSAGE_COMMANDS: readonly Command[] = COMMANDS.map((command) => ({
  ...command,
  group: 'messages',
  product: 'messaging',
}));

/** Sends what was said with the files that wait; a text says why not. */
export function send(target: Debuggable, said: Said): string | null {
  const writer = target.live?.writer;
  if (!writer) return NOBODY;
  const leg = writer.compose(said);
  if (typeof leg === 'string') return leg;
  const refusal = onLive(target, (session) => session.place(leg));
  if (refusal === null) writer.detach();
  return refusal;
}

/** A text alone. */
export const NOTHING: Said = { body: '', button: null, location: null, isReply: false };

const NOBODY = 'nobody writes messages here';

const WAITS: readonly Suggestion[] = [
  { text: '4h', help: 'after this, Twilio has forgotten the cookies of the pair' },
  { text: '30s', help: '' },
  { text: '10m', help: '' },
];

const OUTCOMES: readonly Suggestion[] = [
  { text: 'as planned', help: 'as --delivery says, otherwise delivered' },
  { text: 'delivered', help: 'it arrives' },
  { text: 'read', help: 'it is read too, if the channel reports that' },
  { text: 'sent', help: 'no further status follows' },
  { text: 'failed 30007', help: 'the carrier filters it' },
  { text: 'undelivered 30003', help: 'the phone is off' },
  { text: 'undelivered 30006', help: 'it is a landline' },
];

/** In quotes, with \n and \", or as it stands. */
function textOf(written: string): string {
  return quotedText(written) ?? written.trim();
}

/** What the script of a conversation knows how to write, written here. */
function sendScripted(target: Debuggable, action: string): string | null {
  const parsed = parseMessageScript(action);
  if (!parsed.ok) return parsed.refusal;
  const [only, another] = parsed.value;
  return only && !another ? send(target, only) : 'one message at a time';
}

function attach({ live: session }: Debuggable, written = ''): string | null {
  const writer = session?.writer;
  if (!writer) return NOBODY;
  if (written.trim() !== 'nothing') return writer.attach(textOf(written));
  writer.detach();
  return null;
}

function files({ live: session }: Debuggable, typed: string): readonly Suggestion[] {
  const writer = session?.writer;
  const paths = (writer?.paths(typed) ?? []).map((text) => ({ text, help: '' }));
  const waiting = writer?.files.length ?? 0;
  return waiting === 0
    ? paths
    : [{ text: 'nothing', help: `${waiting} wait for the next message` }, ...paths];
}

function decide(target: Debuggable, written = ''): string | null {
  if (written.trim() === 'as planned')
    return onLive(target, (session) => session.edit({ type: 'delivery', delivery: null }));
  const plan = parseDeliveryPlan(written);
  if (!plan.ok) return plan.refusal;
  const [delivery, another] = plan.value.deliveries;
  if (!delivery || another || Object.keys(plan.value.deliveriesTo).length > 0)
    return 'write one outcome: delivered, read, sent, failed 30007 or undelivered 30003';
  return onLive(target, (session) => session.edit({ type: 'delivery', delivery }));
}

function whyNoWait(target: Debuggable): string | null {
  const dead = live(target);
  if (dead !== null) return dead;
  if (target.held) return 'the clock stands still while the session is paused: c continues';
  return target.legs.some(({ sid, endedAt }) => endedAt === null && fetches(target, sid))
    ? 'the webhook has not answered yet'
    : null;
}

function wait(target: Debuggable, written = ''): string | null {
  const ms = parseDuration(written.trim());
  return ms === null
    ? `"${written}" is not a time: write one like 30s, 5m or 4h`
    : onLive(target, (session) => session.later(ms));
}

function addresses(target: Debuggable, side: 'from' | 'to'): readonly Suggestion[] {
  const known = new Set(pairsOf(target).map((pair) => pair[side]));
  return [...known].map((text) => ({ text, help: side === 'from' ? 'has written here' : 'was written to' }));
}

function whyNoOther(target: Debuggable): string | null {
  return pairsOf(target).length > 1 ? null : 'there is one pair of numbers only: :from NUMBER brings another';
}

function turn(target: Debuggable, by: 1 | -1): string | null {
  const pairs = pairsOf(target);
  const looked = pairOf(target);
  const at = pairs.findIndex((pair) => looked !== null && pairKey(pair) === pairKey(looked));
  const next = pairs[(at + by + pairs.length) % pairs.length];
  if (!next) return 'there is no conversation yet';
  const newest = target.legs.findLast(({ setup }) => pairKey(setup) === pairKey(next));
  if (newest) return target.select(newest.sid);
  target.live?.writer?.lookAt(next);
  return null;
}
