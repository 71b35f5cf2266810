import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Device, openDevice } from '../playback/device.ts';
import { Mixer } from '../playback/mixer.ts';
import { RATES } from '../signal/sound.ts';
import type { Beginning, FromHost, FromMaker, Order, ToMaker } from './protocol.ts';

/** With nothing to hear for so long the device is closed. */
const IDLE_MS = 2_000;

/** The process that plays: this thread serves the device, another one makes the sounds. It ends with its parent. */
export function runHost(file: URL): void {
  let host: Host | null = null;
  process.on('message', (message: Beginning | Order) => {
    if (message.type === 'begin') host = new Host(file, message);
    else host?.told(message);
  });
  process.once('disconnect', () => process.exit());
}

class Host {
  readonly #settings: Beginning;
  readonly #maker: Worker;
  readonly #mixer = new Mixer();
  readonly #said = new Set<string>();
  #device: Promise<Device | null> | null = null;
  #idle: NodeJS.Timeout | null = null;

  constructor(file: URL, settings: Beginning) {
    this.#settings = settings;
    this.#mixer.volume = settings.volume;
    const { quality, cache } = settings;
    const scratch = mkdtempSync(join(tmpdir(), 'twiml-debug-speech-'));
    process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
    this.#maker = new Worker(file, { workerData: { quality, cache, scratch }, stdout: true, stderr: true });
    this.#maker.on('message', (message: FromMaker) => this.#made(message));
    this.#ask({ type: 'warm' });
  }

  told(message: Order): void {
    switch (message.type) {
      case 'start':
        if (this.#settings.plays) this.#mixer.start(message.id);
        return this.#ask({ type: 'make', id: message.id, job: message.job });
      case 'stop':
        this.#mixer.stop(message.id);
        return this.#ask({ type: 'drop', id: message.id });
      case 'hold':
        this.#mixer.held = message.held;
        return this.#serve();
      case 'skip':
        return this.#mixer.skip(Math.round((message.ms * RATES[this.#settings.quality]) / 1000));
      case 'volume':
        this.#mixer.volume = message.volume;
    }
  }

  #made(message: FromMaker): void {
    switch (message.type) {
      case 'made':
        this.#mixer.add(message.id, message.samples, message.repeats);
        return this.#serve();
      case 'complete':
        this.#mixer.complete(message.id);
        return this.#tell({ type: 'measured', id: message.id, ms: message.ms });
      case 'notice':
        return this.#notice(message.text);
    }
  }

  /** The device is open while there is something to hear, and a little longer. */
  #serve(): void {
    if (!this.#settings.plays || !this.#mixer.sounds) return;
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#rest(), IDLE_MS);
    this.#device ??= openDevice(RATES[this.#settings.quality], (buffer) => this.#mixer.fill(buffer)).catch(
      (error: unknown) => {
        this.#notice(noDevice(error));
        return null;
      },
    );
  }

  #rest(): void {
    this.#idle = null;
    if (this.#mixer.sounds) return this.#serve();
    const device = this.#device;
    void device?.then(async (open) => {
      // A machine without a device is not asked again and again.
      if (!open || device !== this.#device || this.#mixer.sounds) return;
      this.#device = null;
      await open.close();
    });
  }

  #ask(message: ToMaker): void {
    this.#maker.postMessage(message);
  }

  #notice(text: string): void {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    this.#tell({ type: 'notice', text });
  }

  #tell(message: FromHost): void {
    process.send?.(message);
  }
}

function noDevice(error: unknown): string {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  if (missing) return 'nothing is heard: the package "@echogarden/audio-io" is not installed';
  return 'nothing is heard: no sound device could be opened';
}
