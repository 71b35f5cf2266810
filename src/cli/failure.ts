import { CommanderError } from 'commander';
import { isSystemError, systemErrorWords } from '../errors/system-error.ts';
import { UsageError } from './arguments/usage-error.ts';
import { withoutLogins } from './arguments/without-logins.ts';
import { EXIT } from './process/exit-code.ts';
import type { Output } from './process/output.ts';

/** Says why a command line failed, and answers its exit code. `help` is the command that shows the help. */
export async function reportFailure(error: unknown, help: string, output: Output): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.fine;
    output.say(
      `twiml-debug: ${withoutLogins(shortened(error.message.replace(/^error: /, '')))}\nSee ${help}`,
    );
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    output.say(`twiml-debug: ${withoutLogins(shortened(error.message))}`);
    return EXIT.usage;
  }
  if (isSystemError(error)) {
    // The world failed where nobody foresaw it: a file that vanished, no descriptors left.
    const { syscall = '', path } = error as NodeJS.ErrnoException;
    const what = [syscall, path].filter(Boolean).join(' ');
    output.say(`twiml-debug: ${what}: ${systemErrorWords(error)}`);
    return EXIT.usage;
  }
  return reportRecording(error, output);
}

async function reportRecording(error: unknown, output: Output): Promise<number> {
  const { RecordingReadError } = await import('../recording/reader.ts');
  const { RecordingFileError } = await import('../recording/recording-file.ts');
  if (error instanceof RecordingFileError) {
    output.say(`twiml-debug: ${error.message}; choose another place with --record PATH, or use --no-record`);
    return EXIT.usage;
  }
  if (error instanceof RecordingReadError) {
    output.say(`twiml-debug: ${error.message}`);
    return EXIT.unreadable;
  }
  output.say(bugText(error));
  return EXIT.bug;
}

/** The report of an error that is our own bug. */
export function bugText(error: unknown): string {
  const trace = error instanceof Error ? error.stack : String(error);
  return `twiml-debug: this is a bug in twiml-debug, please report it.\n${trace}`;
}

/** Longest complaint; what is quoted in it can be a whole file. */
const LONGEST = 800;

/** Its beginning says what is wrong, its end what to write. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 2)}`;
}
