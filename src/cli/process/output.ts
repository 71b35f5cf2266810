import { visibleText } from '../../debug/views/text/visible-text.ts';
import { systemErrorWords } from '../../errors/system-error.ts';
import { EXIT } from './exit-code.ts';

/** Where a command writes: standard output is data, standard error is narration. */
export interface Output {
  /** A line (or several) of data; an empty text writes nothing. */
  data(text: string): void;
  say(text: string): void;
  /**
   * Has `act` run once when standard output takes nothing more, in place of ending the process there: a session has
   * to hang up first. Answers how to leave the end of the process to itself again.
   */
  whenRefused(act: () => void): () => void;
}

/**
 * The process's own streams. A reader that goes away ends the program without a word, as `head` expects; what cannot be
 * written for another reason (a full disk) ends it with a sentence. The exit code is 2 either way: not all of it was
 * read. Nobody is left to tell what standard error refuses.
 */
export function processOutput(): Output {
  let refused = false;
  let whenRefused: (() => void) | null = null;
  const say = (text: string) => {
    // What is said may quote the command line or a file.
    const shown = `${text.split('\n').map(visibleText).join('\n')}\n`;
    try {
      process.stderr.write(shown);
    } catch {}
  };
  const refuse = (error: unknown) => {
    if (!refused && (error as NodeJS.ErrnoException).code !== 'EPIPE')
      say(`twiml-debug: cannot write to standard output: ${systemErrorWords(error)}`);
    if (whenRefused === null) process.exit(EXIT.usage);
    // Not in the middle of what was being told.
    if (!refused) queueMicrotask(whenRefused);
    refused = true;
  };
  process.stdout.on('error', refuse);
  process.stderr.on('error', () => {});
  return {
    data(text) {
      if (text === '' || refused) return;
      try {
        // Into a file it fails here, into a pipe with an event.
        process.stdout.write(`${text}\n`);
      } catch (error) {
        refuse(error);
      }
    },
    say,
    whenRefused(act) {
      whenRefused = act;
      return () => {
        whenRefused = null;
      };
    },
  };
}
