import { serveMedia } from '../media/media-server.ts';
import type { MessageOptions } from '../options/session-options.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { terminalSession } from '../session/terminal-session.ts';
import { refuseOptOut } from './opt-out-option.ts';
import { MessageTranscript } from './transcript.ts';

/** `twiml-debug message <target>`: a conversation in the terminal UI. Answers the exit code. */
export async function debugMessage(
  text: string,
  options: MessageOptions,
  around: Surroundings,
): Promise<number> {
  refuseOptOut(options);
  return terminalSession(text, options, around, {
    product: 'messaging',
    serve: () => serveMedia([]),
    async load() {
      const [{ composeConversation }, { messageFiles }] = await Promise.all([
        import('./compose.ts'),
        import('./files.ts'),
      ]);
      return (parsed, making, media) =>
        composeConversation(options, parsed, {
          ...making,
          messages: [],
          mediaAt: media.origin,
          files: messageFiles(media, around.cwd),
        });
    },
    // What is done is done: then the recording ends as others do.
    leave: async (session) => session.finish(),
    transcript: (look) => new MessageTranscript(look),
  });
}
