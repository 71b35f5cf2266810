import { visibleText } from '../../debug/views/text/visible-text.ts';
import { systemErrorWords } from '../../errors/system-error.ts';
import { EXIT } from './exit-code.ts';

/** Where a command writes: standard output is data, standard error is narration. */
export interface Output {
  /** A line (or several) of data; an empty text writes nothing. */
  data(text: string): void;
  say(text: string): void;
}

/**
 * The process's own streams. A reader that goes away ends the program quietly, as `head` expects; what cannot be
 * written for another reason (a full disk) ends it with a sentence. Nobody is left to tell what standard error refuses.
 */
export function processOutput(): Output {
  const say = (text: string) => {
    // What is said may quote the command line or a file.
    const shown = `${text.split('\n').map(visibleText).join('\n')}\n`;
    try {
      process.stderr.write(shown);
    } catch {}
  };
  const stop = (error: unknown): never => {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(EXIT.fine);
    say(`twiml-debug: cannot write to standard output: ${systemErrorWords(error)}`);
    process.exit(EXIT.usage);
  };
  process.stdout.on('error', stop);
  process.stderr.on('error', () => {});
  return {
    data(text) {
      if (text === '') return;
      try {
        // Into a file it fails here, into a pipe with an event.
        process.stdout.write(`${text}\n`);
      } catch (error) {
        stop(error);
      }
    },
    say,
  };
}
