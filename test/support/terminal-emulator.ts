import { PassThrough, Writable } from 'node:stream';
import { Terminal } from '@xterm/headless';
import { expect } from 'vitest';

const BEGIN_UPDATE = '\u001B[?2026h';
const END_UPDATE = '\u001B[?2026l';

/** A terminal without a window: what programs write is drawn, and can be read back. */
export class TerminalEmulator {
  readonly #terminal: Terminal;
  readonly #watchers = new Set<() => void>();
  /** Everything that was written, as it came. */
  raw = '';

  constructor(columns: number, rows: number) {
    this.#terminal = new Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      scrollback: 200,
      convertEol: true,
    });
  }

  write(data: string, done: () => void = () => {}): void {
    this.raw += data;
    this.#terminal.write(data, () => {
      done();
      for (const watcher of this.#watchers) watcher();
    });
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
  }

  /** The rows of the screen, without blanks at their ends. */
  get lines(): readonly string[] {
    const { active } = this.#terminal.buffer;
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    );
  }

  get text(): string {
    return this.lines.join('\n');
  }

  get onAlternateScreen(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  get pasteMarked(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  get cursorShown(): boolean {
    return this.raw.lastIndexOf('\u001B[?25h') >= this.raw.lastIndexOf('\u001B[?25l');
  }

  /** Everything that a program has to give back. */
  get modes(): { readonly alternate: boolean; readonly pasteMarked: boolean; readonly cursor: boolean } {
    return { alternate: this.onAlternateScreen, pasteMarked: this.pasteMarked, cursor: this.cursorShown };
  }

  /** Resolves when the screen is as wanted: a text on it, a pattern, or a condition. */
  async until(wanted: string | RegExp | ((text: string) => boolean), patience = 10_000): Promise<void> {
    const met = () => {
      // A frame comes in several writes, between the marks of a synchronized update; half of one is not looked at.
      if (this.raw.lastIndexOf(BEGIN_UPDATE) > this.raw.lastIndexOf(END_UPDATE)) return false;
      const { text } = this;
      if (typeof wanted === 'string') return text.includes(wanted);
      return typeof wanted === 'function' ? wanted(text) : wanted.test(text);
    };
    if (!met()) await this.#becomes(met, wanted, patience);
    // What was waited for is asserted: a test may have nothing else to say.
    expect(met(), String(wanted)).toBe(true);
  }

  #becomes(met: () => boolean, wanted: unknown, patience: number): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const end = (settle: () => void) => {
        this.#watchers.delete(look);
        clearTimeout(timer);
        settle();
      };
      const look = () => {
        if (met()) end(resolve);
      };
      const timer = setTimeout(
        () =>
          end(() => reject(new Error(`waited in vain for ${String(wanted)}; the screen is\n${this.text}`))),
        patience,
      );
      this.#watchers.add(look);
    });
  }
}

/** The two ends of a terminal that is an emulator. */
export class TerminalPair {
  readonly emulator: TerminalEmulator;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  raw = false;

  constructor(columns: number, rows: number) {
    this.emulator = new TerminalEmulator(columns, rows);
    this.stdin = new PassThrough() as unknown as NodeJS.ReadStream;
    this.stdin.isTTY = true;
    this.stdin.setRawMode = (on) => {
      this.raw = on;
      return this.stdin;
    };
    const { emulator } = this;
    this.stdout = new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _encoding, done) => emulator.write(String(chunk), done),
    }) as unknown as NodeJS.WriteStream;
    this.stdout.isTTY = true;
    this.stdout.columns = columns;
    this.stdout.rows = rows;
  }

  type(keys: string): void {
    (this.stdin as unknown as PassThrough).write(keys);
  }

  resize(columns: number, rows: number): void {
    this.emulator.resize(columns, rows);
    this.stdout.columns = columns;
    this.stdout.rows = rows;
    this.stdout.emit('resize');
  }
}
