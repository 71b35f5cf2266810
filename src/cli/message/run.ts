import { runHeadless } from '../headless/headless.ts';
import { mediaFile } from '../media/media-file.ts';
import { serveMedia } from '../media/media-server.ts';
import type { MessageOptions } from '../options/session-options.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { composeConversation } from './compose.ts';
import { refuseOptOut } from './opt-out-option.ts';
import { plannedMessages } from './plan.ts';
import { MessageTranscript } from './transcript.ts';

/** `twiml-debug message --body`: a conversation from beginning to end without a terminal UI. Answers the exit code. */
export async function runMessage(
  text: string,
  options: MessageOptions,
  around: Surroundings,
): Promise<number> {
  refuseOptOut(options);
  const messages = plannedMessages(options, text).map((message) => ({
    ...message,
    files: message.attachments.map((written) => mediaFile(written, around.cwd)),
  }));
  const files = messages.flatMap((message) => message.files).filter(({ bytes }) => bytes !== null);
  return runHeadless(text, options, around, async () => {
    const server = files.length > 0 ? await serveMedia(files) : null;
    const mediaAt = server?.origin ?? null;
    return {
      server,
      compose: (parsed, making) => composeConversation(options, parsed, { ...making, messages, mediaAt }),
      transcript: (look) => new MessageTranscript(look),
    };
  });
}
