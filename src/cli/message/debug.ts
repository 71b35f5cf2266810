import type { Session } from '../../debug/session/session.ts';
import type { Transport } from '../../http/wire/transport.ts';
import { startTui } from '../../tui/start.tsx';
import { parseTarget } from '../arguments/target.ts';
import { readStdin } from '../process/stdin.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { farewell } from '../session/farewell.ts';
import type { MediaShelf } from './media.ts';
import { type MessageOptions, refuseOptOut } from './options.ts';

/** `twiml-debug message <target>`: a conversation in the terminal UI. Answers the exit code. */
export async function debugMessage(
  text: string,
  options: MessageOptions,
  around: Surroundings,
): Promise<number> {
  const { stdin, stdout, env } = around;
  refuseOptOut(options);
  const parsed = parseTarget(text, {
    method: options.method,
    baseUrl: options.baseUrl ?? null,
    readStdin: () => readStdin(stdin),
  });
  const opened: { session?: Session; transport?: Transport; media?: MediaShelf } = {};
  try {
    const { reason } = await startTui({
      title: parsed.title,
      opening: { product: 'message', replay: false },
      ascii: options.ascii,
      stdin,
      stdout,
      env,
      // The engine and its libraries load while the first frame is looked at.
      load: async (left) => {
        const [{ composeConversation }, { messageFiles }, { serveMedia }, { undiciTransport }] =
          await Promise.all([
            import('./compose.ts'),
            import('./files.ts'),
            import('./media.ts'),
            import('../../http/wire/undici-transport.ts'),
          ]);
        const media = await serveMedia([]);
        if (left.aborted) await media.close();
        left.throwIfAborted();
        opened.media = media;
        const transport = undiciTransport({ insecure: options.insecure === true });
        opened.transport = transport;
        const session = composeConversation(options, parsed, {
          around,
          transport,
          messages: [],
          mediaAt: media.origin,
          files: messageFiles(media, around.cwd),
        });
        opened.session = session;
        session.restart();
        return session;
      },
    });
    // What is done is done: then the recording ends as others do.
    opened.session?.finish();
    return farewell(opened.session ?? null, reason, around);
  } finally {
    opened.session?.close();
    await opened.transport?.close();
    await opened.media?.close();
  }
}
