import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../packaging/commands.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'contributing.md'), 'utf8');

/** A block of the page that is to be made: a whole new file, or a change of one. */
interface Change {
  readonly kind: 'ts' | 'diff';
  readonly file: string;
  readonly text: string;
}

const CHANGES: readonly Change[] = [...PAGE.matchAll(/^```(ts|diff) (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, kind, file = '', text = '']) => ({ kind: kind === 'ts' ? 'ts' : 'diff', file, text }),
);

const DOCUMENT =
  '<Response>\n  <Ring times="2" volume="9"/>\n  <Ring times="x"/>\n  <Pause extra="250"/>\n</Response>\n';

/** What is tried in the copy, in one process: each command line, and what is made from the sources. */
const PROBE = `
import { program } from './test/support/program.ts';
import { twimlPage } from './scripts/docs/twiml-page.ts';
import { keyTable } from './scripts/docs/key-table.ts';
const lines = {
  run: ['run', 'ring.xml', '--json', '--break', 'Ring', '--note', 'made as the page says'],
  check: ['check', 'ring.xml'],
  help: ['run', '--help'],
};
const ran = {};
for (const [name, line] of Object.entries(lines)) {
  const { exitCode, data, said } = await program(line, { record: name !== 'run' });
  ran[name] = { exitCode, data, said };
}
console.log(JSON.stringify({ ...ran, page: twimlPage(), keys: keyTable() }));
`;

type Ran = Readonly<Record<'run' | 'check' | 'help', { readonly data: string; readonly said: string }>> & {
  readonly page: string;
  readonly keys: string;
};

let copy = '';
let ran: Ran;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'twiml-debug-contributing-'));
  for (const name of ['src', 'scripts', 'test/support', 'package.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  for (const change of CHANGES) make(change);
  writeFileSync(join(copy, 'ring.xml'), DOCUMENT);
  writeFileSync(join(copy, 'probe.ts'), PROBE);
  const { code, stdout, stderr } = run(process.execPath, [pathToFileURL(join(copy, 'probe.ts')).pathname], {
    cwd: copy,
  });
  if (code !== 0) throw new Error(stderr);
  ran = JSON.parse(stdout) as Ran;
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function make({ kind, file, text }: Change): void {
  const path = join(copy, file);
  if (kind === 'ts') return writeFileSync(path, text, { flag: 'wx' });
  const lines = text.trimEnd().split('\n');
  const side = (gone: string) =>
    lines.flatMap((line) => (line.startsWith(gone) ? [] : [`${line.slice(1)}\n`])).join('');
  const source = readFileSync(path, 'utf8');
  const [before, after, again] = source.split(side('+'));
  if (before === undefined || after === undefined || again !== undefined)
    throw new Error(`docs/contributing.md: ${file} does not have these lines, once: ${side('+')}`);
  writeFileSync(path, before + side('-') + after);
}

describe('docs/contributing.md, followed word by word', () => {
  it('adds a verb with an object, a file and a line, an attribute, an option and a command', () => {
    expect(CHANGES.map(({ kind, file }) => `${kind} ${file.split('/').at(-1)}`)).toEqual([
      'diff sound.ts',
      'ts ring.ts',
      'diff voice.ts',
      'diff voice.ts',
      'diff sound.ts',
      'diff pause.ts',
      'diff debugging-rows.ts',
      'diff ground.ts',
      'diff commands.ts',
      'diff key-map.ts',
    ]);
  });

  it('the verb runs, and takes its time: 2 times 6 s, then 6 s, and 1.25 s of the pause', () => {
    const events = ran.run.data.split('\n').map((line) => JSON.parse(line));
    const verbs = events.filter(({ type }) => type === 'verb');
    expect(verbs.map(({ name, at }) => [name, at])).toEqual([
      ['Ring', 0],
      ['Ring', 12_000],
      ['Pause', 18_000],
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'end', at: 19_250 });
  });

  it('a breakpoint before the verb is taken, and stops', () => {
    const events = ran.run.data.split('\n').map((line) => JSON.parse(line));
    const stops = events.filter(({ type }) => type === 'stop');
    expect(stops.map(({ name, reason }) => [name, reason])).toEqual([
      ['Ring', 'breakpoint'],
      ['Ring', 'breakpoint'],
    ]);
  });

  it('the list at the end of the run says how far it is simulated', () => {
    const { notSimulated } = JSON.parse(ran.run.data.split('\n').at(-1) ?? '');
    expect(notSimulated).toContain('Ring: silent, for six seconds each time');
  });

  it('check knows the verb and its attribute, and what is wrong with them', () => {
    expect(ran.check.data).toContain('<Ring> has no attribute volume');
    expect(ran.check.data).toContain('Ring: invalid times value "x"; the default is used (1)');
    expect(ran.check.data).not.toContain('Pause');
  });

  it('the documentation lists the verb and the attribute', () => {
    expect(ran.page).toContain('### `<Ring>`');
    expect(ran.page).toContain('| `times` | integer ≥ 1 | `1` | simulated |');
    expect(ran.page).toContain('| `extra` | integer 0–999 ms | `0` | simulated |');
  });

  it('the option is in the help, and its value is taken', () => {
    expect(ran.help.data + ran.help.said).toMatch(/--note <text> +say this at the start/);
    expect(ran.run.said).toContain('made as the page says');
  });

  it('the command is in the table of the README, with its key', () => {
    expect(ran.keys).toMatch(/\| `M` \|.*minute/);
  });
});
