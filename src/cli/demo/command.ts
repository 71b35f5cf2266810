import { once } from 'node:events';
import { Command } from 'commander';
import { debugCall } from '../call/debug.ts';
import type { CallOptions } from '../call/options.ts';
import { debugMessage } from '../message/debug.ts';
import { addMessageOptions, type MessageOptions } from '../message/options.ts';
import { EXIT } from '../process/exit-code.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { requireTerminal } from '../process/terminal.ts';
import { serveDemo } from './server.ts';

/** Options of `twiml-debug demo`, besides those of a call. */
export interface DemoOptions extends CallOptions {
  readonly message?: boolean;
  readonly serve?: boolean;
  readonly port?: number;
  readonly ascii?: boolean;
}

/** `twiml-debug demo`: the debugger on the built-in application. Answers the exit code. */
export async function demo(options: DemoOptions, around: Surroundings): Promise<number> {
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
        ? await debugMessage(server.messageUrl, messageOptions(options), around)
        : await debugCall(server.url, options, around);
    output.data(options.message ? server.messageUrl : server.url);
    const what = options.message ? 'messages' : 'calls';
    output.say(`the example application answers ${what} there; Ctrl+C ends it`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    return EXIT.interrupted;
  } finally {
    await server.close();
  }
}

/** What a conversation has besides the options of a call has its usual value. */
function messageOptions(options: DemoOptions): MessageOptions {
  return { ...addMessageOptions(new Command()).opts<MessageOptions>(), ...options };
}
