import { describe, expect, it } from 'vitest';
import type { BackMove, Move } from '../../../src/debug/moves/move.ts';
import type { Session } from '../../../src/debug/session/session.ts';
import { heldCall, until } from '../../support/memory-call.ts';

const APP = {
  '/voice':
    '<Say>one</Say>\n<Gather numDigits="1" action="/next" timeout="3">\n<Say>two</Say>\n<Say>three</Say>\n</Gather>\n<Say>four</Say>',
  '/next': '<Say>five</Say>\n<Say>six</Say><Hangup/>',
};

/** The verb at hand as `Name line`, with the path of its document where that is not the first one. */
function at(session: Session): string {
  const ready = session.ready();
  if (!ready) return session.over ? 'over' : 'busy';
  const path = new URL(ready.document.url).pathname;
  return `${ready.element.name} ${ready.element.line}${path === '/voice' ? '' : ` ${path}`}`;
}

async function forward(session: Session, move: Move): Promise<string> {
  session.move(move);
  await until(session, () => session.held !== null || session.over);
  return at(session);
}

/** Back as often as it goes, with the places that it led to. */
function backAll(session: Session, move: BackMove): readonly string[] {
  const places: string[] = [];
  while (session.moveBack(move) === null) places.push(at(session));
  return places;
}

/** A call that was stepped to the second verb of its second document. */
async function deepCall() {
  const call = await heldCall({ app: APP, caller: 'early press 1' });
  for (const move of ['next', 'into', 'into', 'into'] as const) await forward(call.session, move);
  expect(at(call.session)).toBe('Say 4 /next');
  return call;
}

describe('the past of a live call', () => {
  it.each<[BackMove, readonly string[]]>([
    ['back', ['Say 3 /next', 'Gather 4', 'Say 3']],
    ['back into', ['Say 3 /next', 'Say 5', 'Gather 4', 'Say 3']],
    ['back finish', ['Say 3 /next']],
    ['back continue', ['Say 3']],
  ])('%s again and again', async (move, places) => {
    const { session, asked } = await deepCall();
    const requests = asked.length;
    const found = backAll(session, move);
    expect(found.slice(0, places.length)).toEqual(places);
    expect(asked).toHaveLength(requests);
    session.close();
  });

  it('going back and forward again comes to an equal state, asks nothing and tells nothing', async () => {
    const { session, asked, events } = await deepCall();
    const before = { board: session.board, told: events.length, requests: asked.length, at: at(session) };
    expect(session.moveBack('back')).toBeNull();
    expect([session.position < session.length, at(session)]).toEqual([true, 'Say 3 /next']);
    expect(session.board).not.toEqual(before.board);
    expect(await forward(session, 'next')).toBe(before.at);
    expect(session.position).toBe(session.length);
    expect(session.board).toBe(before.board);
    expect([events.length, asked.length]).toEqual([before.told, before.requests]);
    session.close();
  });

  it('shows the parameters, cookies and clock of then', async () => {
    const { session } = await deepCall();
    session.goTo(0);
    expect(session.legs).toEqual([]);
    session.goTo(2);
    expect(session.now).toBe(session.board?.now);
    expect(session.goTo('now')).toBeNull();
    expect(session.position).toBe(session.length);
    session.close();
  });

  it('goes to any event of the story', async () => {
    const { session } = await deepCall();
    for (const { step, event } of session.journal.entries()) {
      session.goTo(step);
      expect(session.journal.entries(session.position).at(-1)?.event.seq).toBeGreaterThanOrEqual(event.seq);
    }
    session.close();
  });

  it('nothing can be done there, and says why', async () => {
    const { session, asked } = await deepCall();
    const requests = asked.length;
    session.moveBack('back');
    expect(session.act({ type: 'key', value: '1' })).toContain('this is the past');
    expect(session.later(1000)).toContain('this is the past');
    expect(session.queued).toEqual([]);
    expect(asked).toHaveLength(requests);
    session.close();
  });

  it('is there when the call is over, too', async () => {
    const { session } = await deepCall();
    expect(await forward(session, 'continue')).toBe('over');
    expect(session.moveBack('back')).toBeNull();
    expect([at(session), session.over]).toEqual(['Hangup 4 /next', false]);
    expect(await forward(session, 'continue')).toBe('over');
  });

  it('a pause comes with it: time stands still while somebody looks back', async () => {
    const { session } = await heldCall({ app: APP, caller: 'early press 1' });
    await forward(session, 'next');
    expect(session.moveBack('back')).toBeNull();
    expect(session.held).not.toBeNull();
    session.close();
  });

  it('goes back to what stopped it', async () => {
    const { session } = await heldCall({ app: APP, breaks: ['line:6'] });
    expect(await forward(session, 'continue')).toBe('Say 6');
    expect(await forward(session, 'next')).toBe('Say 8');
    expect(session.moveBack('back continue')).toBeNull();
    expect(at(session)).toBe('Say 6');
    expect(session.moveBack('back continue')).toBeNull();
    expect(at(session)).toBe('Say 3');
    session.close();
  });
});
