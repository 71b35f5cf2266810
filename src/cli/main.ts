import { bugText } from './failure.ts';
import { EXIT } from './process/exit-code.ts';
import { processOutput } from './process/output.ts';
import { runProgram } from './program.ts';

const output = processOutput();
let recording: string | null = null;

/** A bug of ours: the recording is whole up to here, and whoever reports the bug will want it. */
function crash(error: unknown): void {
  output.say(bugText(error));
  if (recording !== null) output.say(`recording  ${recording}`);
  process.exit(EXIT.bug);
}

/** The folder that the program was started in; it may be gone. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    output.say('twiml-debug: the current folder no longer exists; change to another one first');
    process.exit(EXIT.usage);
  }
}

process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

process.exitCode = await runProgram(process.argv.slice(2), {
  output,
  env: process.env,
  cwd: currentFolder(),
  stdin: process.stdin,
  stdout: process.stdout,
  // Loaded when a call needs it, so that the first frame comes early.
  recordings: async () => (await import('./loopback/recordings-server.ts')).serveRecordings(),
  kept: (path) => {
    recording = path;
  },
});
