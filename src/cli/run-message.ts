import { undiciTransport } from '../http/undici-transport.ts';
import { interruption } from './interruption.ts';
import { composeConversation } from './message-compose.ts';
import { mediaFile, serveMedia } from './message-media.ts';
import { type MessageOptions, refuseOptOut } from './message-options.ts';
import { plannedMessages } from './message-plan.ts';
import { MessageTranscript } from './message-transcript.ts';
import { runSession } from './run.ts';
import { readStdin } from './stdin.ts';
import type { Surroundings } from './surroundings.ts';
import { parseTarget } from './target.ts';
import { waitForServer } from './wait-for-server.ts';

/** `twiml-debug message --body`: a conversation from beginning to end without a terminal UI. Answers the exit code. */
export async function runMessage(
  text: string,
  options: MessageOptions,
  around: Surroundings,
): Promise<number> {
  const { output, env, stdin, stdout } = around;
  refuseOptOut(options);
  const planned = plannedMessages(options, text);
  const messages = planned.map((message) => ({
    ...message,
    files: message.attachments.map((written) => mediaFile(written, around.cwd)),
  }));
  const parsed = parseTarget(text, {
    method: options.method,
    baseUrl: options.baseUrl ?? null,
    readStdin: () => readStdin(stdin),
  });
  const files = messages.flatMap((message) => message.files).filter(({ bytes }) => bytes !== null);
  const media = files.length > 0 ? await serveMedia(files) : null;
  const transport = undiciTransport({ insecure: options.insecure === true });
  const interrupted = interruption();
  const color = stdout.isTTY && !env['NO_COLOR'];
  const transcript = new MessageTranscript({ color });
  try {
    const mediaAt = media?.origin ?? null;
    const session = composeConversation(options, parsed, { around, transport, messages, mediaAt });
    for (const notice of session.notices) output.say(notice);
    await waitForServer(parsed, options.wait * 1000, transport, interrupted.signal);
    const how = { json: options.json === true, color, timeoutMs: options.timeout * 1000, transcript };
    const { exitCode, recording } = await runSession(session, how, output, interrupted.signal);
    if (recording !== null) output.say(`recording  ${recording}`);
    return exitCode;
  } finally {
    interrupted.release();
    await transport.close();
    await media?.close();
  }
}
