import { Command } from 'commander';
import { mistypedCommand } from './arguments/mistyped-command.ts';
import { UsageError } from './arguments/usage-error.ts';
import { CHECK_ROWS, type CheckOptions } from './check/options.ts';
import { EXPLAIN_ROWS, type ExplainOptions } from './explain/options.ts';
import { reportFailure } from './failure.ts';
import { addOptions, type SessionKind } from './options/option.ts';
import { addSessionOptions, type CallOptions, type SessionOptions } from './options/session-options.ts';
import { EXIT } from './process/exit-code.ts';
import type { Surroundings } from './process/surroundings.ts';
import { VERSION } from './process/version.ts';
import {
  DIFF_ROWS,
  type DiffOptions,
  EXPORT_ROWS,
  type ExportOptions,
  REPLAY_ROWS,
  type ReplayOptions,
  VERIFY_ROWS,
  type VerifyOptions,
} from './recordings/options.ts';

/** Runs a command line (without the program's own name) and answers the exit code. Throws only what is a bug of ours. */
export async function runProgram(args: readonly string[], around: Surroundings): Promise<number> {
  const outcome = { exitCode: EXIT.fine as number };
  let help = 'twiml-debug --help';
  try {
    const root = program(args, around, outcome);
    help = helpFor(args, root);
    const mistyped = mistypedCommand(args, [...root.commands.map((command) => command.name()), 'help']);
    if (mistyped !== null) throw new UsageError(mistyped);
    await root.parseAsync([...args], { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    return await reportFailure(error, help, around.output);
  }
}

/**
 * The command line. Each command loads what it needs when it runs, so that the first frame comes early, and the many
 * options of sessions are made for the command that is meant alone.
 */
function program(args: readonly string[], around: Surroundings, outcome: { exitCode: number }): Command {
  const isMeant = (command: Command) =>
    args.includes(command.name()) || (command.name() === 'call' && !BY_NAME_ALONE.has(args[0] ?? ''));
  const withOptions = (command: Command, ...sessions: readonly SessionKind[]) =>
    isMeant(command) ? addSessionOptions(command, ...sessions) : command;
  const streams = { writeOut: (text: string) => around.output.data(text.trimEnd()), writeErr: () => {} };
  const root = new Command('twiml-debug')
    .description('Debug TwiML call flows on your own machine: no account, tunnel, phone or bill.')
    .version(VERSION)
    .exitOverride()
    .configureOutput(streams)
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES);

  withOptions(root.command('call <target>', { isDefault: true }), 'call')
    .description('debug a call in the terminal (you may leave out the word call)')
    .action(async (target: string, options: CallOptions) => {
      const { debugCall } = await import('./call/debug.ts');
      outcome.exitCode = await debugCall(target, options, around);
    });

  withOptions(root.command('run <target>'), 'run')
    .description('run a call without a terminal, for scripts and CI')
    .action(async (target: string, options: SessionOptions<'run'>) => {
      const { runCall } = await import('./call/run.ts');
      outcome.exitCode = await runCall(target, options, around);
    });

  withOptions(root.command('message <target>'), 'message', 'fax')
    .description('debug a text conversation in the terminal; with --body, run it without one; or send a fax')
    .action(async (target: string, _options: unknown, command: Command) => {
      const { message } = await import('./message/command.ts');
      outcome.exitCode = await message(target, command, around);
    });

  addRecordingCommands(root, around, outcome);

  addOptions(root.command('check <target...>'), CHECK_ROWS)
    .description('report every problem in TwiML documents: files, folders, URLs, or - for standard input')
    .action(async (targets: string[], options: CheckOptions) => {
      const { check } = await import('./check/command.ts');
      outcome.exitCode = await check(targets, options, around);
    });

  addOptions(root.command('explain [code-or-words...]'), EXPLAIN_ROWS)
    .description('explain what a Twilio error or warning code means, and what to try')
    .action(async (words: string[], options: ExplainOptions) => {
      const { explain } = await import('./explain/command.ts');
      outcome.exitCode = explain(words, options, around);
    });

  withOptions(root.command('demo'), 'demo')
    .description('debug the built-in example application')
    .action(async (options: SessionOptions<'demo'>) => {
      const { demo } = await import('./demo/command.ts');
      outcome.exitCode = await demo(options, around);
    });

  for (const command of root.commands) command.exitOverride().configureOutput(streams);
  return root;
}

/** The commands that work on recordings. */
function addRecordingCommands(root: Command, around: Surroundings, outcome: { exitCode: number }): void {
  addOptions(root.command('replay <recording>'), REPLAY_ROWS)
    .description('step through a recorded session, offline')
    .action(async (path: string, options: ReplayOptions) => {
      const { replayRecording } = await import('./recordings/replay.ts');
      outcome.exitCode = await replayRecording(path, options, around);
    });

  addOptions(root.command('verify <recording...>'), VERIFY_ROWS)
    .description('play recorded inputs against the webhook of today, and report every difference')
    .action(async (paths: string[], options: VerifyOptions) => {
      const { verifyRecordings } = await import('./recordings/verify.ts');
      outcome.exitCode = await verifyRecordings(paths, options, around);
    });

  addOptions(root.command('diff <a> <b>'), DIFF_ROWS)
    .description('compare two recordings, offline')
    .action(async (a: string, b: string, options: DiffOptions) => {
      const { diffRecordings } = await import('./recordings/diff.ts');
      outcome.exitCode = diffRecordings(a, b, options, around);
    });

  addOptions(root.command('export <recording>'), EXPORT_ROWS)
    .description('convert a recording to an HTTP archive or to curl commands')
    .action(async (path: string, options: ExportOptions) => {
      const { exportRecording } = await import('./recordings/export.ts');
      outcome.exitCode = exportRecording(path, options, around);
    });
}

/** Commands that run only when their name comes first. */
const BY_NAME_ALONE: ReadonlySet<string> = new Set([
  'run',
  'message',
  'replay',
  'verify',
  'diff',
  'export',
  'check',
  'explain',
  'demo',
]);

const EXAMPLES = `
A target is an http or https URL, a TwiML file, or - for TwiML on standard input (run, check, message --body).

Examples:
  twiml-debug demo                                     try it without an application of your own
  twiml-debug http://127.0.0.1:3000/voice              debug your webhook
  twiml-debug run http://127.0.0.1:3000/voice --caller "press 1; press 42#"
  twiml-debug demo --message                           try it with text messages
  twiml-debug message http://127.0.0.1:3000/sms        write to your messaging webhook
  twiml-debug message http://127.0.0.1:3000/sms --body "hi" --body "Jane"
  twiml-debug replay recordings/FILE.twiml.jsonl       step through a recording
  twiml-debug verify recordings                        play recordings against your webhook of today`;

/** The command line that shows the right help: that of the named command, or of `call` for a target alone. */
function helpFor([first]: readonly string[], { commands }: Command): string {
  if (commands.some((command) => command.name() === first)) return `twiml-debug ${first} --help`;
  return first === undefined || first.startsWith('-') ? 'twiml-debug --help' : 'twiml-debug call --help';
}
