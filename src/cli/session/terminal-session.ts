import type { Session } from '../../debug/session/session.ts';
import type { Transport } from '../../http/wire/transport.ts';
import { startTui } from '../../tui/start.tsx';
import { type ParsedTarget, parseTarget } from '../arguments/target.ts';
import type { SessionOptions } from '../options/session-options.ts';
import { EXIT } from '../process/exit-code.ts';
import { readStdin } from '../process/stdin.ts';
import type { Surroundings } from '../process/surroundings.ts';
import type { SessionTranscript } from '../transcript/transcript.ts';
import { farewell } from './farewell.ts';
import type { Making } from './ground.ts';

/** A kind of session that can be debugged in a terminal. */
export interface TerminalSession<Server extends Closable> {
  readonly product: Session['product'];
  /** Begins to serve what the webhook fetches from us. */
  serve(): Promise<Server>;
  /** Loads what composes the session: the engine and its libraries come while the first frame is looked at. */
  load(): Promise<(parsed: ParsedTarget, making: Making, server: Server) => Session>;
  /** Brings the session to its end when the user has left it. */
  leave(session: Session): Promise<void>;
  /** How it reads on the normal screen afterwards. */
  readonly transcript: SessionTranscript;
}

/** Something that must be closed in the end. */
interface Closable {
  close(): Promise<void>;
}

/** Runs a session in the terminal UI until the user leaves. Answers the exit code. */
export async function terminalSession<Server extends Closable>(
  text: string,
  options: SessionOptions<'call' | 'message'>,
  around: Surroundings,
  kind: TerminalSession<Server>,
): Promise<number> {
  const { stdin, stdout, env } = around;
  const parsed = await parseTarget(text, {
    method: options.method,
    baseUrl: options.baseUrl ?? null,
    readStdin: () => readStdin(stdin),
  });
  // A terminal that is gone ends the UI, which hangs up.
  const release = around.output.whenRefused(() => {});
  const opened: { session?: Session; transport?: Transport; server?: Server } = {};
  try {
    const { reason } = await startTui({
      title: parsed.title,
      opening: { product: kind.product, replay: false },
      ascii: options.ascii,
      stdin,
      stdout,
      env,
      load: async (left) => {
        const [compose, { undiciTransport }, server] = await Promise.all([
          kind.load(),
          import('../../http/wire/undici-transport.ts'),
          kind.serve(),
        ]);
        if (left.aborted) await server.close();
        left.throwIfAborted();
        opened.server = server;
        const transport = undiciTransport({ insecure: options.insecure === true });
        opened.transport = transport;
        const session = compose(parsed, { around, transport }, server);
        opened.session = session;
        session.restart();
        return session;
      },
    });
    if (opened.session) {
      await kind.leave(opened.session);
      farewell(opened.session, kind.transcript, around);
    }
    return reason === 'interrupt' ? EXIT.interrupted : EXIT.fine;
  } finally {
    release();
    opened.session?.close();
    await opened.transport?.close();
    await opened.server?.close();
  }
}
