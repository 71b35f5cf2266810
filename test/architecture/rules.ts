import { posix } from 'node:path';
import { type Imported, type Scanned, scan } from './scanner.ts';

/** The files of a project by their path below `src`, such as `engine/step.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** A rule answers everything that breaks it, one sentence each. */
export type Rule = (sources: Sources) => readonly string[];

/** The rooms, in rows: "A file may import only from rows above its own, and from its own folder." */
const ROWS = [
  'clock',
  'errors',
  'twiml',
  'http',
  'audio',
  'engine',
  'call',
  'message',
  'debug',
  'recording',
  'tui',
  'cli',
] as const;

type Room = (typeof ROWS)[number];

/** What a room may import besides itself, where that is less than all rows above it. */
const NARROWER: Partial<Readonly<Record<Room, readonly Room[]>>> = {
  // "twiml, http and audio do not know each other."
  http: ['clock', 'errors'],
  audio: ['clock', 'errors'],
  // "imports debug and recording only"
  tui: ['debug', 'recording'],
};

/** What may be imported from outside the project: by file where a file is named, by room otherwise. */
const PACKAGES: Readonly<Record<Room | string, readonly string[]>> = {
  clock: [],
  errors: [],
  twiml: ['fast-xml-parser', '@rgrove/parse-xml', '@nodable/entities'],
  http: ['tough-cookie', 'http-cache-semantics'],
  'http/signature.ts': ['node:crypto'],
  'http/authentication.ts': ['node:crypto'],
  'http/wire/undici-transport.ts': ['undici'],
  'http/wire/connector.ts': ['node:dns', 'node:net', 'node:tls'],
  'http/wire/parser-tiering.ts': ['node:v8'],
  'http/wire/tap.ts': ['node:net'],
  'http/wire/body-decoding.ts': ['node:stream', 'node:zlib'],
  audio: [],
  'audio/decode/mp3.ts': ['mpg123-decoder'],
  'audio/speech/flite.ts': ['node:'],
  'audio/speech/speech-cache.ts': ['node:'],
  'audio/playback/device.ts': ['@echogarden/audio-io'],
  'audio/host/host.ts': ['node:child_process'],
  'audio/host/host-process.ts': ['node:'],
  'audio/host/maker-thread.ts': ['node:timers/promises', 'node:worker_threads'],
  engine: [],
  call: [],
  message: [],
  debug: ['node:'],
  'debug/expressions/pattern.ts': ['re2js'],
  recording: ['node:'],
  tui: ['ink', 'react', 'string-width', 'node:'],
  cli: ['commander', 'env-paths', 'node:'],
};

/** Files that only the composition root may know: they open sockets. */
const WIRED_BY_CLI = ['http/wire/undici-transport.ts'];

const PURE_ROOMS: readonly Room[] = ['errors', 'twiml', 'http', 'engine', 'call', 'message'];
const IMPURE_FILES = [
  'http/wire/undici-transport.ts',
  'http/wire/connector.ts',
  'http/wire/flight.ts',
  'http/wire/limits.ts',
  'http/wire/body-decoding.ts',
];

/** Words that bring in the clock, randomness, the machine or somebody else's time. */
const IMPURE: readonly (readonly [string, RegExp])[] = [
  ['Date.now', /\bDate\s*\.\s*now\b/],
  ['new Date()', /\bnew\s+Date\s*(?:\(\s*\)|(?![\s(\w]))/],
  ['Date()', /(?<!new\s)(?<![.\w])Date\s*\(/],
  ['Math.random', /\bMath\s*\.\s*random\b/],
  ['performance', global('performance')],
  ['a timer', global('(?:setTimeout|setInterval|setImmediate|queueMicrotask)')],
  ['process', global('process')],
  ['fetch', global('fetch')],
  ['console', global('console')],
  ['crypto', global('crypto')],
  ['globalThis', global('globalThis')],
  ['a promise', /\b(?:async|await)\b|\bPromise\b/],
];

/** A word that is neither a property nor a key. */
function global(word: string): RegExp {
  return new RegExp(`(?<![.\\w#])${word}\\b(?!\\s*\\??:)`);
}

const FORBIDDEN_NAMES = ['utils', 'util', 'types', 'helpers', 'helper', 'constants', 'common', 'misc'];

const LONGEST_FILE = 400;

/** The rooms import only from rows above, types included. */
export const roomsImportUpwards: Rule = (sources) =>
  imports(sources).flatMap(({ file, target }) => {
    if (target === null) return [];
    const from = roomOf(file);
    const to = roomOf(target);
    if (from === null) return [`${file} is in no room`];
    if (to === null || from === to || allowed(from).includes(to)) return [];
    return [`${file} imports ${target}: ${from} may not know ${to}`];
  });

/** Every import is a literal, and of a file that is there. */
export const importsCanBeRead: Rule = (sources) => [
  ...scanned(sources).flatMap(([file, { unreadable }]) =>
    unreadable ? [`${file} imports something that cannot be read`] : [],
  ),
  ...imports(sources).flatMap(({ file, specifier, target }) =>
    target !== null && !sources.has(target) ? [`${file} imports ${specifier}, which is not there`] : [],
  ),
];

/** Packages and Node's modules stay in the rooms that they were let into. */
export const packagesStayInTheirRooms: Rule = (sources) => [
  ...imports(sources).flatMap(({ file, specifier, target }) => {
    const room = roomOf(file);
    if (target !== null || room === null) return [];
    const known = [...(PACKAGES[room] ?? []), ...(PACKAGES[file] ?? [])];
    const fits = known.some((name) => (name.endsWith(':') ? specifier.startsWith(name) : specifier === name));
    return fits ? [] : [`${file} imports ${specifier}`];
  }),
  ...scanned(sources).flatMap(([file, { code }]) =>
    file === 'http/signature.ts' && !/\bimport\s*\{\s*createHmac\s*\}/.test(code)
      ? [`${file} imports more of node:crypto than createHmac`]
      : [],
  ),
];

/** Only the composition root puts implementations together. */
export const onlyCliComposes: Rule = (sources) =>
  imports(sources).flatMap(({ file, target }) =>
    target !== null && WIRED_BY_CLI.includes(target) && roomOf(file) !== 'cli'
      ? [`${file} imports ${target}`]
      : [],
  );

/** The pure rooms have no clock, no randomness, no machine and nobody to wait for. */
export const pureRoomsArePure: Rule = (sources) =>
  scanned(sources).flatMap(([file, { code }]) => {
    const room = roomOf(file);
    if (room === null || !PURE_ROOMS.includes(room) || IMPURE_FILES.includes(file)) return [];
    // The port describes what happens outside; it does nothing.
    if (file === 'http/wire/transport.ts') return [];
    return IMPURE.flatMap(([word, pattern]) => (pattern.test(code) ? [`${file} uses ${word}`] : []));
  });

/** No file imports itself by way of others. Types are gone by then, and may well speak of each other. */
export const noImportCycles: Rule = (sources) => {
  const graph = new Map<string, string[]>([...sources.keys()].map((file) => [file, []]));
  for (const { file, target, typeOnly } of imports(sources)) {
    if (target !== null && !typeOnly) graph.get(file)?.push(target);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
};

/** Files fit a head: 400 lines. */
export const filesAreShort: Rule = (sources) =>
  [...sources].flatMap(([file, source]) => {
    const lines = source.replace(/\n$/, '').split('\n').length;
    return lines > LONGEST_FILE ? [`${file} has ${lines} lines`] : [];
  });

/** About this many files are a folder that can be taken in at a glance. */
const MOST_FILES = 16;

/** Folders that are a list of things of one kind, one a file, may be longer. */
const LISTS = ['call/verbs', 'twiml/language/voice'];

/** A folder that holds many files wants rooms of its own. */
export const foldersAreSmall: Rule = (sources) => {
  const files = Map.groupBy(sources.keys(), (file) => posix.dirname(file));
  return [...files].flatMap(([folder, { length }]) =>
    length > MOST_FILES && !LISTS.includes(folder) ? [`${folder} holds ${length} files`] : [],
  );
};

/**
 * The folders of a room draw their imports one way, types included: none of them leads back to itself by way of
 * others. A file at the top of a room counts by itself: it may sit above the folders, or below them.
 */
export const foldersImportOneWay: Rule = (sources) => {
  const graph = new Map<string, Set<string>>();
  for (const { file, target } of imports(sources)) {
    if (target === null || roomOf(file) !== roomOf(target)) continue;
    const [from, to] = [folderOf(file), folderOf(target)];
    if (from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  const circles = [...graph.keys()].map((start) => circleOf(graph, start));
  return [...new Set(circles.filter((circle) => circle.some(isFolder)).map((circle) => circle.join(', ')))];
};

/** What a file counts as beside its neighbours: its folder in the room, or itself at the top of one. */
function folderOf(file: string): string {
  const [room, folder, ...deeper] = file.split('/');
  return deeper.length > 0 ? `${room}/${folder}` : file;
}

function isFolder(node: string): boolean {
  return !/\.tsx?$/.test(node);
}

/** All that `start` leads to and that leads back to it, with itself; empty without a way back. */
function circleOf(graph: ReadonlyMap<string, ReadonlySet<string>>, start: string): readonly string[] {
  const circle = [...reachable(graph, start)].filter((node) => reachable(graph, node).has(start));
  return circle.toSorted();
}

function reachable(graph: ReadonlyMap<string, ReadonlySet<string>>, start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of graph.get(node) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}

/** A file is named after what it holds. */
export const filesAreNamedAfterContent: Rule = (sources) =>
  [...sources.keys()].flatMap((file) => {
    const name = posix.basename(file).replace(/\.tsx?$/, '');
    return FORBIDDEN_NAMES.includes(name) ? [`${file} is named after nothing in it`] : [];
  });

/** What is exported has one name everywhere. */
export const noDefaultExports: Rule = (sources) =>
  scanned(sources).flatMap(([file, { code }]) =>
    /\bexport\s+default\b|\bas\s+default\b/.test(code) ? [`${file} has a default export`] : [],
  );

/** `any` where a type stands; JSX text may say it. */
const ANY = /(?:[:<|&,(=]|=>|\b(?:as|satisfies|extends|keyof|readonly))\s*any\b(?!\s*\()/;

/** Types say something. */
export const nothingIsAny: Rule = (sources) =>
  scanned(sources).flatMap(([file, { code }]) => (ANY.test(code) ? [`${file} says any`] : []));

/** Data is no code: it knows nobody. */
const DATA_FILE = /^\..*\.json$/;

interface Import extends Imported {
  readonly file: string;
  /** The file below `src` that it means; `null` for packages and Node's modules. */
  readonly target: string | null;
}

function scanned(sources: Sources): readonly (readonly [string, Scanned])[] {
  return [...sources].map(([file, source]) => [file, scan(source)]);
}

function imports(sources: Sources): readonly Import[] {
  return scanned(sources).flatMap(([file, { imports: all }]) =>
    all
      .filter(({ specifier }) => !DATA_FILE.test(specifier))
      .map((one) => ({ file, ...one, target: targetOf(file, one.specifier, sources) })),
  );
}

function targetOf(file: string, specifier: string, sources: Sources): string | null {
  if (!specifier.startsWith('.')) return null;
  const target = posix.join(posix.dirname(file), specifier);
  // The launcher imports the bundle by the name that it has when it is built.
  const source = target.replace(/\.js$/, '.ts');
  return sources.has(source) ? source : target;
}

function roomOf(file: string): Room | null {
  const top = file.split('/')[0]?.replace(/\.ts$/, '');
  return ROWS.find((room) => room === top) ?? null;
}

function allowed(room: Room): readonly Room[] {
  return NARROWER[room] ?? ROWS.slice(0, ROWS.indexOf(room));
}
