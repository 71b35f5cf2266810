import { Command, CommanderError } from 'commander';
import { addCallOptions, type CallOptions, positive } from './call-options.ts';
import { EXIT } from './exit-code.ts';
import { processOutput } from './output.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

const output = processOutput();

/** The command line. Each command loads what it needs when it runs, so that the first frame comes early. */
function program(): Command {
  const root = new Command('twiml-debug')
    .description('Debug TwiML call flows on your own machine: no account, tunnel, phone or bill.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES);

  addCallOptions(root.command('call <target>', { isDefault: true }))
    .description('debug a call in the terminal (also without the word call)')
    .option('--ascii', 'draw with ASCII characters only')
    .action(async (target: string, options: CallOptions & { ascii?: boolean }) => {
      const { debugCall } = await import('./debug-call.ts');
      process.exitCode = await debugCall(target, options, output);
    });

  addCallOptions(root.command('run <target>'))
    .description('the same call without a terminal, for scripts and CI')
    .option('--json', 'one JSON object a line instead of a transcript')
    .option('--timeout <seconds>', 'real time that the run may take', positive, 300)
    .action(async (target: string, options: CallOptions & { json?: boolean; timeout: number }) => {
      const { runCall } = await import('./run-call.ts');
      process.exitCode = await runCall(target, options, output);
    });

  root
    .command('replay <recording>')
    .description('step through a recorded session, offline')
    .option('--json', 'print its events instead')
    .option('--ascii', 'draw with ASCII characters only')
    .action(async (path: string, options: { json?: boolean; ascii?: boolean }) => {
      const { replayRecording } = await import('./replay-recording.ts');
      process.exitCode = await replayRecording(path, options, output);
    });

  addCallOptions(root.command('demo'))
    .description('debug the built-in example application')
    .option('--serve', 'only serve the application, and say where')
    .option('--port <number>', 'port of the application', positive)
    .option('--ascii', 'draw with ASCII characters only')
    .action(async (options: CallOptions & { serve?: boolean; port?: number; ascii?: boolean }) => {
      const { demo } = await import('./demo/command.ts');
      process.exitCode = await demo(options, output);
    });

  for (const command of root.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  return root;
}

const EXAMPLES = `
A target is an http or https URL, a TwiML file, or - for TwiML on standard input.

Examples:
  twiml-debug demo                                     try it without an application of your own
  twiml-debug http://127.0.0.1:3000/voice              debug your webhook
  twiml-debug run http://127.0.0.1:3000/voice --caller "press 1; press 42#"
  twiml-debug replay recordings/FILE.twiml.jsonl       step through a recording`;

async function main(): Promise<void> {
  try {
    await program().parseAsync();
  } catch (error) {
    process.exitCode = await report(error);
  }
}

async function report(error: unknown): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.fine;
    // Without a command there is nothing to do but to say what could be done.
    if (error.code === 'commander.help') output.say(program().helpInformation());
    else output.say(`twiml-debug: ${error.message.replace(/^error: /, '')}\nSee twiml-debug --help`);
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    output.say(`twiml-debug: ${error.message}`);
    return EXIT.usage;
  }
  const { RecordingReadError } = await import('../recording/reader.ts');
  const { RecordingFileError } = await import('../recording/writer.ts');
  if (error instanceof RecordingFileError) {
    output.say(`twiml-debug: ${error.message}; choose another place with --record PATH, or --no-record`);
    return EXIT.usage;
  }
  if (error instanceof RecordingReadError) {
    output.say(`twiml-debug: ${error.message}`);
    return EXIT.unreadable;
  }
  output.say(
    `twiml-debug: this is a bug of ours, please report it.\n${error instanceof Error ? error.stack : String(error)}`,
  );
  return EXIT.bug;
}

await main();
