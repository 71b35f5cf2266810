import type { Session } from '../../debug/session/session.ts';
import type { Transport } from '../../http/wire/transport.ts';
import { startTui } from '../../tui/start.tsx';
import { parseTarget } from '../arguments/target.ts';
import type { LoopbackServer } from '../loopback/loopback-server.ts';
import { readStdin } from '../process/stdin.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { requireTerminal } from '../process/terminal.ts';
import { farewell } from '../session/farewell.ts';
import { comeToEnd } from '../session/leaving.ts';
import type { CallOptions } from './options.ts';

/** `twiml-debug <target>`: a call in the terminal UI. Answers the exit code. */
export async function debugCall(
  text: string,
  options: CallOptions & { readonly ascii?: boolean },
  around: Surroundings,
): Promise<number> {
  const { stdin, stdout, env } = around;
  requireTerminal(around, `twiml-debug run ${text}`);
  const parsed = parseTarget(text, {
    method: options.method,
    baseUrl: options.baseUrl ?? null,
    readStdin: () => readStdin(stdin),
  });
  let session: Session | null = null;
  let transport: Transport | null = null;
  let recordings: LoopbackServer | null = null;
  try {
    const { reason } = await startTui({
      title: parsed.title,
      ascii: options.ascii,
      stdin,
      stdout,
      env,
      // The engine and its libraries load while the first frame is looked at.
      load: async (left) => {
        const [{ composeSession }, { undiciTransport }, served] = await Promise.all([
          import('./compose.ts'),
          import('../../http/wire/undici-transport.ts'),
          around.recordings(),
        ]);
        if (left.aborted) await served.close();
        left.throwIfAborted();
        recordings = served;
        transport = undiciTransport({ insecure: options.insecure === true });
        session = composeSession(options, parsed, {
          around,
          transport,
          interactive: true,
          recordingsAt: recordings.origin,
        });
        session.restart();
        return session;
      },
    });
    await comeToEnd(session, around.output);
    return farewell(session, reason, around);
  } finally {
    closeSession(session);
    await closed(transport);
    await closed(recordings);
  }
}

// Assigned inside a callback, the variables above look forever null to the compiler; as arguments they do not.
function closeSession(session: Session | null): void {
  session?.close();
}

function closed(opened: Transport | LoopbackServer | null): Promise<void> {
  return opened?.close() ?? Promise.resolve();
}
