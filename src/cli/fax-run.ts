import { undiciTransport } from '../http/undici-transport.ts';
import { composeFax } from './fax-compose.ts';
import { faxFile } from './fax-document.ts';
import { FaxTranscript } from './fax-transcript.ts';
import { interruption } from './interruption.ts';
import { serveMedia } from './message-media.ts';
import type { MessageOptions } from './message-options.ts';
import { runSession } from './run.ts';
import { readStdin } from './stdin.ts';
import type { Surroundings } from './surroundings.ts';
import { parseTarget } from './target.ts';
import { waitForServer } from './wait-for-server.ts';

/** `twiml-debug message --fax`: a fax from beginning to end, without a terminal UI. Answers the exit code. */
export async function runFax(text: string, options: MessageOptions, around: Surroundings): Promise<number> {
  const { output, env, stdin, stdout } = around;
  const file = faxFile(options.fax ?? true, around.cwd);
  const parsed = parseTarget(text, {
    method: options.method,
    baseUrl: options.baseUrl ?? null,
    readStdin: () => readStdin(stdin),
  });
  const media = await serveMedia([file]);
  const transport = undiciTransport({ insecure: options.insecure === true });
  const interrupted = interruption();
  const color = stdout.isTTY && !env['NO_COLOR'];
  const transcript = new FaxTranscript({ color }, file);
  try {
    const session = composeFax(options, parsed, { around, transport, file, mediaAt: media.origin });
    for (const notice of session.notices) output.say(notice);
    await waitForServer(parsed, options.wait * 1000, transport, interrupted.signal);
    const how = { json: options.json === true, color, timeoutMs: options.timeout * 1000, transcript };
    const { exitCode, recording } = await runSession(session, how, output, interrupted.signal);
    if (recording !== null) output.say(`recording  ${recording}`);
    return exitCode;
  } finally {
    interrupted.release();
    await transport.close();
    await media.close();
  }
}
