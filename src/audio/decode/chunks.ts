/** A chunk of a RIFF or IFF file: its name, where its content begins, and how long it says that it is. */
export interface Chunk {
  readonly name: string;
  readonly at: number;
  readonly size: number;
}

/** No file has more chunks than this before those that tell. */
const MOST_CHUNKS = 1_000;

/** The chunks of a file in their order; `little` where its numbers are (RIFF), else big-endian (AIFF). */
export function* chunksOf(view: DataView, little: boolean): Generator<Chunk> {
  for (let at = 12, count = 0; at + 8 <= view.byteLength && count < MOST_CHUNKS; count++) {
    const size = view.getUint32(at + 4, little);
    yield { name: fourCharacters(view, at), at: at + 8, size };
    at += 8 + size + (size % 2);
  }
}

/** Four characters of a file's structure; empty where the file is too short. */
export function fourCharacters(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return '';
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

/** What recorders that stream write for a size that they do not know yet: nothing, or about as much as there can be. */
const NEARLY_LARGEST = 0x7e00_0000;

/** True for a size that stands for "whatever is there". */
export function isUnknownSize(size: number): boolean {
  return size === 0 || size >= NEARLY_LARGEST;
}
