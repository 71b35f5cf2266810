import type { ChildProcess } from 'node:child_process';
import type { Quality } from '../signal/sound.ts';
import type { Beginning, FromHost, Order } from './protocol.ts';
import type { SoundJob } from './sound-job.ts';

/** How sound is made. */
export interface HostSettings {
  /** The file that the child process runs. */
  readonly file: URL;
  readonly quality: Quality;
  /** From 0 to 100. */
  readonly volume: number;
  /** False: sounds are only measured. */
  readonly plays: boolean;
  /** Folder of the speech that is kept. */
  readonly cache: string;
}

/** Heap of the child process, in megabytes. */
const MOST_MEGABYTES = 256;

/**
 * The child process that makes and plays sound. It begins with the first message, writes to no terminal, and when it
 * cannot be started, or dies, everything is silent, which is said once.
 */
export class Host {
  readonly #settings: HostSettings;
  readonly #measured = new Map<number, (ms: number | null) => void>();
  #child: ChildProcess | null = null;
  #lost = false;
  #held = false;
  #ids = 0;
  /** Told what there is to say. */
  onNotice: (text: string) => void = () => {};

  constructor(settings: HostSettings) {
    this.#settings = settings;
  }

  /** Starts a sound. `measured` tells how long it lasts, in milliseconds: `null` without an end, or when nobody knows. */
  start(job: SoundJob): { readonly id: number; readonly measured: Promise<number | null> } {
    const id = ++this.#ids;
    const measured = new Promise<number | null>((resolve) => this.#measured.set(id, resolve));
    this.#send({ type: 'start', id, job });
    this.#child?.channel?.ref();
    return { id, measured };
  }

  stop(id: number): void {
    this.#settle(id, null);
    if (this.#child) this.#send({ type: 'stop', id });
  }

  /** Holds everything that is heard, or lets it go on. */
  hold(held: boolean): void {
    this.#held = held;
    if (this.#child) this.#send({ type: 'hold', held });
  }

  skip(ms: number): void {
    if (this.#child) this.#send({ type: 'skip', ms });
  }

  /** Begins before the first sound is wanted, so that it comes at once. */
  warm(): void {
    this.#open();
  }

  close(): void {
    this.#lose();
  }

  #open(): ChildProcess | null {
    if (this.#child || this.#lost) return this.#child;
    const { file, ...settings } = this.#settings;
    // A session without sound does not load what starts processes.
    const { fork } = process.getBuiltinModule('node:child_process');
    const child = fork(file, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--no-warnings', `--max-old-space-size=${MOST_MEGABYTES}`],
    });
    child.on('message', (message: FromHost) => this.#told(message));
    child.once('error', () => this.#died());
    child.once('exit', () => this.#died());
    this.#child = child;
    child.unref();
    this.#send({ type: 'begin', ...settings });
    if (this.#held) this.#send({ type: 'hold', held: true });
    child.channel?.unref();
    return child;
  }

  #send(message: Beginning | Order): void {
    const child = this.#open();
    if (child?.connected) child.send(message, () => {});
    else if (message.type === 'start') this.#settle(message.id, null);
  }

  #told(message: FromHost): void {
    if (message.type === 'notice') this.onNotice(message.text);
    else this.#settle(message.id, message.ms);
  }

  #settle(id: number, ms: number | null): void {
    this.#measured.get(id)?.(ms);
    this.#measured.delete(id);
    // A sound that goes on keeps nobody from leaving.
    if (this.#measured.size === 0) this.#child?.channel?.unref();
  }

  #died(): void {
    if (this.#lost) return;
    this.#lose();
    this.onNotice('nothing is heard any more: the process that makes the sound has ended');
  }

  #lose(): void {
    this.#lost = true;
    if (this.#child?.connected) this.#child.disconnect();
    this.#child = null;
    for (const id of this.#measured.keys()) this.#settle(id, null);
  }
}
