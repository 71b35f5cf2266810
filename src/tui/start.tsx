import { type Instance, render } from 'ink';
import type { Debuggable } from '../debug/session/debuggable.ts';
import { readKeys } from './input/key-reader.ts';
import type { Opening } from './scene/scene.ts';
import { Screen } from './screen.ts';
import { App } from './terminal/App.tsx';
import { asciiLocale } from './terminal/locale.ts';
import { SuspendControl } from './terminal/suspend-control.ts';
import {
  claimInput,
  clearScreen,
  copyToClipboard,
  measureAnew,
  releaseInput,
  restoreTerminal,
  silentInput,
  sizeOf,
} from './terminal/terminal.ts';
import { lookOf } from './terminal/theme.ts';

/** What the terminal UI is started with. */
export interface TuiOptions {
  /** What is debugged, e.g. the URL. */
  readonly title: string;
  /** What it is, known before the engine has loaded; a live call by default. */
  readonly opening?: Opening;
  /**
   * Loads the engine and places the call; asked for only when the first frame is on the screen. `left` is aborted when
   * the user has left meanwhile: then nothing may be begun, and a failure is nobody's concern.
   */
  readonly load: (left: AbortSignal) => Promise<Debuggable>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** Marks and borders in ASCII only; as the locale says by default. */
  readonly ascii?: boolean | undefined;
  readonly onFirstFrame?: () => void;
}

/** How the terminal UI was left. */
export interface TuiEnd {
  readonly reason: 'quit' | 'interrupt';
  /** The signal that ended it, if one did. */
  readonly signal?: NodeJS.Signals;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the terminal UI until it is left. The terminal is as it was before when the promise settles: with how it
 * was left, or, when we are wrong, with the error.
 */
export async function startTui(options: TuiOptions): Promise<TuiEnd> {
  const ui = new TerminalUi(options);
  try {
    ui.open();
    return await ui.ended;
  } finally {
    await ui.close();
  }
}

/** The terminal while the UI has it. */
class TerminalUi {
  readonly ended: Promise<TuiEnd>;
  readonly #options: TuiOptions;
  readonly #screen: Screen;
  readonly #suspend = new SuspendControl();
  readonly #cleanUps: (() => void)[] = [];
  readonly #left = new AbortController();
  #instance: Instance | null = null;
  #end: (end: TuiEnd) => void = () => {};
  #fail: (error: unknown) => void = () => {};

  constructor(options: TuiOptions) {
    this.#options = options;
    this.ended = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
    this.#screen = new Screen(
      options.title,
      sizeOf(options.stdout),
      {
        quit: (reason) => this.#end({ reason }),
        redraw: () => this.#redraw(),
        suspend: () => void this.#suspended().catch(this.#fail),
        copy: (text) => copyToClipboard(options, text),
        cannotSuspend: process.platform === 'win32' ? 'Windows cannot suspend a program' : null,
      },
      options.opening,
    );
  }

  open(): void {
    const { stdin, stdout } = this.#options;
    this.#watchProcess();
    this.#on(stdout, 'resize', () => this.#screen.resize(sizeOf(stdout)));
    claimInput(this.#options);
    this.#cleanUps.push(readKeys(stdin, (input) => this.#guarded(() => this.#screen.take(input))));
    this.#draw();
    void this.#load().catch((error: unknown) => this.#left.signal.aborted || this.#fail(error));
  }

  async close(): Promise<void> {
    this.#left.abort();
    this.#screen.close();
    releaseInput(this.#options);
    this.#instance?.unmount();
    await this.#instance?.waitUntilExit().catch(() => {});
    for (const cleanUp of this.#cleanUps) cleanUp();
  }

  #draw(): void {
    const { stdout, env, ascii } = this.#options;
    const look = lookOf(env, ascii ?? asciiLocale(env));
    this.#instance = render(<App screen={this.#screen} look={look} suspend={this.#suspend} />, {
      stdout,
      stdin: silentInput(),
      exitOnCtrlC: false,
      patchConsole: false,
      maxFps: 60,
      incrementalRendering: true,
      alternateScreen: true,
      // Any CI variable would make Ink draw nothing (is-in-ci).
      interactive: true,
    });
    this.#instance.waitUntilExit().catch(this.#fail);
  }

  /** The engine loads while the first frame is looked at, and no request leaves before that. */
  async #load(): Promise<void> {
    await this.#instance?.waitUntilRenderFlush();
    this.#options.onFirstFrame?.();
    const left = this.#left.signal;
    if (left.aborted) return;
    const target = await this.#options.load(left);
    if (!left.aborted) this.#screen.attach(target);
  }

  /** Whatever ends the program, the terminal comes back; what goes wrong is told on the normal screen. */
  #watchProcess(): void {
    for (const signal of SIGNALS) this.#on(process, signal, () => this.#end({ reason: 'interrupt', signal }));
    this.#on(process, 'uncaughtException', (error: unknown) => this.#fail(error));
    this.#on(process, 'unhandledRejection', (error: unknown) => this.#fail(error));
    this.#on(process, 'exit', () => restoreTerminal(this.#options));
    // A terminal that was closed cannot be written to; it stays deaf after us too.
    this.#options.stdout.on('error', () => this.#end({ reason: 'interrupt', signal: 'SIGHUP' }));
    this.#on(this.#options.stdin, 'end', () => this.#end({ reason: 'interrupt', signal: 'SIGHUP' }));
    if (process.platform !== 'win32') this.#on(process, 'SIGCONT', () => this.#redraw());
  }

  #on(
    emitter: Pick<NodeJS.EventEmitter, 'on' | 'off'>,
    event: string,
    listener: (argument: never) => void,
  ): void {
    const heard = listener as (...all: unknown[]) => void;
    emitter.on(event, heard);
    this.#cleanUps.push(() => emitter.off(event, heard));
  }

  #guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Others may have written on the screen or changed how keys come in. */
  #redraw(): void {
    if (this.#suspend.active) return;
    claimInput(this.#options);
    measureAnew();
    clearScreen(this.#options);
    this.#instance?.clear();
    this.#screen.redrawn();
  }

  /**
   * Gives the terminal to the shell. The signal goes to the whole process group, as Ctrl+Z does by itself: a
   * launcher or npm in front of us has to stop too, or the shell would wait for it. The timer runs when we do:
   * after `fg`, or at once where nobody can stop us.
   */
  async #suspended(): Promise<void> {
    if (this.#suspend.active) return;
    await this.#suspend.during(async () => {
      releaseInput(this.#options);
      process.kill(0, 'SIGTSTP');
      await new Promise((resolve) => setTimeout(resolve, 50));
      claimInput(this.#options);
    });
    measureAnew();
    this.#screen.redrawn();
  }
}
