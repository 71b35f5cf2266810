import { describe, expect, it } from 'vitest';
import { LEG_COMMANDS } from '../../../src/debug/commands/leg-commands.ts';
import { LegNames } from '../../../src/debug/leg-names.ts';
import type { Session } from '../../../src/debug/session/session.ts';
import { legViews } from '../../../src/debug/views/legs/leg-view.ts';
import { QUEUE, SWITCHBOARD } from '../../support/legs-app.ts';
import { type CallPlan, heldCall, until } from '../../support/memory-call.ts';

const readyName = (session: Session) => session.ready()?.element.name ?? null;
const nameOf = (session: Session) => (session.leg ? session.journal.names.of(session.leg.sid) : '');

async function stop(session: Session, act: () => void): Promise<void> {
  act();
  await until(session, () => session.held !== null || session.over);
}

/** Held before the first verb of the callee's screening document, in a step of that leg. */
async function heldAtScreening(plan: Partial<CallPlan> = {}): Promise<Session> {
  const { session } = await heldCall({ app: SWITCHBOARD, breaks: ['url:/screen'], ...plan });
  await stop(session, () => session.move('continue'));
  return session;
}

describe('the names of legs', () => {
  it('tell callers from those who are dialled, and are never given anew', () => {
    const names = new LegNames();
    names.add('CA1', null);
    names.add('CA2', 'CA1');
    names.add('CA3', null);
    names.add('CA4', 'CA3');
    names.add('CA2', 'CA1');
    expect(['CA1', 'CA2', 'CA3', 'CA4', 'CA5'].map((sid) => names.of(sid))).toEqual([
      'caller',
      'callee 1',
      'caller 2',
      'callee 2',
      'CA5',
    ]);
    expect(names.size).toBe(4);
    expect([names.isFirst('CA1'), names.isFirst('CA3')]).toEqual([true, false]);
  });
});

describe('a session with several legs', () => {
  it('looks at the leg that stopped', async () => {
    const session = await heldAtScreening();
    expect(nameOf(session)).toBe('callee 1');
    expect(session.held).toMatchObject({ reason: 'breakpoint', leg: session.leg?.sid });
    expect(session.legs.map(({ status }) => status)).toEqual(['in-progress', 'in-progress', 'ringing']);
    session.close();
  });

  it('steps the leg that is looked at, while the others go on', async () => {
    const session = await heldAtScreening({ callee: 'answer press 1 talk 5s; no-answer' });
    const seen: string[] = [];
    for (let step = 0; step < 4; step++) {
      await stop(session, () => session.move('into'));
      seen.push(`${nameOf(session)} ${readyName(session)}`);
    }
    // Its documents have run out and it talks until it hangs up: then the step ends where something stops.
    expect(seen).toEqual(['callee 1 Say', 'callee 1 Say', 'caller Gather', 'caller Say']);
    session.close();
  });

  it('steps over a Dial on the leg that dials, whatever the others run', async () => {
    const { session } = await heldCall({ app: SWITCHBOARD, callee: 'answer press 1 talk 5s; busy' });
    const seen: (string | null)[] = [];
    for (let step = 0; step < 2; step++) {
      await stop(session, () => session.move('next'));
      seen.push(readyName(session));
    }
    expect(seen).toEqual(['Dial', 'Gather']);
    session.close();
  });

  it('does not pass a breakpoint of another leg that was ready at the same moment', async () => {
    const app = {
      '/voice':
        '<Dial><Number url="/one">+15550001111</Number><Number url="/two">+15550002222</Number></Dial>',
      '/one': '<Say>one</Say>',
      '/two': '<Play>/two.mp3</Play>',
    };
    const { session } = await heldCall({ app, callee: 'ring 2s answer', breaks: ['Say', 'Play'] });
    await stop(session, () => session.move('continue'));
    expect(readyName(session)).toBe('Say');
    await stop(session, () => session.move('continue'));
    expect([nameOf(session), readyName(session)]).toEqual(['callee 2', 'Play']);
    session.close();
  });

  it('goes back to who dialled when the leg that was looked at ends', async () => {
    const session = await heldAtScreening({ callee: 'answer press 2; busy' });
    session.move('continue');
    await until(session, () => session.legs[1]?.endedAt !== null);
    expect(nameOf(session)).toBe('caller');
    expect(session.select(session.legs[1]?.sid ?? '')).toBeNull();
    expect(nameOf(session)).toBe('callee 1');
    expect(session.select('CA0')).toBe('there is no leg CA0');
    session.close();
  });

  it('hangs up one leg and stays held, as long as somebody else is there', async () => {
    const session = await heldAtScreening();
    session.act({ type: 'hang-up' });
    expect(session.held).not.toBeNull();
    expect(session.legs[1]?.status).toBe('completed');
    expect(nameOf(session)).toBe('caller');
    session.close();
  });

  it('keeps what is done on each leg apart while it is held', async () => {
    const session = await heldAtScreening();
    const [caller, callee] = session.legs;
    session.act({ type: 'key', value: '7' });
    session.act({ type: 'key', value: '9' }, caller?.sid);
    expect(session.queued).toEqual([{ type: 'key', value: '7' }]);
    expect(session.queuedOn(caller?.sid ?? '')).toEqual([{ type: 'key', value: '9' }]);
    expect(session.queuedOn(callee?.sid ?? '')).toEqual([{ type: 'key', value: '7' }]);
    session.close();
  });

  it('takes another call while it is held, which waits like all others', async () => {
    const { session, asked } = await heldCall({ app: QUEUE });
    const call = LEG_COMMANDS.find(({ id }) => id === 'call.place');
    expect(call?.run(session, '/agent from +15550001234')).toBeNull();
    expect(call?.run(session, 'from +15550005678')).toBeNull();
    expect(call?.run(session, '/agent')).toBeNull();
    expect(session.legs.map(({ setup }) => setup.from)).toEqual([
      '+15551230001',
      '+15550001234',
      '+15550005678',
      '+15551230004',
    ]);
    expect(call?.run(session, 'ftp://x from +1')).toContain('only http and https');
    await stop(session, () => session.move('next'));
    expect(asked.map(({ path, params }) => `${path} ${params['From']}`)).toContain('/agent +15550001234');
    session.close();
  });

  it('tells of each leg what it does', async () => {
    const session = await heldAtScreening({ callee: 'answer press 1; no-answer' });
    const told = () => legViews(session).map(({ name, does }) => `${name}: ${does}`);
    expect(told()).toEqual(['caller: Dial', 'callee 1: screening > before Gather', 'callee 2: rings']);
    session.close();
  });

  it('ends all of it when it is given up', async () => {
    const session = await heldAtScreening({ callee: 'answer press 1; no-answer' });
    session.giveUp({ rule: 'timeout', message: 'too long', help: 'allow more' });
    await until(session, () => session.over);
    expect(session.legs.every(({ endedAt }) => endedAt !== null)).toBe(true);
  });
});
