import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { program } from '../support/program.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'recordings', 'examples');
const folder = mkdtempSync(join(tmpdir(), 'twiml-debug-forged-'));
afterAll(() => rmSync(folder, { recursive: true }));

const COMMANDS = [
  ['replay', '--json'],
  ['export', '--format', 'har'],
  ['export', '--format', 'curl'],
] as const;
const WRONG: readonly unknown[] = [null, true, 1e308, [], [null], { a: null }];

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function replaced(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  const inner = (value as Record<string, unknown>)[first];
  if (Array.isArray(value))
    return value.map((item, index) => (index === first ? replaced(inner, rest, by) : item));
  return { ...(value as object), [first]: replaced(inner, rest, by) };
}

/** Every place of a real recording, once for each kind of line; of lists the first item counts. */
function places(rows: readonly string[]) {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const value = JSON.parse(row);
    const kind = `${Object.keys(value)[0]} ${(value.out ?? value.in)?.type ?? ''}`;
    return pathsOf(value).flatMap((path) => {
      const name = `${kind} ${path.map((part) => (typeof part === 'number' ? '#' : part)).join('.')}`;
      if (seen.has(name)) return [];
      seen.add(name);
      return [{ name, index, value, path }];
    });
  });
}

const ROWS = readFileSync(join(EXAMPLES, 'nothing-pressed.twiml.jsonl'), 'utf8').trim().split('\n');

/** What a command made of a file, when it was neither used nor refused as unreadable. */
async function wrong(text: string, what: string): Promise<string[]> {
  const file = join(folder, 'forged.twiml.jsonl');
  writeFileSync(file, text);
  const found: string[] = [];
  for (const [name, ...rest] of COMMANDS) {
    const { exitCode, said } = await program([name, file, ...rest]);
    if (exitCode !== 0 && exitCode !== 4)
      found.push(`${what}: ${name} ${rest.join(' ')}: ${exitCode} ${said}`);
  }
  return found;
}

describe('a forged recording is worked with or refused (exit code 4), and is never a bug of the program', () => {
  it.each(WRONG.map((value) => [JSON.stringify(value), value]))(
    'with %s in any field',
    async (_title, by) => {
      const all = places(ROWS);
      expect(all.length).toBeGreaterThan(200);
      const found: string[] = [];
      for (const { name, index, value, path } of all) {
        const rows = ROWS.map((row, at) => (at === index ? JSON.stringify(replaced(value, path, by)) : row));
        found.push(...(await wrong(`${rows.join('\n')}\n`, name)));
      }
      expect(found).toEqual([]);
    },
  );

  it.each([
    ['lists 30,000 deep', `{"out":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['objects 30,000 deep', `{"in":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}}`],
    ['a prototype', '{"__proto__":{"out":{"type":"end"}}}'],
    ['the prototype of what is told', '{"out":{"__proto__":{"type":"end","seq":1,"at":1}}}'],
    ['a number beyond all', '{"out":{"type":"call","seq":1e999,"at":1e999}}'],
    ['an event without fields', '{"out":{"type":"constructor","seq":1,"at":1}}'],
  ])('with %s', async (title, line) => {
    expect(await wrong([ROWS[0], line, ...ROWS.slice(1)].join('\n'), title)).toEqual([]);
  });

  it('cut anywhere in a line', async () => {
    const text = ROWS.join('\n');
    const found: string[] = [];
    for (let end = 0; end < text.length; end += 211)
      found.push(...(await wrong(text.slice(0, end), `${end}`)));
    expect(found).toEqual([]);
  });
});
