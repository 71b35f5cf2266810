import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { positive } from '../../../src/cli/arguments/parse-number.ts';
import {
  addOptions,
  attributeOf,
  type OptionRow,
  type OptionsOf,
  optionRows,
  type SessionKind,
} from '../../../src/cli/options/option.ts';
import {
  addSessionOptions,
  type CallOptions,
  SESSION_ROWS,
} from '../../../src/cli/options/session-options.ts';
import { program } from '../../support/program.ts';

const rows: readonly (readonly [string, OptionRow])[] = Object.entries(SESSION_ROWS);

const attributes = (...sessions: readonly SessionKind[]) =>
  addSessionOptions(new Command(), ...sessions).options.map((option) => option.attributeName());

describe('the table of options', () => {
  it.each(rows)('names %s as commander does, or says where its value goes', (name, row) => {
    const own = attributeOf({ ...row, attribute: undefined });
    expect(own).toBe(name);
  });

  it.each(rows)('has help, a group and sessions for %s', (_name, { help, group, sessions = [] }) => {
    for (const words of typeof help === 'string' ? [help] : Object.values(help))
      expect(words).toMatch(/^\S.*[^.]$/);
    expect(group).toMatch(/:$/);
    expect(sessions).not.toEqual([]);
  });
});

describe('a row', () => {
  it('has a default that its parser could have made, and a value of that type', () => {
    const rows = optionRows({
      speed: { flags: '--speed <factor>', help: 'how fast', parse: positive, default: 2 },
      name: { flags: '--name [text]', help: 'a name' },
      loud: { flags: '--loud', help: 'shout', not: 'whisper' },
      format: { flags: '--format <text>', help: 'a format', required: true },
    });
    const command = addOptions(new Command(), rows).exitOverride();
    command.parse(['--name', '--no-loud', '--format', 'har'], { from: 'user' });
    const options: OptionsOf<typeof rows> = command.opts();
    const speed: number = options.speed;
    const name: string | true | undefined = options.name;
    const loud: boolean | undefined = options.loud;
    const format: string = options.format;
    expect([speed, name, loud, format]).toEqual([2, true, false, 'har']);
    // @ts-expect-error: a factor is a number
    optionRows({ speed: { flags: '--speed <factor>', help: 'how fast', parse: positive, default: 'fast' } });
  });
});

describe('the options of a command', () => {
  it('are those of its sessions', () => {
    expect(attributes('call')).not.toContain('said');
    expect(attributes('run')).toEqual(expect.arrayContaining(['json', 'timeout', 'maxWarnings']));
    expect(attributes('message')).not.toContain('caller');
    expect(attributes('message')).not.toContain('fax');
    expect(attributes('message', 'fax')).toEqual(expect.arrayContaining(['said', 'fax']));
    expect(attributes('demo')).toEqual(expect.arrayContaining([...new Set(attributes('call')), 'serve']));
  });

  it('have the values of their defaults when none is given', () => {
    const options = addSessionOptions(new Command(), 'call').opts<CallOptions>();
    expect(options).toMatchObject({ method: 'POST', webhookTimeout: 15_000, break: [], application: {} });
    expect(options).not.toHaveProperty('record');
  });

  it('are refused under the name that was typed', async () => {
    const { exitCode, said } = await program(['run', 'http://127.0.0.1:1/', '--speed', 'fast']);
    expect([exitCode, said]).toEqual([
      2,
      'twiml-debug: --speed: write a number from 0.001 to 1000000, not "fast"',
    ]);
  });

  it('mean something else for messages where the help says so', async () => {
    const [call, message] = [await program(['run', '--help']), await program(['message', '--help'])];
    expect(call.data).toContain('number of the caller');
    expect(message.data).toContain('number of the sender');
  });
});

describe('the help of a command that runs a session', () => {
  it.each(['call', 'run', 'message', 'demo'])('%s has every option in a group', async (name) => {
    const { data } = await program([name, '--help']);
    const rest = data.slice(data.indexOf('\nOptions:'), data.indexOf('\n\n', data.indexOf('\nOptions:') + 1));
    expect(rest.match(/--[\w-]+/g)).toEqual(['--help']);
    expect(data).toContain('\nThe request:\n');
    expect(data.indexOf('\nOutput:\n')).toBeGreaterThan(data.indexOf('\nThe request:\n'));
  });
});
