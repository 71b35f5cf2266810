import { createHash, randomBytes } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Sound } from '../signal/sound.ts';
import type { Utterance } from './flite.ts';

/** What the cache may take on the disk, in bytes: about an hour of speech at 8 kHz. */
const MOST_BYTES = 64_000_000;
/** Part of a file's name, so that nothing is read that another version wrote. */
const VERSION = 'flite-0.1.1-1';

/**
 * Speech that was synthesised before, on the disk, by engine, voice, speed and text. Files can be read by their owner
 * alone: they say what an app says. A disk that is full or cannot be written to means that nothing is kept.
 */
export class SpeechCache {
  readonly #folder: string;
  readonly #mostBytes: number;

  constructor(folder: string, mostBytes = MOST_BYTES) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  /** What is kept of an utterance, or what `make` makes of it, which is kept then. */
  get(utterance: Utterance, make: () => Sound): Sound {
    const file = join(this.#folder, `${nameOf(utterance)}.s16`);
    const kept = read(file);
    if (kept) return { rate: utterance.rate, samples: kept };
    const sound = make();
    this.#keep(file, sound.samples);
    return sound;
  }

  /** Removes what was not used for longest, until the rest is within bounds. */
  tidy(): void {
    try {
      const files = readdirSync(this.#folder).map((name) => {
        const file = join(this.#folder, name);
        const { size, mtimeMs } = statSync(file);
        return { file, size, mtimeMs };
      });
      let bytes = 0;
      for (const { file, size } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
        bytes += size;
        if (bytes > this.#mostBytes) rmSync(file, { force: true });
      }
    } catch {
      // there is no cache yet, or another process is tidying
    }
  }

  #keep(file: string, samples: Int16Array): void {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const draft = `${file}.${randomBytes(4).toString('hex')}`;
      writeFileSync(draft, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), {
        mode: 0o600,
      });
      renameSync(draft, file);
    } catch {
      // a full disk costs time, not sound
    }
  }
}

function read(file: string): Int16Array | null {
  try {
    const bytes = readFileSync(file);
    // mtime says when it was last used
    utimesSync(file, new Date(), new Date());
    return new Int16Array(new Uint8Array(bytes).buffer, 0, bytes.length >> 1);
  } catch {
    return null;
  }
}

function nameOf({ text, voice, speed, rate }: Utterance): string {
  return createHash('sha256')
    .update(JSON.stringify([VERSION, voice, speed, rate, text]))
    .digest('hex');
}
