import { once } from 'node:events';
import type { CallOptions } from '../call-options.ts';
import { debugCall } from '../debug-call.ts';
import { EXIT } from '../exit-code.ts';
import type { Surroundings } from '../surroundings.ts';
import { requireTerminal } from '../terminal.ts';
import { serveDemo } from './server.ts';

/** `twiml-debug demo`: the debugger on the built-in application. Answers the exit code. */
export async function demo(
  options: CallOptions & { readonly serve?: boolean; readonly port?: number; readonly ascii?: boolean },
  around: Surroundings,
): Promise<number> {
  const { output } = around;
  if (!options.serve) requireTerminal(around, 'twiml-debug demo --serve, and twiml-debug run URL');
  const server = await serveDemo(options.port);
  try {
    if (!options.serve) return await debugCall(server.url, options, around);
    output.data(server.url);
    output.say('the example application answers calls there; Ctrl+C ends it');
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    return EXIT.interrupted;
  } finally {
    await server.close();
  }
}
