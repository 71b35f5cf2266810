import { runHeadless } from '../headless/headless.ts';
import { serveMedia } from '../media/media-server.ts';
import type { FaxOptions } from '../options/session-options.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { composeFax } from './compose.ts';
import { faxFile } from './document.ts';
import { FaxTranscript } from './transcript.ts';

/** `twiml-debug message --fax`: a fax from beginning to end, without a terminal UI. Answers the exit code. */
export async function runFax(text: string, options: FaxOptions, around: Surroundings): Promise<number> {
  const file = faxFile(options.fax ?? true, around.cwd);
  return runHeadless(text, options, around, async () => {
    const server = await serveMedia([file]);
    const mediaAt = server.origin;
    return {
      server,
      compose: (parsed, making) => composeFax(options, parsed, { ...making, file, mediaAt }),
      transcript: (look) => new FaxTranscript(look, file),
    };
  });
}
