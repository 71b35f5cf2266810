import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import { TerminalEmulator } from './terminal-emulator.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/twiml-debug.js', import.meta.url));

/** How the built program is started in a terminal. */
export interface PtyPlan {
  readonly args: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The built program in a pseudo-terminal. */
export interface PtyProgram {
  readonly emulator: TerminalEmulator;
  /** Of the program itself: a launcher in front of it is not meant. */
  readonly pid: number;
  readonly exited: Promise<{ readonly exitCode: number; readonly signal: number | undefined }>;
  type(keys: string): void;
  press(keys: string, wanted: string | RegExp | ((text: string) => boolean)): Promise<void>;
  resize(columns: number, rows: number): void;
  kill(signal: NodeJS.Signals): void;
  /** Ends it if it still runs, and removes what it left. */
  dispose(): Promise<void>;
}

/** Starts the built program in a terminal, with a home of its own. */
export function startProgram({ args, columns = 120, rows = 40, env = {} }: PtyPlan): PtyProgram {
  const home = mkdtempSync(join(tmpdir(), 'twiml-debug-pty-'));
  const pty = spawn(process.execPath, [PROGRAM, ...args], {
    cols: columns,
    rows,
    cwd: home,
    name: 'xterm-256color',
    env: { PATH: process.env['PATH'], HOME: home, XDG_STATE_HOME: home, ...env },
  });
  const emulator = new TerminalEmulator(columns, rows);
  pty.onData((data) => emulator.write(data));
  let running = true;
  const exited = new Promise<{ exitCode: number; signal: number | undefined }>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      running = false;
      resolve({ exitCode, signal });
    });
  });
  const type = (keys: string) => pty.write(keys);
  return {
    emulator,
    pid: pty.pid,
    exited,
    type,
    async press(keys, wanted) {
      type(keys);
      await emulator.until(wanted);
    },
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    kill: (signal) => pty.kill(signal),
    async dispose() {
      if (running) pty.kill('SIGKILL');
      await exited;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
