import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOf } from '../../../src/debug/commands/command.ts';
import { completionsOf, readLine } from '../../../src/debug/commands/command-line.ts';
import { DEBUG_COMMANDS } from '../../../src/debug/commands/commands.ts';
import { heldCall } from '../../support/memory-call.ts';

const read = (line: string) => {
  const result = readLine(line, DEBUG_COMMANDS);
  return result.ok ? [result.command.id, result.argument] : result.message;
};

const APP = { '/voice': '<Gather><Say>one</Say></Gather><Say>two</Say>' };

async function completions(line: string) {
  const { session } = await heldCall({ app: APP });
  const found = completionsOf(line, DEBUG_COMMANDS, session);
  session.close();
  return found;
}

const texts = async (line: string) => (await completions(line)).map(({ text }) => text);

describe('a line', () => {
  it.each([
    ['next', 'debug.next', undefined],
    ['break   clear  Gather', 'break.clear', 'Gather'],
    ['  Hang   up ', 'caller.hang-up', undefined],
    ['press 12#', 'caller.press', '12#'],
    ['break Gather', 'break.set', 'Gather'],
    ['break clear', 'break.clear', undefined],
    ['break clear url:/menu', 'break.clear', 'url:/menu'],
    ['fault off', 'fault.off', undefined],
    ['fault slow 5s at 3', 'fault.set', 'slow 5s at 3'],
    ['signature wrong', 'signature.set', 'wrong'],
    ['cookie set sid=1; Path=/; Max-Age=60', 'cookie.set', 'sid=1; Path=/; Max-Age=60'],
    ['cookies clear', 'cookie.clear', undefined],
    ['cache clear http://app.test/a', 'cache.clear', 'http://app.test/a'],
    ['cont', 'debug.continue', undefined],
    ['hang', 'caller.hang-up', undefined],
  ])('%j is a command and its argument', (line, id, argument) => {
    expect(read(line)).toEqual([id, argument]);
  });

  it.each([
    ['press', 'something is missing: press KEYS'],
    ['fault', 'something is missing: fault WHAT'],
    ['next 5', '"next" takes no argument: leave out "5"'],
    ['cookie', '"cookie" could be cookie set COOKIE, cookie delete NAME, cookies clear'],
    ['nxet', '"nxet" is not a command: did you mean next?'],
    ['cookie dlete sid', '"cookie dlete sid" is not a command: did you mean cookie delete?'],
    ['brake Gather', '"brake Gather" is not a command: did you mean break?'],
    ['make coffee', '"make coffee" is not a command: Tab shows the commands'],
  ])('%j is none, and what was meant is said', (line, message) => {
    expect(read(line)).toBe(message);
  });

  it('is read without a mistake whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        expect(['string', 'object']).toContain(typeof read(line));
      }),
    );
  });
});

describe('the commands', () => {
  it('have words of their own, in small letters', () => {
    const words = DEBUG_COMMANDS.flatMap((command) => (command.words === null ? [] : [command.words]));
    expect(new Set(words).size).toBe(words.length);
    for (const written of words) expect(written).toMatch(/^[a-z]+([- ][a-z]+)*$/);
  });

  it('are read again as they are listed', () => {
    for (const command of DEBUG_COMMANDS) {
      if (command.words === null) continue;
      expect(readLine(formOf(command), DEBUG_COMMANDS)).toMatchObject({
        ok: true,
        command: { id: command.id },
      });
    }
  });
});

describe('completions', () => {
  it('of nothing are all commands', async () => {
    const all = DEBUG_COMMANDS.flatMap(({ words }) => (words === null ? [] : [words]));
    expect((await texts('')).map((text) => text.trim())).toEqual(all);
  });

  it('are what begins so, then what has a word that does, then what speaks of it', async () => {
    expect(await texts('c')).toEqual([
      'continue',
      'call ',
      'cookie set ',
      'cookie delete ',
      'cookies clear',
      'cache clear ',
      'back continue',
      'break clear ',
    ]);
    expect(await texts('callsid')).toEqual(['restart']);
    expect(await texts('hgup')).toEqual(['hang up']);
    expect(await texts('zzz')).toEqual([]);
  });

  it('of an argument are what the session knows, and longer commands', async () => {
    expect(await texts('break ')).toEqual(['break Gather', 'break Say', 'break url:/voice', 'break clear ']);
    expect(await texts('break g')).toEqual(['break Gather']);
    expect(await texts('break cl')).toEqual(['break clear ']);
  });

  it('of a fault are first what goes wrong, then where', async () => {
    expect(await texts('fault s')).toContain('fault slow 5s');
    expect(await texts('fault slow 3s ')).toEqual(['fault slow 3s always', 'fault slow 3s url:/voice']);
    expect(await texts('fault refused')).toContain('fault refused');
  });

  it('of an argument that nobody can guess are its command, for its help', async () => {
    expect(await completions('cookie set a')).toMatchObject([
      { text: 'cookie set a', label: 'cookie set COOKIE', help: expect.stringContaining('NAME=VALUE') },
    ]);
  });
});
