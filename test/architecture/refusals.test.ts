import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseAst } from 'vitest/node';

const SRC = new URL('../../src/', import.meta.url);

/** Rooms in which `errors/result.ts` is the one shape of what may be refused. */
const ROOMS = ['debug', 'cli'];

/** Files that still have another shape, and are to lose it. */
const STILL_IN_WORK = [
  'debug/commands/command-line.ts',
  'debug/commands/far-end-command.ts',
  'debug/commands/written-url.ts',
  'debug/conversation/message-writer.ts',
  'debug/session/user-edit.ts',
  'debug/wire/fault.ts',
];

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface Union extends Node {
  readonly types: readonly Node[];
}

/** All nodes of a syntax tree, each with the key under which it stands. */
function* nodesIn(node: unknown, key = ''): Generator<{ readonly node: Node; readonly key: string }> {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && typeof node.type === 'string') yield { node: node as Node, key };
  for (const [name, child] of Object.entries(node)) yield* nodesIn(child, Array.isArray(node) ? key : name);
}

/** What a function answers is a thing or a text: the text can only be a refusal. */
function isThingOrText({ types }: Union): boolean {
  const things = ['TSTypeReference', 'TSArrayType', 'TSTypeOperator', 'TSTypeLiteral'];
  return (
    types.some(({ type }) => type === 'TSStringKeyword') && types.some(({ type }) => things.includes(type))
  );
}

/** Types of a source that have a shape of their own for refusals, each with its line. */
function ownShapes(text: string): readonly string[] {
  const found: Node[] = [];
  for (const { node, key } of nodesIn(parseAst(text, { lang: 'ts' }).body)) {
    const written = text.slice(node.start, node.end);
    if (node.type === 'TSPropertySignature' && /^(readonly )?ok: false\b/.test(written)) found.push(node);
    if (key !== 'returnType' || node.type !== 'TSTypeAnnotation') continue;
    const answered = (node as Node & { readonly typeAnnotation: Union }).typeAnnotation;
    if (answered.type === 'TSUnionType' && isThingOrText(answered)) found.push(answered);
  }
  return found.map(
    ({ start, end }) => `${text.slice(0, start).split('\n').length} ${text.slice(start, end)}`,
  );
}

it.each([
  ['a thing or a text', 'function read(text: string): Fault | string {}', ['1 Fault | string']],
  ['a list or a text', '\nfunction read(): readonly Plan[] | string {}', ['2 readonly Plan[] | string']],
  ['a method', 'interface A { read(): Setup | string }', ['1 Setup | string']],
  ['a type of its own', 'type R = { readonly ok: false; why: string };', ['1 readonly ok: false;']],
  ['the shape of all', 'function read(text: string): Result<Fault> {}', []],
  ['what only succeeds or is refused', 'function act(): Refusal | null {}', []],
  ['a name that may be absent', 'function name(): string | null {}', []],
  ['what is given', 'function take(one: Plan | string): void {}', []],
])('knows a refusal of another shape: %s', (_name, text, found) => {
  expect(ownShapes(text)).toEqual(found);
});

it('what may be refused has one shape', () => {
  const files = ROOMS.flatMap((room) =>
    readdirSync(new URL(`${room}/`, SRC), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${room}/${file.replaceAll('\\', '/')}`),
  );
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    ownShapes(readFileSync(new URL(file, SRC), 'utf8')).map((shape) => `${file}:${shape}`),
  );
  expect(found.filter((one) => !STILL_IN_WORK.some((file) => one.startsWith(`${file}:`)))).toEqual([]);
  // Who has lost the other shape leaves the list.
  for (const file of STILL_IN_WORK) expect(found.some((one) => one.startsWith(`${file}:`))).toBe(true);
});
