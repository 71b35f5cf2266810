import { describe, expect, it } from 'vitest';
import { parseWhere, whereText } from '../../../src/debug/breakpoints/breakpoints.ts';
import type { Session } from '../../../src/debug/session/session.ts';
import { heldCall, ok, placeCall, until } from '../../support/memory-call.ts';
import { acceptedValue, refusalOf } from '../../support/results.ts';

const APP = {
  '/voice':
    '<Gather numDigits="1" action="/menu" timeout="1"><Say>Menu</Say></Gather><Redirect>/voice</Redirect>',
  '/menu': '<Say>You pressed it</Say><Redirect>/old</Redirect>',
  '/old': { ...ok('', [['Location', '/bye']]), status: 302 },
  '/bye': '<Say loop="y">Bye</Say><Hangup/>',
};

async function stops(where: string, plan: { readonly caller?: string } = {}) {
  const call = await placeCall({ app: APP, breaks: [where], caller: 'press 2', ...plan });
  return call.of('stop');
}

describe('how a breakpoint is written', () => {
  it.each([
    'Gather if params.Digits == "2"',
    'line:3 hits 3',
    'url:/menu once',
    'error',
    'redirect if last.path == "/menu" hits 2 once',
    'param:Digits',
    'revisit 3',
    'slow 2s',
    'slow 1500ms',
    'Say log "pressed {params.Digits}"',
    'Say if verb.text ~ "hits 3" log "say \\"{verb.text}\\""',
  ])('%s is read, and written the same', (text) => {
    expect(whereText(acceptedValue(parseWhere(text)))).toBe(text);
  });

  it.each([
    ['Gather if parms.Digits', 'if: there is no parms: did you mean params? (character 1 of parms.Digits)'],
    ['Gather if', '"Gather if" is not a place to stop'],
    ['eror', 'did you mean error?'],
    ['slow', 'write how slow: slow 2s'],
    ['error 12100', '"error" takes nothing behind it'],
    ['revisit x', '"x" is no number of visits'],
    ['Say log "a {"', 'log: what begins here has no } at its end'],
  ])('%s says what is wrong: %s', (text, message) => {
    expect(refusalOf(parseWhere(text))).toContain(message);
  });
});

describe('in a run a stop is told with its reason', () => {
  it.each([
    ['Say if verb.text ~ "pressed"', 'breakpoint', 'breakpoint 1: Say if verb.text ~ "pressed"'],
    ['Say if params.Digits == 2', 'breakpoint', 'breakpoint 1: Say if params.Digits == 2'],
    ['redirect', 'redirect', 'breakpoint 1: redirect'],
    ['warning', 'warning', 'breakpoint 1: warning'],
    ['param:Digits', 'breakpoint', 'breakpoint 1: param:Digits'],
    ['Say if number(verb.text) > 1', 'condition-failed', '"Menu" is not a number'],
  ])('--break %s', async (where, reason, text) => {
    const [first] = await stops(where);
    expect(first).toMatchObject({ reason, text: expect.stringContaining(text), breakpoint: 1 });
  });

  it('a phone that rings and a leg that ends are told of the leg', async () => {
    const call = await placeCall({
      app: { '/voice': '<Dial>+15005550001</Dial><Say>over</Say>' },
      breaks: ['ring', 'leg-end if call.role == "callee"'],
      callee: 'answer talk 2s',
    });
    expect(call.of('stop').map(({ reason }) => reason)).toEqual(['ring', 'leg-end']);
  });

  it('one whose condition never holds never stops', async () => {
    expect(await stops('Say if params.Digits == "9"')).toEqual([]);
  });

  it('hits counts from the first time on, and once stops once', async () => {
    expect((await stops('Say hits 2')).map(({ text }) => text)).toEqual([
      'breakpoint 1: Say hits 2, hit 2',
      'breakpoint 1: Say hits 2, hit 3',
    ]);
    expect(await stops('Say once')).toHaveLength(1);
  });

  it('revisit tells of a document that comes again', async () => {
    const found = await stops('revisit 3', { caller: 'wait 5s; hang up' });
    expect(found[0]).toMatchObject({ reason: 'revisit', line: null });
  });

  it('a logpoint says its text and stops nothing', async () => {
    const call = await placeCall({
      app: APP,
      breaks: ['Say log "{verb.text}: {params.Digits}"'],
      caller: 'press 2',
    });
    expect(call.of('stop')).toEqual([]);
    expect(call.of('printed').map(({ text }) => text)).toEqual(['Menu: ', 'You pressed it: 2', 'Bye: ']);
  });
});

describe('a session that is watched', () => {
  const next = async (session: Session) => {
    session.move('continue');
    await until(session, () => session.held !== null || session.over);
  };

  it('holds after an event, and goes on from there', async () => {
    const { session } = await heldCall({ app: APP, breaks: ['redirect'], caller: 'press 2' });
    await next(session);
    expect(session.held).toMatchObject({ reason: 'redirect', text: 'breakpoint 1: redirect', breakpoint: 1 });
    await next(session);
    expect(session.over).toBe(true);
  });

  it('comes back to it with back continue', async () => {
    const { session } = await heldCall({ app: APP, breaks: ['redirect'], caller: 'press 2' });
    await next(session);
    const position = session.length;
    session.move('next');
    await until(session, () => session.held !== null);
    expect(session.moveBack('back continue')).toBeNull();
    expect(session.position).toBe(position);
    session.close();
  });
});
