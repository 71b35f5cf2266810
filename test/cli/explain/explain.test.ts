import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/cli/arguments/usage-error.ts';
import { explain } from '../../../src/cli/explain/command.ts';
import type { ExplainOptions } from '../../../src/cli/explain/options.ts';
import { recordedSurroundings } from '../../support/surroundings.ts';

interface Settings extends ExplainOptions {
  readonly color?: boolean;
}

function run(words: readonly string[], { color = false, ...options }: Settings = {}) {
  const { around, data, said } = recordedSurroundings({ color });
  const exitCode = explain(words, options, around);
  return { exitCode, data: data.join('\n'), said: said.join('\n'), lines: data };
}

describe('twiml-debug explain', () => {
  it('says what a code means, what Twilio does, why, and what to try', () => {
    const { exitCode, data, said } = run(['13314']);
    expect(exitCode).toBe(0);
    expect(said).toBe('');
    expect(data).toMatch(
      /^warning 13314 {2}Gather: Invalid numDigits value\n\nWhat Twilio does\n {2}Logged only; .*\n\nWhy it happens\n {2}- .+\n\nWhat to try\n {2}- .+/,
    );
  });

  it('keeps its lines within 100 columns', () => {
    for (const code of ['11200', '11100', '13420', '12100', '21610']) {
      for (const line of run([code]).data.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  it('says where the level or the effect is a conclusion', () => {
    expect(run(['13237']).data.replace(/\s+/g, ' ')).toContain('(a conclusion; no source says so)');
    expect(run(['13621']).data).toContain('Level: the page text calls it warning.');
  });

  it('colours the level on a terminal only', () => {
    expect(run(['12100'], { color: true }).data).toContain(
      '\u001B[31merror 12100\u001B[39m  \u001B[1mDocument',
    );
    expect(run(['12100']).data).toMatch(/^error 12100 {2}Document parse failure\n/);
  });

  it.each([
    ['the words of a title', ['too many redirects'], /11215/],
    ['words given one by one', ['finish', 'on', 'key'], /13310/],
    ['a fragment of a name', ['finishOnKey'], /13310 .*\n13311 /],
    ['a whole title, alone', ['Document parse failure'], /^error 12100/],
    ['a code with white space around it', [' 12100 '], /^error 12100/],
  ])('finds an entry by %s', (_, words, found) => {
    const { exitCode, data } = run(words);
    expect(exitCode).toBe(0);
    expect(data).toMatch(found);
  });

  it('lists at most twenty, and says how many more there are', () => {
    const { lines } = run(['invalid']);
    const rows = lines.join('\n').split('\n');
    expect(rows).toHaveLength(21);
    expect(rows.at(-1)).toMatch(/^\(\d+ more; use more words\)$/);
  });

  it('says what several codes mean, and which are none', () => {
    const both = run(['11205', '11206']);
    expect(both.exitCode).toBe(0);
    expect(both.data).toContain('error 11205  HTTP connection failure');
    expect(both.data).toContain('error 11206  ');
    const one = run(['11205', '11219']);
    expect(one.exitCode).toBe(1);
    expect(one.data).toContain('error 11205');
    expect(one.said).toContain('11219 is not a code');
  });

  it.each([
    [
      'a code that is none',
      ['11219'],
      /^twiml-debug: 11219 is not a code .*; the nearest are\n {2}\d+ {2}.+\n {2}\d+ {2}.+\n {2}\d+ {2}.+$/,
    ],
    ['a code of far too many digits', ['9'.repeat(400)], /is not a code/],
    [
      'words that nothing has',
      ['flux capacitor'],
      /^twiml-debug: no Twilio error or warning has the words "flux capacitor"; try fewer words, or --list$/,
    ],
  ])('exits 1 for %s', (_, words, message) => {
    const { exitCode, data, said } = run(words);
    expect([exitCode, data]).toEqual([1, '']);
    expect(said).toMatch(message);
  });

  it('lists everything, or one product', () => {
    const all = run([], { list: true }).data.split('\n');
    const voice = run([], { list: 'voice' }).data.split('\n');
    expect(all.length).toBeGreaterThan(voice.length);
    expect(voice).toContain('13314  warning  Gather: Invalid numDigits value');
    expect(voice.some((row) => row.startsWith('12100'))).toBe(false);
  });

  it('prints JSON, one entry a line', () => {
    expect(JSON.parse(run(['12100'], { json: true }).data)).toMatchObject({ code: 12100, level: 'error' });
    const entries = run([], { list: 'voice', json: true }).lines.map(
      (line) => JSON.parse(line) as { product: string },
    );
    expect(new Set(entries.map(({ product }) => product))).toEqual(new Set(['voice']));
  });

  it('refuses an unknown product, and nothing at all, as usage', () => {
    expect(() => run([], { list: 'fish' })).toThrow(UsageError);
    expect(() => run([], { list: 'fish' })).toThrow(/^--list fish: the products are .*voice/);
    expect(() => run([])).toThrow(/^name a code/);
    expect(() => run([' '])).toThrow(UsageError);
  });
});
