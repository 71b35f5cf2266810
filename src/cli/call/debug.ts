import type { CallOptions } from '../options/session-options.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { requireTerminal } from '../process/terminal.ts';
import { comeToEnd } from '../session/leaving.ts';
import { terminalSession } from '../session/terminal-session.ts';
import { Transcript } from '../transcript/transcript.ts';

/** `twiml-debug <target>`: a call in the terminal UI. Answers the exit code. */
export function debugCall(text: string, options: CallOptions, around: Surroundings): Promise<number> {
  requireTerminal(around, `twiml-debug run ${text}`);
  return terminalSession(text, options, around, {
    product: 'voice',
    serve: around.recordings,
    async load() {
      const { composeCall } = await import('./compose.ts');
      return (parsed, making, { origin }) =>
        composeCall(options, parsed, { ...making, interactive: true, recordingsAt: origin });
    },
    leave: (session) => comeToEnd(session, around.output),
    transcript: (look) => new Transcript(look),
  });
}
