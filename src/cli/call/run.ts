import { type HeadlessOptions, runHeadless } from '../headless/headless.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { composeSession } from './compose.ts';
import type { CallOptions } from './options.ts';

/** `twiml-debug run`: a call from beginning to end without a terminal UI. Answers the exit code. */
export function runCall(
  text: string,
  options: CallOptions & HeadlessOptions,
  around: Surroundings,
): Promise<number> {
  return runHeadless(text, options, around, async () => {
    const server = await around.recordings();
    const recordingsAt = server.origin;
    return {
      server,
      compose: (parsed, making) =>
        composeSession(options, parsed, { ...making, interactive: false, recordingsAt }),
    };
  });
}
