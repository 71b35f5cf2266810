import { describe, expect, it } from 'vitest';
import type { Move } from '../../../src/debug/moves/move.ts';
import type { Session } from '../../../src/debug/session/session.ts';
import { heldCall, placeCall, until } from '../../support/memory-call.ts';

const APP = {
  '/voice':
    '<Say>one</Say>\n<Gather numDigits="1" action="/next" timeout="3">\n<Say>two</Say>\n<Say>three</Say>\n</Gather>\n<Say>four</Say>',
  '/next': '<Say>five</Say><Hangup/>',
};

/** The verb that would start next, as `Name line`. */
function at(session: Session): string {
  const ready = session.ready();
  return ready ? `${ready.element.name} ${ready.element.line}` : session.over ? 'over' : 'busy';
}

async function step(session: Session, move: Move): Promise<string> {
  session.move(move);
  await until(session, () => session.held !== null || session.over);
  return at(session);
}

describe('stepping', () => {
  it.each<[Move, readonly string[]]>([
    ['next', ['Say 3', 'Gather 4', 'Say 8', 'over']],
    ['into', ['Say 3', 'Gather 4', 'Say 5', 'Say 6', 'Say 8', 'over']],
    ['finish', ['Say 3', 'over']],
    ['continue', ['Say 3', 'over']],
    [{ until: 6 }, ['Say 3', 'Say 6', 'over']],
    [{ until: 99 }, ['Say 3', 'over']],
  ])('%j again and again, while nobody presses a key', async (move, expected) => {
    const { session } = await heldCall({ app: APP });
    expect(session.held?.reason).toBe('entry');
    const places = [at(session)];
    while (!session.over) places.push(await step(session, move));
    expect(places).toEqual(expected);
  });

  it.each<[Move, readonly string[]]>([
    ['next', ['Say 3', 'Gather 4', 'Say 3 /next', 'Hangup 3 /next', 'over']],
    ['finish', ['Say 3', 'Say 3 /next', 'over']],
    // The hop of the action brings the verb that it stops at.
    ['into', ['Say 3', 'Gather 4', 'Say 5', 'Say 3 /next', 'Hangup 3 /next', 'over']],
  ])('%j again and again, while the caller presses 1', async (move, expected) => {
    const { session } = await heldCall({ app: APP, caller: 'early press 1' });
    const places = [at(session)];
    while (!session.over) {
      const place = await step(session, move);
      const path = session.ready()?.document.url.endsWith('/next') ? ' /next' : '';
      places.push(place + path);
    }
    expect(places).toEqual(expected);
  });

  it('continues to the end without breakpoints', async () => {
    const { session, events } = await heldCall({ app: APP });
    expect(await step(session, 'continue')).toBe('over');
    expect(events.at(-1)).toMatchObject({ type: 'end', status: 'completed' });
  });

  it('the clock stands still while it holds', async () => {
    const { session } = await heldCall({ app: APP });
    await step(session, 'next');
    const held = session.now;
    expect(held).toBe(session.board?.now);
    expect(session.held?.reason).toBe('step');
    await step(session, 'into');
    expect(session.now).toBe(held);
  });

  it('keys that are pressed while it holds wait, in order, and take effect with the next step', async () => {
    const { session, events, asked } = await heldCall({ app: APP });
    await step(session, 'into');
    await step(session, 'into');
    expect(at(session)).toBe('Say 5');
    session.act({ type: 'key', value: '7' });
    expect(session.queued).toEqual([{ type: 'key', value: '7' }]);
    expect(events.some(({ type }) => type === 'input')).toBe(false);
    // The key ends the Gather; what comes next is a verb of another document, and the step holds there.
    expect(await step(session, 'next')).toBe('Say 3');
    expect(session.ready()?.document.url).toBe('http://app.test/next');
    expect(session.queued).toEqual([]);
    expect(asked[1]?.params).toMatchObject({ Digits: '7' });
  });

  it('keys that are pressed before a Gather starts wait for it', async () => {
    const app = { '/voice': '<Say>one</Say><Gather numDigits="2" action="/next"/>', '/next': '<Hangup/>' };
    const { session, asked } = await heldCall({ app });
    await step(session, 'next');
    session.act({ type: 'key', value: '4' });
    session.act({ type: 'key', value: '2' });
    await step(session, 'next');
    expect(asked[1]?.params).toMatchObject({ Digits: '42' });
  });

  it('hanging up while it holds ends the call at once', async () => {
    const { session, events } = await heldCall({ app: APP });
    await step(session, 'next');
    session.act({ type: 'hang-up' });
    expect(session.over).toBe(true);
    expect(events.filter(({ type }) => type === 'heard')).toHaveLength(1);
  });

  it('restart places a new call with a new CallSid and keeps the breakpoints', async () => {
    const { session } = await heldCall({ app: APP, breaks: ['line:8'] });
    const before = session.leg?.sid;
    session.restart();
    await until(session, () => session.held !== null);
    expect(at(session)).toBe('Say 3');
    expect(session.journal.entries()[0]?.event).toMatchObject({ seq: 0, type: 'call', status: 'ringing' });
    expect(session.leg?.sid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(session.leg?.sid).not.toBe(before);
    expect(session.breakpoints).toHaveLength(1);
  });
});

describe('breakpoints', () => {
  it.each([
    ['Gather', ['Gather 4', 'over']],
    ['line:6', ['Say 6', 'over']],
    ['url:/next', ['over']],
    ['Say', ['Say 5', 'Say 6', 'Say 8', 'over']],
  ])('--break %s', async (where, places) => {
    const { session } = await heldCall({ app: APP, breaks: [where] });
    const seen: string[] = [];
    while (!session.over) seen.push(await step(session, 'continue'));
    expect(seen).toEqual(places);
  });

  it('set on a verb is bound to its document, verb and ordinal: it survives a document that is rendered anew', async () => {
    let visits = 0;
    const app = { '/voice': () => `${'\n'.repeat(visits++)}<Say>a</Say><Say>b</Say><Redirect/>` };
    const { session } = await heldCall({ app });
    await step(session, 'next');
    const ready = session.ready();
    if (!ready) throw new Error('nothing is ready');
    session.toggleBreakpoint(ready.document, ready.element);
    expect(await step(session, 'continue')).toBe('Say 4');
    expect(session.held?.reason).toBe('breakpoint');
    expect(await step(session, 'continue')).toBe('Say 5');
    session.toggleBreakpoint(ready.document, ready.element);
    expect(session.breakpoints).toEqual([]);
    session.act({ type: 'hang-up' });
  });

  it('in a run they are told and the run goes on', async () => {
    const call = await placeCall({ app: APP, breaks: ['Gather', 'line:8'] });
    expect(call.of('stop')).toMatchObject([
      { reason: 'breakpoint', line: 4, column: 1, name: 'Gather', url: 'http://app.test/voice' },
      { reason: 'breakpoint', line: 8, column: 1 },
    ]);
    expect(call.end.status).toBe('completed');
    expect(call.of('diagnostic').filter(({ rule }) => rule === 'breakpoint-unreached')).toEqual([]);
  });

  it('in a run those that were never reached are told at its end', async () => {
    const call = await placeCall({ app: APP, breaks: ['Gather', 'Record', 'line:99', 'Number'] });
    expect(call.of('diagnostic').filter(({ rule }) => rule === 'breakpoint-unreached')).toEqual([
      expect.objectContaining({
        level: 'info',
        message: 'never reached: the breakpoints Record, line:99, Number',
        help: 'Number never starts: it stops before the verb that it stands in',
      }),
    ]);
    expect(call.events.at(-1)?.type).toBe('end');
  });
});

describe('what is told', () => {
  it('is numbered from 0 without gaps, and its time never goes back', async () => {
    const call = await placeCall({ app: APP, caller: 'early press 1' });
    expect(call.events.map(({ seq }) => seq)).toEqual(call.events.map((_, index) => index));
    const times = call.events.map(({ at: time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(call.events.at(-1)?.type).toBe('end');
  });

  it('is the same for the same seed and answers', async () => {
    const [first, second] = [await placeCall({ app: APP }), await placeCall({ app: APP })];
    expect(second.events).toEqual(first.events);
  });
});
