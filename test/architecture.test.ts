import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  filesAreNamedAfterContent,
  filesAreShort,
  foldersAreSmall,
  foldersImportOneWay,
  importsCanBeRead,
  noDefaultExports,
  noImportCycles,
  nothingIsAny,
  onlyCliComposes,
  packagesStayInTheirRooms,
  pureRoomsArePure,
  type Rule,
  roomsImportUpwards,
  type Sources,
} from './architecture/rules.ts';
import { scan } from './architecture/scanner.ts';

const SRC = new URL('../src/', import.meta.url);

/** All files of the project, by their path below `src`. */
const project: Sources = new Map(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [path, readFileSync(new URL(path, SRC), 'utf8')]),
);

/** A template literal as it stands in a source: text, a substitution, more text. */
const template = (before: string, inside: string, after = '') =>
  ['`', before, '$', '{', inside, '}', after, '`'].join('');

/** What a source imports, in order. */
const specifiersOf = (source: string) => scan(source).imports.map(({ specifier }) => specifier);

/** A project made up of these files. */
const madeUp = (files: Readonly<Record<string, string>>): Sources => new Map(Object.entries(files));

/** A rule holds in this project, and says what is wrong in made-up ones. */
function rule(
  name: string,
  check: Rule,
  broken: readonly (readonly [Readonly<Record<string, string>>, readonly string[]])[],
) {
  describe(name, () => {
    it('holds', () => {
      expect(check(project)).toEqual([]);
    });

    it.each(broken)('would say of %j: %j', (files, said) => {
      expect(check(madeUp(files))).toEqual(said);
    });
  });
}

it('sees the project', () => {
  expect([...project.keys()]).toEqual(
    expect.arrayContaining(['clock.ts', 'engine/step.ts', 'call/verbs/say.ts', 'cli/main.ts']),
  );
  expect(project.size).toBeGreaterThan(100);
});

rule('a file imports only from rows above its own, and from its own folder', roomsImportUpwards, [
  [
    { 'twiml/a.ts': "import { b } from '../http/b.ts';", 'http/b.ts': '' },
    ['twiml/a.ts imports http/b.ts: twiml may not know http'],
  ],
  [
    { 'http/a.ts': "import type { B } from '../twiml/b.ts';", 'twiml/b.ts': '' },
    ['http/a.ts imports twiml/b.ts: http may not know twiml'],
  ],
  [
    { 'audio/a.ts': "export * from '../http/b.ts';", 'http/b.ts': '' },
    ['audio/a.ts imports http/b.ts: audio may not know http'],
  ],
  [
    { 'engine/a.ts': "import '../call/verbs/say.ts';", 'call/verbs/say.ts': '' },
    ['engine/a.ts imports call/verbs/say.ts: engine may not know call'],
  ],
  [
    { 'call/verbs/a.ts': "type B = import('../../debug/views/b.ts').B;", 'debug/views/b.ts': '' },
    ['call/verbs/a.ts imports debug/views/b.ts: call may not know debug'],
  ],
  [
    { 'tui/a.tsx': "import {\n  b,\n  type C,\n} from '../engine/b.ts';", 'engine/b.ts': '' },
    ['tui/a.tsx imports engine/b.ts: tui may not know engine'],
  ],
  [
    { 'recording/a.ts': "const b = await import('../cli/b.ts');", 'cli/b.ts': '' },
    ['recording/a.ts imports cli/b.ts: recording may not know cli'],
  ],
  [
    { 'clock.ts': "import { d } from './errors/d.ts';", 'errors/d.ts': '' },
    ['clock.ts imports errors/d.ts: clock may not know errors'],
  ],
  [{ 'stray/a.ts': "import '../clock.ts';", 'clock.ts': '' }, ['stray/a.ts is in no room']],
  [
    {
      'engine/a.ts':
        "import '../twiml/b.ts'; import '../http/b.ts'; import '../errors/b.ts'; import './c.ts';",
      'cli/a.ts': "import '../engine/a.ts'; import '../tui/b.ts'; import '../clock.ts';",
      'tui/b.ts': "import '../debug/b.ts'; import './c/d.ts';",
    },
    [],
  ],
]);

rule('every import can be read, and is there', importsCanBeRead, [
  [{ 'cli/a.ts': "import { b } from './b.ts';" }, ['cli/a.ts imports ./b.ts, which is not there']],
  [{ 'cli/a.ts': 'const b = await import(name);' }, ['cli/a.ts imports something that cannot be read']],
  [
    { 'cli/a.ts': `const b = await import(${template('./', 'name')});` },
    ['cli/a.ts imports something that cannot be read'],
  ],
  [{ 'cli/a.ts': "const b = require('./b.ts');" }, ['cli/a.ts imports something that cannot be read']],
]);

rule('packages stay in their rooms', packagesStayInTheirRooms, [
  [{ 'twiml/a.ts': "import { parse } from 'tough-cookie';" }, ['twiml/a.ts imports tough-cookie']],
  [{ 'http/a.ts': "import { request } from 'undici';" }, ['http/a.ts imports undici']],
  [{ 'http/a.ts': "import { connect } from 'node:net';" }, ['http/a.ts imports node:net']],
  [{ 'http/a.ts': "import { createHmac } from 'node:crypto';" }, ['http/a.ts imports node:crypto']],
  [
    { 'http/signature.ts': "import { createHmac, randomBytes } from 'node:crypto';" },
    ['http/signature.ts imports more of node:crypto than createHmac'],
  ],
  [{ 'engine/a.ts': "import { join } from 'node:path';" }, ['engine/a.ts imports node:path']],
  [
    { 'call/verbs/a.ts': "import type { Cookie } from 'tough-cookie';" },
    ['call/verbs/a.ts imports tough-cookie'],
  ],
  [{ 'debug/a.ts': "import { Text } from 'ink';" }, ['debug/a.ts imports ink']],
  [{ 'cli/a.ts': "import { useState } from 'react';" }, ['cli/a.ts imports react']],
  [{ 'errors/a.ts': "import fs from 'fs';" }, ['errors/a.ts imports fs']],
  [
    {
      'twiml/a.ts': "import { XMLParser } from 'fast-xml-parser';",
      'http/signature.ts': "import { createHmac } from 'node:crypto';",
      'http/wire/undici-transport.ts': "import { Client } from 'undici';",
      'tui/a.tsx': "import { Text } from 'ink';",
    },
    [],
  ],
]);

rule('only the command line puts implementations together', onlyCliComposes, [
  [
    {
      'debug/a.ts': "import { undiciTransport } from '../http/wire/undici-transport.ts';",
      'http/wire/undici-transport.ts': '',
    },
    ['debug/a.ts imports http/wire/undici-transport.ts'],
  ],
  [{ 'cli/a.ts': "import '../http/wire/undici-transport.ts';", 'http/undici-transport.ts': '' }, []],
]);

rule('the pure rooms are pure', pureRoomsArePure, [
  [{ 'engine/a.ts': 'const now = Date.now();' }, ['engine/a.ts uses Date.now']],
  [{ 'engine/a.ts': 'const now = new Date();' }, ['engine/a.ts uses new Date()']],
  [{ 'engine/a.ts': 'const now = new Date;' }, ['engine/a.ts uses new Date()']],
  [{ 'engine/a.ts': 'const now = Date();' }, ['engine/a.ts uses Date()']],
  [{ 'call/a.ts': 'const id = Math.random();' }, ['call/a.ts uses Math.random']],
  [{ 'http/a.ts': 'const at = performance.now();' }, ['http/a.ts uses performance']],
  [{ 'twiml/a.ts': 'setTimeout(() => {}, 1);' }, ['twiml/a.ts uses a timer']],
  [{ 'errors/a.ts': 'const key = process.env.KEY;' }, ['errors/a.ts uses process']],
  [{ 'http/a.ts': "void fetch('x');" }, ['http/a.ts uses fetch']],
  [
    { 'call/verbs/a.ts': `console.log(${template('', 'Date.now()')});` },
    ['call/verbs/a.ts uses Date.now', 'call/verbs/a.ts uses console'],
  ],
  [{ 'engine/a.ts': 'const id = crypto.randomUUID();' }, ['engine/a.ts uses crypto']],
  [{ 'engine/a.ts': 'globalThis.x = 1;' }, ['engine/a.ts uses globalThis']],
  [{ 'message/a.ts': 'export async function a() {}' }, ['message/a.ts uses a promise']],
  [
    {
      'engine/a.ts': [
        '// Date.now() would be wrong here, and so would setTimeout',
        "const text = 'process.env, console.log(new Date())';",
        'const date = new Date(at).toUTCString() + Date.parse(text) + turn.process(x).fetch;',
        'const url = new URL(text, base).searchParams;',
        'const kinds = { fetch: 1, process: 2 };',
      ].join('\n'),
      'debug/a.ts': 'setTimeout(() => console.log(Date.now()), 1);',
      'http/wire/undici-transport.ts': 'await fetch(performance.now());',
    },
    [],
  ],
]);

rule('no file imports itself by way of others', noImportCycles, [
  [{ 'cli/a.ts': "import './a.ts';" }, ['cli/a.ts -> cli/a.ts']],
  [
    {
      'cli/a.ts': "import './b.ts';",
      'cli/b.ts': "import { type C } from './c.ts';",
      'cli/c.ts': "export { a } from './a.ts';",
      'cli/d.ts': "import './a.ts';",
    },
    ['cli/a.ts -> cli/b.ts -> cli/c.ts -> cli/a.ts'],
  ],
  [{ 'cli/a.ts': "import './b.ts'; import './c.ts';", 'cli/b.ts': "import './c.ts';", 'cli/c.ts': '' }, []],
  [{ 'cli/a.ts': "import { b } from './b.ts';", 'cli/b.ts': "import type { A } from './a.ts';" }, []],
]);

rule('no file has more than 400 lines', filesAreShort, [
  [{ 'cli/a.ts': 'x;\n'.repeat(401) }, ['cli/a.ts has 401 lines']],
  [{ 'cli/a.ts': 'x;\n'.repeat(400) }, []],
]);

rule('a file is named after what it holds', filesAreNamedAfterContent, [
  [
    { 'engine/utils.ts': '', 'tui/types.ts': '', 'cli/check/helpers.tsx': '', 'errors/constants.ts': '' },
    [
      'engine/utils.ts is named after nothing in it',
      'tui/types.ts is named after nothing in it',
      'cli/check/helpers.tsx is named after nothing in it',
      'errors/constants.ts is named after nothing in it',
    ],
  ],
]);

rule('no file has a default export', noDefaultExports, [
  [{ 'cli/a.ts': 'export default 1;' }, ['cli/a.ts has a default export']],
  [{ 'cli/a.ts': 'export { a as default };' }, ['cli/a.ts has a default export']],
  [{ 'cli/a.ts': "import a from 'b'; // export default\nconst text = 'export default';" }, []],
]);

rule('the folders of a room import one way', foldersImportOneWay, [
  [
    {
      'call/a/x.ts': "import type { Y } from '../b/y.ts';",
      'call/b/y.ts': "import { z } from '../c/z.ts';",
      'call/c/z.ts': "import { w } from '../a/w.ts';",
      'call/a/w.ts': '',
    },
    ['call/a, call/b, call/c'],
  ],
  [
    {
      'call/a/x.ts': "import { y } from '../y.ts';",
      'call/y.ts': "import { w } from './a/w.ts';",
      'call/a/w.ts': '',
    },
    ['call/a, call/y.ts'],
  ],
  // The table of verbs sits above the verbs, what they share below them.
  [
    {
      'call/voice.ts': "import { say } from './verbs/say.ts';",
      'call/verbs/say.ts': "import { answer } from '../status.ts';",
      'call/status.ts': '',
    },
    [],
  ],
]);

const sixteen = Array.from({ length: 16 }, (_, n) => [`http/a/${n}.ts`, ''] as const);

rule('a folder holds about fifteen files', foldersAreSmall, [
  [Object.fromEntries([...sixteen, ['http/b.ts', '']]), []],
  [Object.fromEntries([...sixteen, ['http/a/b.ts', '']]), ['http/a holds 17 files']],
]);

rule('no type is any', nothingIsAny, [
  [{ 'cli/a.ts': 'let a: any;' }, ['cli/a.ts says any']],
  [{ 'cli/a.ts': 'const a = b as any;' }, ['cli/a.ts says any']],
  [{ 'cli/a.ts': 'type A = Record<string, any[]>;' }, ['cli/a.ts says any']],
  [{ 'cli/a.ts': 'function a(b: string | any): any {}' }, ['cli/a.ts says any']],
  [{ 'cli/a.ts': "// : any\nconst a = ': any' + AbortSignal.any([b]);\nconst anything = company;" }, []],
  [{ 'tui/a.tsx': 'const jsx = <Text>press any key</Text>;' }, []],
]);

describe('package.json', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

  it.each(['dependencies', 'devDependencies', 'optionalDependencies'])(
    'names an exact version of each of its %s',
    (kind) => {
      const versions = Object.entries<string>(manifest[kind]);
      expect(versions.length).toBeGreaterThan(0);
      expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
    },
  );

  it('lets nobody import more packages than it names', () => {
    // A Node of its own is run, not imported.
    const optional = Object.keys(manifest.optionalDependencies).filter((name) => !name.startsWith('node-'));
    const named = [...Object.keys(manifest.dependencies), ...optional];
    const used = [...project.values()]
      .flatMap((source) => specifiersOf(source))
      .filter((name) => /^[@a-z](?!.*:)/.test(name));
    expect([...new Set(used)].filter((name) => !named.includes(name))).toEqual([]);
    // A package that is only data is found, not imported.
    const found = [...project.values()].flatMap((source) => [...source.matchAll(/\.resolve\('([^']+)'\)/g)]);
    const known = [...used, ...found.map(([, name]) => name)];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('the scanner of imports', () => {
  it.each<readonly [string, readonly string[]]>([
    ["import a from 'a';", ['a']],
    ['import { a } from "a"', ['a']],
    ["import type { A } from 'a';", ['a']],
    ["import { type A, b as c } from 'a';", ['a']],
    ["import * as a from 'a';", ['a']],
    ["import a, { b } from 'a';", ['a']],
    ["import {\n  a, // from 'x'\n  b,\n} from 'a';", ['a']],
    ["import 'a';", ['a']],
    ["export * from 'a';", ['a']],
    ["export * as a from 'a';", ['a']],
    ["export { a, type B } from 'a';", ['a']],
    ["export type { A } from 'a';", ['a']],
    ["const a = await import('a');", ['a']],
    ["let a: import('a').A<import('b').B>;", ['a', 'b']],
    ["import a from 'a' with { type: 'json' };", ['a']],
    ["import a from 'a'\nimport b from 'b'\nexport const c = 1", ['a', 'b']],
    ["const c = '\\''; import('a')", ['a']],
  ])('reads %s', (source, specifiers) => {
    expect(specifiersOf(source)).toEqual(specifiers);
  });

  it.each([
    "// import a from 'a';",
    "/* import a from 'a';\n * export * from 'b' */",
    'const text = "import a from \'a\'";',
    `const text = ${template("import a from 'a'\n", 'b', " import 'c'")};`,
    'const pattern = /import \'a\' from "b"/;',
    "export const from = 'a';",
    "export function copy(from: string) { return from + 'a'; }",
    "list.filter((x) => x / 2 > 1 && y / 3).import('a');".replace('.import', '.load'),
    'const url = import.meta.url;',
  ])('finds nothing in %s', (source) => {
    expect(scan(source)).toMatchObject({ imports: [], unreadable: false });
  });

  it.each([
    ["import type { A } from 'a';", true],
    ["import type A from 'a';", true],
    ["export type { A } from 'a';", true],
    ["export type * from 'a';", true],
    ["import { type A } from 'a';", false],
    ["import type from 'a';", false],
    ["import { type } from 'a';", false],
    ["import 'a';", false],
  ])('knows whether types are all that is imported: %s', (source, typeOnly) => {
    expect(scan(source).imports).toEqual([{ specifier: 'a', typeOnly }]);
  });

  it('goes on behind quotes in regular expressions, templates in templates, and text in JSX', () => {
    const source = [
      'const quote = /["\'`]/g;',
      'const share = total / 2; const other = count / 3;',
      `const text = ${template('a ', `b ? ${template('c ', 'd')} : "}"`, ' e')};`,
      "const jsx = <Text>it's {name}</Text>;",
      "import a from 'a';",
    ].join('\n');
    expect(specifiersOf(source)).toEqual(['a']);
  });

  it('leaves the code between the strings and comments', () => {
    expect(scan(`a('x', /* no */ ${template('y', 'z')}); // end`).code).toBe('a("0",   (z)"1");  ');
  });
});
