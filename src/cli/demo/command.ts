import { once } from 'node:events';
import { debugCall } from '../call/debug.ts';
import { debugMessage } from '../message/debug.ts';
import { messageDefaults, type SessionOptions } from '../options/session-options.ts';
import { EXIT } from '../process/exit-code.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { requireTerminal } from '../process/terminal.ts';
import { serveDemo } from './server.ts';

/** `twiml-debug demo`: the debugger on the built-in application. Answers the exit code. */
export async function demo(options: SessionOptions<'demo'>, around: Surroundings): Promise<number> {
  const { output } = around;
  if (!options.serve) {
    const run = options.message
      ? 'demo --message --serve, and twiml-debug message URL --body TEXT'
      : 'demo --serve, and twiml-debug run URL';
    requireTerminal(around, `twiml-debug ${run}`);
  }
  const server = await serveDemo(options.port);
  try {
    if (!options.serve)
      return options.message
        ? await debugMessage(server.messageUrl, { ...messageDefaults(), ...options }, around)
        : await debugCall(server.url, options, around);
    output.data(options.message ? server.messageUrl : server.url);
    const what = options.message ? 'messages' : 'calls';
    output.say(`the example application answers ${what} at this URL; Ctrl+C ends it`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    return EXIT.interrupted;
  } finally {
    await server.close();
  }
}
