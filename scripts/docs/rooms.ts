import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const SRC = join(import.meta.dirname, '..', '..', 'src');

/** A room of the house: a folder below `src`, or a file there. */
interface Room {
  readonly name: string;
  /** The folders in it, those that use others first. */
  readonly folders: readonly string[];
  /** The rooms that it imports from, leaving out those that it reaches through another one anyway. */
  readonly needs: readonly string[];
  /** How far below the room that nobody imports it stands. */
  readonly depth: number;
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Imports of types count: a room knows what it names. */
const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g;

function importsOf(file: string): readonly string[] {
  const source = readFileSync(join(SRC, file), 'utf8');
  return [...source.matchAll(IMPORT)].map(([, target = '']) => posix.join(posix.dirname(file), target));
}

/** Which part imports which, where `partOf` says what part a file belongs to (`null`: none that counts). */
function graphOf(files: readonly string[], partOf: (file: string) => string | null): Graph {
  const graph = new Map<string, Set<string>>();
  for (const file of files) {
    const from = partOf(file);
    if (from === null) continue;
    const needs = graph.get(from) ?? new Set<string>();
    graph.set(from, needs);
    for (const target of importsOf(file)) {
      const to = partOf(target);
      if (to !== null && to !== from) needs.add(to);
    }
  }
  return graph;
}

/** The longest way down to `part` from one that nobody imports; a circle is cut where it closes. */
function depthOf(graph: Graph, part: string, below: readonly string[] = []): number {
  const importers = [...graph.keys()].filter(
    (other) => graph.get(other)?.has(part) && !below.includes(other),
  );
  if (importers.length === 0) return 0;
  return 1 + Math.max(...importers.map((other) => depthOf(graph, other, [...below, part])));
}

/** What `part` imports and does not reach through anything else that it imports. */
function directNeeds(graph: Graph, part: string): readonly string[] {
  const needs = [...(graph.get(part) ?? [])];
  const reaches = (from: string, to: string): boolean =>
    [...(graph.get(from) ?? [])].some((next) => next === to || reaches(next, to));
  return needs.filter((need) => !needs.some((other) => other !== need && reaches(other, need))).toSorted();
}

function roomOf(file: string): string {
  return file.split('/')[0]?.replace(/\.tsx?$/, '') ?? file;
}

/** The folder of a file right below its room; `null` at the top of one. */
function folderOf(file: string): string | null {
  const parts = file.split('/');
  return parts.length > 2 ? (parts[1] ?? null) : null;
}

/** The house as its imports have it. */
function readRooms(): readonly Room[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .toSorted();
  const rooms = graphOf(files, roomOf);
  return [...rooms.keys()].map((name) => {
    const own = files.filter((file) => roomOf(file) === name);
    const folders = graphOf(own, (file) => (roomOf(file) === name ? folderOf(file) : null));
    return {
      name,
      folders: [...folders.keys()].toSorted(
        (a, b) => depthOf(folders, a) - depthOf(folders, b) || a.localeCompare(b),
      ),
      needs: directNeeds(rooms, name),
      depth: depthOf(rooms, name),
    };
  });
}

/** The picture's measures, in pixels. */
const WIDTH = 960;
const GAP = 28;
const FLOOR_GAP = 44;
const LINE = 16;
const CHARACTER = 7.4;
const PADDING = 12;

interface Box {
  readonly room: Room;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

/** Folders on as many lines as a box of this width takes. */
function wrapped(folders: readonly string[], width: number): readonly string[] {
  const fits = Math.floor((width - 2 * PADDING) / CHARACTER);
  const lines: string[] = [];
  for (const folder of folders) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + folder.length + 3 <= fits) {
      lines[lines.length - 1] = `${last} · ${folder}`;
    } else lines.push(folder);
  }
  return lines;
}

/** Boxes in floors, the one that uses all others on top. */
function boxesOf(rooms: readonly Room[]): readonly Box[] {
  const boxes: Box[] = [];
  let y = 16;
  const floors = 1 + Math.max(...rooms.map(({ depth }) => depth));
  for (let floor = 0; floor < floors; floor++) {
    const here = rooms
      .filter(({ depth }) => depth === floor)
      .toSorted((a, b) => a.name.localeCompare(b.name));
    const width = Math.min(520, (WIDTH - 32 - GAP * (here.length - 1)) / here.length);
    const left = (WIDTH - here.length * width - GAP * (here.length - 1)) / 2;
    const lines = here.map((room) => wrapped(room.folders, width));
    const height = 2 * PADDING + LINE * (1 + Math.max(...lines.map(({ length }) => length)));
    for (const [index, room] of here.entries()) {
      boxes.push({ room, x: left + index * (width + GAP), y, width, height, lines: lines[index] ?? [] });
    }
    y += height + FLOOR_GAP;
  }
  return boxes;
}

const STYLE = `
    text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #57606a; }
    .name { font-weight: bold; font-size: 14px; fill: #1f2328; }
    rect { fill: #f6f8fa; stroke: #8c959f; }
    path { fill: none; stroke: #8c959f; }
    marker path { fill: #8c959f; stroke: none; }
    @media (prefers-color-scheme: dark) {
      text { fill: #9198a1; }
      .name { fill: #f0f6fc; }
      rect { fill: #151b23; stroke: #656c76; }
      path { stroke: #656c76; }
      marker path { fill: #656c76; }
    }`;

function drawBox({ room, x, y, width, height, lines }: Box): string {
  const centre = x + width / 2;
  const rows = lines.map(
    (line, index) =>
      `<text x="${centre}" y="${y + PADDING + LINE * (index + 2) - 3}" text-anchor="middle">${line}</text>`,
  );
  return [
    `  <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`,
    `  <text class="name" x="${centre}" y="${y + PADDING + LINE - 4}" text-anchor="middle">${room.name}</text>`,
    ...rows.map((row) => `  ${row}`),
  ].join('\n');
}

function drawArrow(from: Box, to: Box): string {
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y - 4];
  const bend = Math.min(60, (y2 - y1) / 2);
  return `  <path d="M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2}" marker-end="url(#tip)"/>`;
}

/** The rooms of `src` as an SVG: who imports from whom, as the files have it today. */
export function roomsPicture(): string {
  const boxes = boxesOf(readRooms());
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + 16;
  const arrows = boxes.flatMap((from) =>
    boxes.filter(({ room }) => from.room.needs.includes(room.name)).map((to) => drawArrow(from, to)),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom}" role="img">
  <title>The rooms of src; an arrow leads to what is imported</title>
  <style>${STYLE}
  </style>
  <defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z"/></marker></defs>
${arrows.join('\n')}
${boxes.map(drawBox).join('\n')}
</svg>
`;
}
