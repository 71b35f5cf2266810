import { describe, expect, it } from 'vitest';
import { NOTHING, send } from '../../../src/debug/commands/message-commands.ts';
import type { Session } from '../../../src/debug/session/session.ts';
import {
  type ConversationItem,
  conversationItems,
} from '../../../src/debug/views/conversation/conversation-view.ts';
import { pairViews } from '../../../src/debug/views/conversation/pair-view.ts';
import { type Answer, until } from '../../support/memory-call.ts';
import { openConversation } from '../../support/message-ui.ts';
import { type HandClock, handClock } from '../../support/screen-clock.ts';

/** A conversation of some texts, all of them answered. */
async function conversed(
  answer: Answer,
  ...texts: readonly string[]
): Promise<{ readonly session: Session; readonly clock: HandClock }> {
  const clock = handClock();
  const session = openConversation({ app: { '/sms': answer } }, [], () => clock);
  session.restart();
  for (const [at, body] of texts.entries()) {
    expect(send(session, { ...NOTHING, body })).toBeNull();
    await until(
      session,
      () => session.legs.length > at && session.legs.every(({ endedAt }) => endedAt !== null),
    );
    clock.pass(5_000);
  }
  return { session, clock };
}

const words = (items: readonly ConversationItem[]) =>
  items.map((item) => {
    if (item.kind === 'message')
      return [item.who, ...item.lines, ...item.extras, item.status].filter(Boolean).join(' | ');
    if (item.kind === 'problem') return `${item.name} ${item.text}`;
    return item.kind === 'silence' ? `${item.ms / 3_600_000} h` : item.text;
  });

const told = ({ session }: { readonly session: Session }) => words(conversationItems(session));

describe('the conversation', () => {
  it('shows each message once, with how far it is by now', async () => {
    const clock = handClock();
    const session = openConversation({ app: { '/sms': '<Message>a</Message>' } }, [], () => clock);
    session.restart();
    expect(conversationItems(session)).toEqual([]);
    send(session, { ...NOTHING, body: 'hi' });
    expect(told({ session })).toEqual(['you | hi', 'the webhook is being asked …']);
    await until(session, () => session.legs.every(({ endedAt }) => endedAt !== null));
    const statuses: string[] = [];
    for (const ms of [0, 500, 1_000]) {
      clock.pass(ms);
      statuses.push(told({ session }).at(-1) ?? '');
    }
    expect(statuses).toEqual(['app | a | … queued', 'app | a | ✓ sent', 'app | a | ✓✓ delivered']);
  });

  it('shows a place and a button, those that have not happened yet in a replay too', () => {
    const session = openConversation({ app: { '/sms': '' } }, [], handClock);
    session.restart();
    send(session, { ...NOTHING, location: { latitude: '37.78', longitude: '-122.39', label: 'Home' } });
    send(session, { ...NOTHING, body: 'Confirm', button: { text: 'Confirm', payload: 'confirm' } });
    const rich = ['you | place 37.78,-122.39 "Home"', 'you | button "Confirm" (confirm)'];
    expect(told({ session }).slice(0, 2)).toEqual(rich);
    // As a replay has it at its beginning: the events, and no leg.
    const before = { ...session, legs: [], leg: null, position: 0, writer: session.writer };
    const { journal, product } = session;
    const replay = { ...before, journal, product, kind: 'replay', board: null } as unknown as Session;
    expect(told({ session: replay })).toEqual(rich);
  });

  it('names the segments of a long reply, and why there are so many', async () => {
    const body = `😀${'a'.repeat(900)}`;
    expect(told(await conversed(`<Message>${body}</Message>`, 'hi'))[1]).toContain(
      '14 segments: UCS-2 because of 😀',
    );
  });

  it('says that nothing was answered, and why where that is known', async () => {
    expect(told(await conversed('', 'hi'))).toEqual(['you | hi', 'no reply']);
    expect(told(await conversed({ status: 500 }, 'hi'))).toEqual([
      'you | hi',
      expect.stringMatching(/^11200 an attempt to retrieve content/),
    ]);
  });

  it('tells what Twilio answers by itself, and what is blocked, from what the application says', async () => {
    expect(told(await conversed('<Message>a</Message>', 'STOP'))).toEqual([
      'you | STOP',
      expect.stringContaining('has opted out'),
      expect.stringMatching(/^Twilio \| You have successfully been unsubscribed/),
      expect.stringMatching(/^21610 .*has opted out of/),
    ]);
  });

  it('says once what did not arrive, beside the message', async () => {
    const clock = handClock();
    const session = openConversation({ app: { '/sms': '<Message>a</Message>' } }, [], () => clock);
    session.restart();
    session.edit({ type: 'delivery', delivery: { status: 'failed', error: 30007 } });
    send(session, { ...NOTHING, body: 'hi' });
    await until(session, () => session.legs.every(({ endedAt }) => endedAt !== null));
    clock.pass(5_000);
    expect(told({ session })).toEqual(['you | hi', 'app | a | ! failed 30007']);
  });

  it('counts segments, keeps lines, and makes what is not to be seen visible', async () => {
    const long = 'x'.repeat(161);
    const reply = '<Message>a\u202Eb&#10;c</Message><Message to="+15557778888">d</Message>';
    expect(told(await conversed(reply, long))).toEqual([
      `you | ${long} | 2 segments`,
      'app | a<U+202E>b | c | ✓✓ delivered',
      'app | d | +15559870002 → +15557778888 · ✓✓ delivered',
    ]);
  });

  it('shows a long silence, and that the clock was moved', async () => {
    const { session, clock } = await conversed('<Message>a</Message>', 'hi');
    session.later(4 * 3_600_000);
    expect(told({ session }).at(-1)).toBe('4 h');
    send(session, { ...NOTHING, body: 'again' });
    await until(session, () => session.legs.every(({ endedAt }) => endedAt !== null));
    clock.pass(5_000);
    expect(told({ session })[2]).toMatch(/^4\.00\d* h$/);
  });

  it('is that of the pair that is looked at', async () => {
    const { session } = await conversed('<Message>a</Message>', 'hi');
    session.writer?.change('from', '+15550009999');
    expect(conversationItems(session)).toEqual([]);
    expect(session.leg).toBeNull();
    expect(pairViews(session).map(({ from, does, selected }) => [from, does, selected])).toEqual([
      ['+15551230001', '1 message', false],
      ['+15550009999', '0 messages', true],
    ]);
    send(session, { ...NOTHING, body: 'me' });
    await until(session, () => session.legs.every(({ endedAt }) => endedAt !== null));
    expect(session.leg?.setup.from).toBe('+15550009999');
    session.select(session.legs[0]?.sid ?? '');
    expect(session.leg?.setup.from).toBe('+15551230001');
    expect(told({ session })[0]).toBe('you | hi');
  });
});
