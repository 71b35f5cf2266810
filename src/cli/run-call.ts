import { undiciTransport } from '../http/undici-transport.ts';
import type { CallOptions } from './call-options.ts';
import { composeSession } from './compose.ts';
import { interruption } from './interruption.ts';
import { runSession } from './run.ts';
import { readStdin } from './stdin.ts';
import type { Surroundings } from './surroundings.ts';
import { parseTarget } from './target.ts';
import { waitForServer } from './wait-for-server.ts';

/** `twiml-debug run`: a call from beginning to end without a terminal UI. Answers the exit code. */
export async function runCall(
  text: string,
  options: CallOptions & { readonly json?: boolean; readonly timeout: number },
  around: Surroundings,
): Promise<number> {
  const { output, env, stdin, stdout } = around;
  const parsed = parseTarget(text, {
    method: options.method,
    baseUrl: options.baseUrl ?? null,
    readStdin: () => readStdin(stdin),
  });
  const transport = undiciTransport({ insecure: options.insecure === true });
  const recordings = await around.recordings();
  const interrupted = interruption();
  const color = stdout.isTTY && !env['NO_COLOR'];
  try {
    const session = composeSession(options, parsed, {
      around,
      transport,
      interactive: false,
      recordingsAt: recordings.origin,
    });
    for (const notice of session.notices) output.say(notice);
    await waitForServer(parsed, options.wait * 1000, transport, interrupted.signal);
    const how = { json: options.json === true, color, timeoutMs: options.timeout * 1000 };
    const { exitCode, recording } = await runSession(session, how, output, interrupted.signal);
    if (recording !== null) output.say(`recording  ${recording}`);
    return exitCode;
  } finally {
    interrupted.release();
    await transport.close();
    await recordings.close();
  }
}
