import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** A union, how it gets one more member, and every place that has to say what it does about it. */
interface Union {
  readonly name: string;
  readonly file: string;
  readonly before: string;
  readonly added: string;
  readonly member: string;
  readonly places: readonly string[];
}

const UNIONS: readonly Union[] = [
  {
    name: 'Event: what enters the core',
    file: 'engine/event.ts',
    before: 'export type Event = { readonly at: number } & (',
    added: "| { readonly type: 'added-event' }",
    member: 'added-event',
    places: ['engine/step.ts', 'recording/inputs/recorded-acts.ts', 'recording/recorded-line.ts'],
  },
  {
    name: 'Happened: what is told',
    file: 'engine/happened.ts',
    before: 'export type Happened = { readonly at: number; readonly call: Sid | null } & (',
    added: "| { readonly type: 'added-news' }",
    member: 'added-news',
    places: [
      'cli/transcript/transcript.ts',
      'debug/views/story/event-words.ts',
      'recording/recorded-line.ts',
    ],
  },
  {
    name: 'Outcome: how a verb goes on',
    file: 'engine/turn/behaviour.ts',
    before: 'export type Outcome<S extends Json = Json> =',
    added: "| { readonly type: 'added-outcome' }",
    member: 'added-outcome',
    places: ['engine/running/run-verb.ts'],
  },
  {
    name: 'Purpose: why a request is made',
    file: 'engine/request.ts',
    before: 'export type CallbackPurpose =',
    added: "| 'added-purpose'",
    member: 'added-purpose',
    places: ['engine/request.ts'],
  },
  {
    name: 'Work: what the core wants done outside',
    file: 'engine/pending.ts',
    before: 'export type Work = { readonly id: WorkId; readonly leg: Sid } & (',
    added: "| { readonly kind: 'added-work'; readonly run: number | null }",
    member: 'added-work',
    places: ['call/voice.ts', 'debug/run/agenda.ts', 'debug/session/quiet.ts'],
  },
  {
    name: 'CommandGroup: where a command is listed',
    file: 'debug/commands/command.ts',
    before: 'export type CommandGroup =',
    added: "'added-group' |",
    member: 'added-group',
    places: ['tui/chrome/help-overlay.ts'],
  },
];

/** What the type checker says of a copy of the sources in which every union has one more member. */
let said: readonly string[] = [];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'twiml-debug-unions-'));
  cpSync(join(ROOT, 'src'), join(folder, 'src'), { recursive: true });
  for (const name of ['tsconfig.json', 'package.json']) cpSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const { file, before, added } of UNIONS) {
    const path = join(folder, 'src', file);
    const source = readFileSync(path, 'utf8');
    expect(source, `${file} has another form now`).toContain(before);
    writeFileSync(
      path,
      source.replace(before, () => `${before}\n  ${added}`),
    );
  }
  said = typeCheck();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function typeCheck(): readonly string[] {
  const checker = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [checker, '--noEmit', '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return [];
  } catch (error) {
    return String((error as { stdout?: string }).stdout).split(/\n(?=\S)/);
  }
}

describe.each(UNIONS)('a new member of $name', ({ member, places }) => {
  it.each(places)('that is forgotten in %s does not compile', (place) => {
    const here = said.filter((one) => one.startsWith(`src/${place}(`));
    expect(here.join('\n')).toMatch(new RegExp(`${member}|lacks ending return`));
  });
});

it('is handled somewhere by each, so that the rest of the sources compiles as before', () => {
  const places = new Set(UNIONS.flatMap((union) => union.places.map((place) => `src/${place}`)));
  const elsewhere = said
    .map((one) => one.slice(0, one.indexOf('(')))
    .filter((file) => file.startsWith('src/'));
  expect(elsewhere.filter((file) => !places.has(file))).toEqual([]);
});
