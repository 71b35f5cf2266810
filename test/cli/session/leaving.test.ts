import { describe, expect, it } from 'vitest';
import { comeToEnd } from '../../../src/cli/session/leaving.ts';
import type { Session } from '../../../src/debug/session/session.ts';
import type { Sender } from '../../../src/debug/wire/sender.ts';
import { type Answer, type Asked, heldCall, memorySender, until } from '../../support/memory-call.ts';

const STATUS = { statusCallback: { url: 'http://app.test/status', method: 'POST' } } as const;

const said: string[] = [];
const output = { data: () => {}, say: (text: string) => said.push(text) };

/** A call that is held at its first verb. */
async function held(app: Readonly<Record<string, Answer>>, sender?: Sender) {
  return heldCall({ app, leg: STATUS, ...(sender ? { sender } : {}) });
}

const ends = (session: Session) =>
  session.journal.entries().flatMap(({ event }) => (event.type === 'end' ? [event.status] : []));

describe('a call that is left in the middle of it', () => {
  it('ends: the application is told, and the recording has an end', async () => {
    const { session, asked, events } = await held({ '/voice': '<Pause length="60"/>', '/status': '' });
    await comeToEnd(session, output);
    expect(ends(session)).toEqual(['no-answer']);
    expect(asked.at(-1)).toMatchObject({ path: '/status', params: { CallStatus: 'no-answer' } });
    expect(events.filter(({ type }) => type === 'diagnostic')).toMatchObject([
      { level: 'info', rule: 'left', code: null },
    ]);
    expect(events.at(-1)?.type).toBe('end');
  });

  it('has the action of a Dial asked for, whichever leg is looked at', async () => {
    const { session, asked } = await held({
      '/voice': '<Dial action="/after">+15551230002</Dial>',
      '/after': '<Say>a</Say>',
      '/status': '',
    });
    session.move('continue');
    await until(session, () => session.legs.length > 1);
    await comeToEnd(session, output);
    expect(session.legs.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(asked.map(({ path }) => path)).toEqual(['/voice', '/after', '/status']);
    expect(ends(session)).toHaveLength(1);
  });

  it('ends while somebody writes what they mean to say, and while it is held in the middle of a verb', async () => {
    const { session } = await held({ '/voice': '<Pause length="60"/>', '/status': '' });
    session.move('continue');
    session.pause();
    session.rest(true);
    await comeToEnd(session, output);
    expect(ends(session)).toEqual(['completed']);
  });

  it('gives up what takes longer than a second, and says what it waits for', async () => {
    said.length = 0;
    const asked: Asked[] = [];
    const app = memorySender({ '/voice': '<Pause length="60"/>' }, asked);
    const sender: Sender = {
      send: (request, signal, mode) =>
        request.url.endsWith('/status') ? new Promise(() => {}) : app.send(request, signal, mode),
    };
    const { session, events } = await held({}, sender);
    const before = performance.now();
    await comeToEnd(session, output);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(said).toEqual(['hanging up (Ctrl+C quits at once)']);
    expect(events.at(-2)).toMatchObject({ purpose: 'status-callback', hops: [{ failure: 'abandoned' }] });
    expect(ends(session)).toEqual(['no-answer']);
  });

  it('ends at once when it is interrupted meanwhile', async () => {
    const app = memorySender({ '/voice': '<Pause length="60"/>' }, []);
    const sender: Sender = {
      send: (request, signal, mode) =>
        request.url.endsWith('/status') ? new Promise(() => {}) : app.send(request, signal, mode),
    };
    const { session } = await held({}, sender);
    const before = performance.now();
    const left = comeToEnd(session, output);
    process.emit('SIGINT', 'SIGINT');
    await left;
    expect(performance.now() - before).toBeLessThan(200);
    expect(ends(session)).toEqual(['no-answer']);
  });

  it('is left alone when it is over', async () => {
    const { session, events } = await held({ '/voice': '<Hangup/>', '/status': '' });
    session.move('continue');
    await until(session, () => session.over);
    const before = events.length;
    await comeToEnd(session, output);
    expect(events).toHaveLength(before);
  });
});
