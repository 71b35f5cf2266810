import type { Surroundings } from '../../src/cli/process/surroundings.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { PublicEvent, PublicEventOf } from '../../src/debug/public-event.ts';

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

/** Recordings at an origin that is the same on every run; nobody serves them. */
export const fixedRecordings: Surroundings['recordings'] = () =>
  Promise.resolve({ origin: 'http://recordings.test', close: () => Promise.resolve() });

export interface ProgramOptions {
  readonly recordings?: Surroundings['recordings'];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Keep the recording where the program would put it; otherwise --no-record is added to a call. */
  readonly record?: boolean;
}

/** Runs a command line in this process, without a terminal. */
export async function program(args: readonly string[], options: ProgramOptions = {}): Promise<ProgramRun> {
  const data: string[] = [];
  const said: string[] = [];
  const recordings: string[] = [];
  const around: Surroundings = {
    output: { data: (text) => text !== '' && data.push(text), say: (text) => said.push(text) },
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    stdin: { isTTY: false, fd: -1 } as Surroundings['stdin'],
    stdout: { isTTY: false } as Surroundings['stdout'],
    kept: (path) => recordings.push(path),
    recordings: options.recordings ?? fixedRecordings,
  };
  const records = !['replay', 'export'].includes(args[0] ?? '');
  const quiet = options.record || !records ? [] : ['--no-record'];
  const exitCode = await runProgram([...args, ...quiet], around);
  const text = data.join('\n');
  const events = args.includes('--json') ? data.map((line) => JSON.parse(line) as PublicEvent) : [];
  const of = <T extends PublicEvent['type']>(type: T) =>
    events.filter((event) => event.type === type) as PublicEventOf<T>[];
  return { exitCode, data: text, said: said.join('\n'), recordings, events, of };
}
