import { Command, CommanderError } from 'commander';
import { isSystemError, systemErrorWords } from '../errors/system-error.ts';
import { mistypedCommand } from './arguments/mistyped-command.ts';
import { groupOptions } from './arguments/option-groups.ts';
import { UsageError } from './arguments/usage-error.ts';
import { withoutLogins } from './arguments/without-logins.ts';
import { addCallOptions, type CallOptions, port, positive, wholeNumber, word } from './call/options.ts';
import type { CheckOptions } from './check/command.ts';
import type { DemoOptions } from './demo/command.ts';
import { isFax } from './fax/options.ts';
import type { HeadlessOptions } from './headless/headless.ts';
import { addMessageOptions, type MessageOptions } from './message/options.ts';
import { EXIT } from './process/exit-code.ts';
import type { Surroundings } from './process/surroundings.ts';
import { VERSION } from './process/version.ts';
import type { ExportOptions } from './recordings/export.ts';

/** Runs a command line (without the program's own name) and answers the exit code. Throws only what is a bug of ours. */
export async function runProgram(args: readonly string[], around: Surroundings): Promise<number> {
  const outcome = { exitCode: EXIT.fine as number };
  let help = 'twiml-debug --help';
  try {
    const root = namingOptions(program(around, outcome));
    help = helpFor(args, root);
    const mistyped = mistypedCommand(args, [...root.commands.map((command) => command.name()), 'help']);
    if (mistyped !== null) throw new UsageError(mistyped);
    await root.parseAsync([...args], { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    return await report(error, around, help);
  }
}

/** The command line. Each command loads what it needs when it runs, so that the first frame comes early. */
function program(around: Surroundings, outcome: { exitCode: number }): Command {
  const { output } = around;
  const streams = { writeOut: (text: string) => output.data(text.trimEnd()), writeErr: () => {} };
  const root = new Command('twiml-debug')
    .description('Debug TwiML call flows on your own machine: no account, tunnel, phone or bill.')
    .version(VERSION)
    .exitOverride()
    .configureOutput(streams)
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES);

  addCallOptions(root.command('call <target>', { isDefault: true }))
    .description('debug a call in the terminal (also without the word call)')
    .option('--ascii', 'draw with ASCII characters only (the default in a locale without UTF-8)')
    .option('--no-ascii', 'draw with all characters, whatever the locale')
    .action(async (target: string, options: CallOptions & { ascii?: boolean }) => {
      const { debugCall } = await import('./call/debug.ts');
      outcome.exitCode = await debugCall(target, options, around);
    });

  addCallOptions(root.command('run <target>'))
    .description('the same call without a terminal, for scripts and CI')
    .option('--json', 'one JSON object a line instead of a transcript')
    .option('--timeout <seconds>', 'real time that the run may take', positive, 300)
    .option('--max-warnings <number>', 'fail when there are more', wholeNumber)
    .action(async (target: string, options: CallOptions & HeadlessOptions) => {
      const { runCall } = await import('./call/run.ts');
      outcome.exitCode = await runCall(target, options, around);
    });

  addMessageOptions(root.command('message <target>'))
    .description(
      'a text conversation with a messaging webhook in the terminal; with --body without one; or a fax',
    )
    .action(async (target: string, options: MessageOptions, command: Command) => {
      if (isFax(options, command)) {
        const { runFax } = await import('./fax/run.ts');
        outcome.exitCode = await runFax(target, options, around);
        return;
      }
      if (isWritten(options, around)) {
        const { debugMessage } = await import('./message/debug.ts');
        outcome.exitCode = await debugMessage(target, options, around);
        return;
      }
      const { runMessage } = await import('./message/run.ts');
      outcome.exitCode = await runMessage(target, options, around);
    });

  root
    .command('replay <recording>')
    .description('step through a recorded session, offline')
    .option('--json', 'print its events instead')
    .option('--ascii', 'draw with ASCII characters only (the default in a locale without UTF-8)')
    .option('--no-ascii', 'draw with all characters, whatever the locale')
    .action(async (path: string, options: { json?: boolean; ascii?: boolean }) => {
      const { replayRecording } = await import('./recordings/replay.ts');
      outcome.exitCode = await replayRecording(path, options, around);
    });

  root
    .command('export <recording>')
    .description('another form of a recording: an HTTP archive, or curl commands')
    .requiredOption(
      '--format <format>',
      'har (HTTP archive 1.2) or curl (a shell script)',
      word(['har', 'curl']),
    )
    .option('--secrets', 'keep cookie values, logins and signatures, which are redacted otherwise')
    .option('--output <file>', 'a file instead of standard output')
    .option('--force', 'replace the file if it exists')
    .action(async (path: string, options: ExportOptions) => {
      const { exportRecording } = await import('./recordings/export.ts');
      outcome.exitCode = exportRecording(path, options, around);
    });

  root
    .command('check <target...>')
    .description('report every problem in TwiML documents: files, folders, URLs, or - for standard input')
    .option('--format <format>', 'human, json or sarif', word(['human', 'json', 'sarif']), 'human')
    .option('--json', 'short for --format json')
    .option(
      '--product <product>',
      'voice, messaging or fax (guessed by default)',
      word(['voice', 'messaging', 'fax']),
    )
    .option('--method <GET|POST>', 'method for URLs', word(['GET', 'POST']), 'POST')
    .option('--max-warnings <number>', 'fail when there are more', wholeNumber)
    .action(async (targets: string[], options: CheckOptions) => {
      const { check } = await import('./check/command.ts');
      outcome.exitCode = await check(targets, options, around);
    });

  root
    .command('explain [code-or-words...]')
    .description('what a Twilio error or warning code means, and what to try')
    .option('--list [product]', 'all codes, or those of one product (voice, messaging, http, twiml ...)')
    .option('--json', 'one JSON object a line')
    .action(async (words: string[], options: { list?: string | boolean; json?: boolean }) => {
      const { explain } = await import('./explain/command.ts');
      outcome.exitCode = explain(words, options, around);
    });

  addCallOptions(root.command('demo'))
    .description('debug the built-in example application')
    .option('--message', 'write to its survey by text instead of calling it')
    .option('--serve', 'only serve the application, and say where')
    .option('--port <number>', 'port of the application', port)
    .option('--ascii', 'draw with ASCII characters only (the default in a locale without UTF-8)')
    .option('--no-ascii', 'draw with all characters, whatever the locale')
    .action(async (options: DemoOptions) => {
      const { demo } = await import('./demo/command.ts');
      outcome.exitCode = await demo(options, around);
    });

  for (const command of root.commands) command.exitOverride().configureOutput(streams);
  for (const command of root.commands) if (SESSIONS.has(command.name())) groupOptions(command);
  return root;
}

/** Nothing says what is to be sent, and there is somebody who could. */
function isWritten({ said, scriptFile, json }: MessageOptions, { stdin, stdout }: Surroundings): boolean {
  return said.length === 0 && !scriptFile && !json && stdin.isTTY && stdout.isTTY;
}

/** Commands with so many options that they are shown in groups. */
const SESSIONS: ReadonlySet<string> = new Set(['call', 'run', 'message', 'demo']);

const EXAMPLES = `
A target is an http or https URL, a TwiML file, or - for TwiML on standard input (run, check, message --body).

Examples:
  twiml-debug demo                                     try it without an application of your own
  twiml-debug http://127.0.0.1:3000/voice              debug your webhook
  twiml-debug run http://127.0.0.1:3000/voice --caller "press 1; press 42#"
  twiml-debug demo --message                           the same by text
  twiml-debug message http://127.0.0.1:3000/sms        write to your messaging webhook
  twiml-debug message http://127.0.0.1:3000/sms --body "hi" --body "Jane"
  twiml-debug replay recordings/FILE.twiml.jsonl       step through a recording`;

/** What shows the help of the command that was meant: the one that is named, or the one that a target alone means. */
function helpFor([first]: readonly string[], { commands }: Command): string {
  if (commands.some((command) => command.name() === first)) return `twiml-debug ${first} --help`;
  return first === undefined || first.startsWith('-') ? 'twiml-debug --help' : 'twiml-debug call --help';
}

async function report(error: unknown, { output }: Surroundings, help: string): Promise<number> {
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
  const { RecordingReadError } = await import('../recording/reader.ts');
  const { RecordingFileError } = await import('../recording/recording-file.ts');
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

/** Longest complaint; what is quoted in it can be a whole file. */
const LONGEST = 800;

/** Its beginning says what is wrong, its end what to write. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 2)}`;
}

/** Has what an option's value is refused for begin with the option's name, on a command and those below it. */
function namingOptions(command: Command): Command {
  for (const option of command.options) {
    const parse = option.parseArg;
    if (!parse) continue;
    option.argParser((value: string, before: unknown) => {
      try {
        return parse(value, before);
      } catch (error) {
        const unnamed = error instanceof UsageError && !error.message.startsWith('--');
        throw unnamed ? new UsageError(`${option.long ?? option.name()}: ${error.message}`) : error;
      }
    });
  }
  for (const below of command.commands) namingOptions(below);
  return command;
}
