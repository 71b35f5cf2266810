/** A file that was fetched to be heard. */
export interface ShelvedFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** What is kept of fetched files while a session lasts, in bytes: four of the largest that are fetched. */
const MOST_BYTES = 200_000_000;

/** The bytes of files that are to be heard, by their content: they are no part of the session's state. */
export class MediaShelf {
  readonly #files = new Map<string, ShelvedFile>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** Keeps a file; those that came first go first when there are too many. */
  put(sha256: string, file: ShelvedFile): void {
    if (this.#files.has(sha256)) return;
    this.#files.set(sha256, file);
    this.#bytes += file.bytes.length;
    for (const [name, { bytes }] of this.#files) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#files.delete(name);
      this.#bytes -= bytes.length;
    }
  }

  get(sha256: string): ShelvedFile | null {
    return this.#files.get(sha256) ?? null;
  }
}
