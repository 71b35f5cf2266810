import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseAst } from 'vitest/node';

const SRC = new URL('../../src/', import.meta.url);

/** Folders and files that still have such calls, and are to lose them. */
const STILL_IN_WORK = ['audio', 'tui', 'debug/run/driver.ts', 'debug/session/session.ts'];

/** Functions of the platform: nobody here can give them a better signature. */
const PLATFORM = new Set(['getInt16', 'getInt32', 'getUint16', 'getUint32', 'setKeepAlive', 'setRawMode']);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface Call extends Node {
  readonly callee: Node & { readonly property?: { readonly name?: string }; readonly name?: string };
  readonly arguments: readonly (Node & { readonly value?: unknown })[];
}

/** All calls below a node of a syntax tree, `new` among them. */
function* callsIn(node: unknown): Generator<Call> {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && (node.type === 'CallExpression' || node.type === 'NewExpression')) yield node as Call;
  for (const child of Object.values(node)) yield* callsIn(child);
}

/** Calls of a source whose arguments include a bare `true` or `false`, each with its line. */
function unreadableCalls(text: string, lang: 'ts' | 'tsx'): readonly string[] {
  return [...callsIn(parseAst(text, { lang }).body)]
    .filter(({ callee }) => !PLATFORM.has(callee.property?.name ?? callee.name ?? ''))
    .filter((call) =>
      call.arguments.some(({ type, value }) => type === 'Literal' && typeof value === 'boolean'),
    )
    .map(({ start, end }) => `${text.slice(0, start).split('\n').length} ${text.slice(start, end)}`);
}

it.each([
  ['a function', 'ring(phone, true);', ['1 ring(phone, true)']],
  ['a method', '\nthis.#phone?.ring(false);', ['2 this.#phone?.ring(false)']],
  ['a class', 'new Phone(true);', ['1 new Phone(true)']],
  ['a call within another', 'dial(ring(true));', ['1 ring(true)']],
  ['a method of the platform', 'view.getUint16(0, true);', []],
  ['an object that names it', 'ring({ loud: true });', []],
  ['a word that names it', "ring('loud');", []],
])('knows a call that does not say what its true or false means: %s', (_name, text, found) => {
  expect(unreadableCalls(text, 'ts')).toEqual(found);
});

it('every call of a function of the project says what its arguments mean', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !STILL_IN_WORK.some((path) => file === path || file.startsWith(`${path}/`)));
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    unreadableCalls(readFileSync(new URL(file, SRC), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts').map(
      (call) => `${file}:${call}`,
    ),
  );
  expect(found).toEqual([]);
});
