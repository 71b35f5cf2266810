import { Readable } from 'node:stream';
import type { Surroundings } from '../../src/cli/process/surroundings.ts';

/** Recordings at an origin that is the same on every run; nobody serves them. */
const fixedRecordings: Surroundings['recordings'] = () =>
  Promise.resolve({ origin: 'http://recordings.test', close: () => Promise.resolve() });

/** What a command finds around it, where it is not as usual. */
export interface SurroundingsOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly recordings?: Surroundings['recordings'];
  /** What standard input holds, piece by piece; nothing by default. */
  readonly stdin?: Iterable<string | Uint8Array>;
  /** Standard output is a terminal, and is coloured. */
  readonly color?: boolean;
}

/** A process without a terminal, and what a command writes in it. */
export interface RecordedSurroundings {
  readonly around: Surroundings;
  readonly data: readonly string[];
  readonly said: readonly string[];
  readonly kept: readonly string[];
}

/** Surroundings in which everything that is written is kept. */
export function recordedSurroundings(options: SurroundingsOptions = {}): RecordedSurroundings {
  const { env = {}, cwd = process.cwd(), recordings = fixedRecordings, stdin = [], color = false } = options;
  const data: string[] = [];
  const said: string[] = [];
  const kept: string[] = [];
  const pieces = Array.from(stdin, (piece) => Buffer.from(piece));
  const around: Surroundings = {
    output: {
      data: (text) => text !== '' && data.push(text),
      say: (text) => said.push(text),
      whenRefused: () => () => {},
    },
    env,
    cwd,
    stdin: Object.assign(Readable.from(pieces), { isTTY: false }) as unknown as Surroundings['stdin'],
    stdout: { isTTY: color } as Surroundings['stdout'],
    kept: (path) => kept.push(path),
    recordings,
  };
  return { around, data, said, kept };
}
