import type { Output } from './output.ts';

/** The process as the commands see it; tests hand in their own. */
export interface Surroundings {
  readonly output: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadStream & { readonly fd: number };
  readonly stdout: NodeJS.WriteStream;
  /** Told the path of each recording as it begins, so that a crash can say where it is. */
  readonly kept: (path: string) => void;
  /** Begins to serve the recordings of a call. */
  readonly recordings: () => Promise<{ readonly origin: string; close(): Promise<void> }>;
}
