import { spawn } from '@lydell/node-pty';

/** A program in a pseudo terminal, watched for what it writes. */
export interface Watched {
  /** Milliseconds from its start until it had written a text. */
  until(text: string): Promise<number>;
  /** Sends keys and answers with the milliseconds until the next output came. */
  press(keys: string): Promise<number>;
  end(): void;
}

const PATIENCE_MS = 20_000;

/** Starts a program at 120x40. */
export function watch(file: string, args: readonly string[]): Watched {
  const started = performance.now();
  const env = { ...process.env, TERM: 'xterm-256color' };
  const terminal = spawn(file, [...args], { cols: 120, rows: 40, env });
  let seen = '';
  let waiting: (() => void) | null = null;
  terminal.onData((data) => {
    seen += data;
    waiting?.();
  });
  const when = (condition: () => boolean) =>
    new Promise<number>((resolve, reject) => {
      const from = performance.now();
      const late = setTimeout(
        () => reject(new Error(`nothing came: ${JSON.stringify(seen.slice(-400))}`)),
        PATIENCE_MS,
      );
      waiting = () => {
        if (!condition()) return;
        waiting = null;
        clearTimeout(late);
        resolve(performance.now() - from);
      };
      waiting();
    });
  return {
    until: async (text) => {
      await when(() => seen.includes(text));
      return performance.now() - started;
    },
    press: (keys) => {
      const before = seen.length;
      terminal.write(keys);
      return when(() => seen.length > before);
    },
    end: () => terminal.kill(),
  };
}
