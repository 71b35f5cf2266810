import { describe, expect, it } from 'vitest';
import { Session } from '../../src/debug/session/session.ts';
import { inboundMessage, textMessage } from '../support/inbound-message.ts';
import type { Asked } from '../support/memory-call.ts';
import { ORIGIN, until } from '../support/memory-call.ts';
import { conversation, conversationPorts } from '../support/memory-message.ts';

describe('a conversation that stays open', () => {
  it('goes on when everything is done, takes further messages, and ends when it is finished', async () => {
    const asked: Asked[] = [];
    const plan = { app: { '/sms': '<Message>a</Message>' }, says: ['hi'] };
    const { setup } = conversation(plan);
    const session = new Session({ ...setup, staysOpen: true }, conversationPorts(plan, asked));
    session.restart();
    const settled = () =>
      session.legs.every(({ endedAt }) => endedAt !== null) && !session.board?.pending.works.size;
    await until(session, settled);
    expect([asked.length, session.over]).toEqual([1, false]);
    expect(session.place(inboundMessage(`${ORIGIN}/sms`, textMessage('again')))).toBeNull();
    await until(session, () => asked.length === 2 && settled());
    expect(session.over).toBe(false);
    session.finish();
    expect(session.over).toBe(true);
    expect(session.journal.end()).toMatchObject({ status: 'completed', error: null });
  });
});
