import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from 'scslre';
import { expect, it } from 'vitest';
import { parseAst } from 'vitest/node';

const SRC = new URL('../../src/', import.meta.url);

/** A regular expression of the sources, and where it stands. */
interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** All regular expressions below a node of a syntax tree. */
function* literalsOf(node: unknown): Generator<{ start: number; pattern: string; flags: string }> {
  if (typeof node !== 'object' || node === null) return;
  if ('regex' in node && 'start' in node) {
    const { pattern, flags } = node.regex as { pattern: string; flags: string };
    yield { start: Number(node.start), pattern, flags };
    return;
  }
  for (const child of Object.values(node)) yield* literalsOf(child);
}

function patternsOf(file: string): readonly Pattern[] {
  const text = readFileSync(new URL(file, SRC), 'utf8');
  const tree = parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file);
  return [...literalsOf(tree.body)].map(({ start, pattern, flags }) => ({
    place: `${file}:${text.slice(0, start).split('\n').length} /${pattern}/${flags}`,
    source: pattern,
    flags,
  }));
}

/**
 * Whether the time that a pattern takes grows with the text, and no faster: from no place, and from all places
 * together, does it try the same characters in more ways than one.
 */
function isLinear({ source, flags }: Pattern): boolean {
  return analyse({ source, flags }).reports.length === 0;
}

it('sees the patterns of the project', () => {
  expect(
    patternsOf('http/cookies/set-cookie.ts').length + patternsOf('twiml/source/lexer.ts').length,
  ).toBeGreaterThan(2);
});

it.each([
  ['a name and white space before the end', /[^\s=]+\s*$/, false],
  ['white space at the end', /\s+$/, false],
  ['a repetition in a repetition', /^(?:a+)+$/, false],
  ['one character after the other', /^[^"]*"/, true],
])('knows a pattern that takes more than linear time: %s', (_name, { source, flags }, linear) => {
  expect(isLinear({ place: '', source, flags })).toBe(linear);
});

it('no regular expression backtracks over the input of others', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const slow = files
    .map((file) => file.replaceAll('\\', '/'))
    .flatMap(patternsOf)
    .filter((pattern) => !isLinear(pattern));
  expect(slow.map(({ place }) => place)).toEqual([]);
});
