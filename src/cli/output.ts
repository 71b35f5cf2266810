import { visibleText } from '../debug/views/visible-text.ts';

/** Where a command writes: standard output is data, standard error is narration. */
export interface Output {
  /** A line (or several) of data; an empty text writes nothing. */
  data(text: string): void;
  say(text: string): void;
}

/** The process's own streams. A reader that goes away ends the program quietly, as `head` expects. */
export function processOutput(): Output {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    data: (text) => {
      if (text !== '') process.stdout.write(`${text}\n`);
    },
    say: (text) => {
      // What is said may quote the command line or a file.
      process.stderr.write(`${text.split('\n').map(visibleText).join('\n')}\n`);
    },
  };
}
