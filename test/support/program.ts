import { runProgram } from '../../src/cli/program.ts';
import type { PublicEvent, PublicEventOf } from '../../src/debug/public-event.ts';
import { recordedSurroundings, type SurroundingsOptions } from './surroundings.ts';

export interface ProgramRun {
  readonly exitCode: number;
  /** Standard output and standard error. */
  readonly data: string;
  readonly said: string;
  readonly recordings: readonly string[];
  /** The data as the events of --json. */
  readonly events: readonly PublicEvent[];
  of<T extends PublicEvent['type']>(type: T): readonly PublicEventOf<T>[];
}

export interface ProgramOptions extends Omit<SurroundingsOptions, 'color'> {
  /** Keep the recording where the program would put it; otherwise --no-record is added to a call. */
  readonly record?: boolean;
}

/** Runs a command line in this process, without a terminal. */
export async function program(args: readonly string[], options: ProgramOptions = {}): Promise<ProgramRun> {
  const { around, data, said, kept } = recordedSurroundings(options);
  const records = !['replay', 'export', 'check', 'verify', 'diff'].includes(args[0] ?? '');
  const quiet = options.record || !records ? [] : ['--no-record'];
  const exitCode = await runProgram([...args, ...quiet], around);
  const text = data.join('\n');
  const events = args.includes('--json')
    ? text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as PublicEvent)
    : [];
  const of = <T extends PublicEvent['type']>(type: T) =>
    events.filter((event) => event.type === type) as PublicEventOf<T>[];
  return { exitCode, data: text, said: said.join('\n'), recordings: kept, events, of };
}
