import { runHeadless } from '../headless/headless.ts';
import type { SessionOptions } from '../options/session-options.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { Transcript } from '../transcript/transcript.ts';
import { composeCall } from './compose.ts';

/** `twiml-debug run`: a call from beginning to end without a terminal UI. Answers the exit code. */
export function runCall(text: string, options: SessionOptions<'run'>, around: Surroundings): Promise<number> {
  return runHeadless(text, options, around, async () => {
    const server = await around.recordings();
    const recordingsAt = server.origin;
    return {
      server,
      compose: (parsed, making) =>
        composeCall(options, parsed, { ...making, interactive: false, recordingsAt }),
      transcript: (look) => new Transcript(look),
    };
  });
}
