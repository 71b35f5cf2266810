import { setTimeout as delay } from 'node:timers/promises';
import type { Transport } from '../http/transport.ts';
import { undiciTransport } from '../http/undici-transport.ts';
import type { CallOptions } from './call-options.ts';
import { composeSession } from './compose.ts';
import { runSession } from './run.ts';
import { readStdin } from './stdin.ts';
import type { Surroundings } from './surroundings.ts';
import { type ParsedTarget, parseTarget } from './target.ts';

const POLL_MS = 200;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `twiml-debug run`: a call from beginning to end without a terminal UI. Answers the exit code. */
export async function runCall(
  text: string,
  options: CallOptions & { readonly json?: boolean; readonly timeout: number },
  around: Surroundings,
): Promise<number> {
  const { output, env, stdin, stdout } = around;
  const parsed = parseTarget(text, {
    method: options.method,
    baseUrl: options.baseUrl ?? null,
    readStdin: () => readStdin(stdin),
  });
  const transport = undiciTransport({ insecure: options.insecure === true });
  const interrupted = new AbortController();
  const stop = () => interrupted.abort();
  for (const signal of SIGNALS) process.once(signal, stop);
  const color = stdout.isTTY && !env['NO_COLOR'];
  try {
    const session = composeSession(options, parsed, { around, transport, interactive: false });
    for (const notice of session.notices) output.say(notice);
    await waitFor(parsed, options.wait * 1000, transport, interrupted.signal);
    const how = { json: options.json === true, color, timeoutMs: options.timeout * 1000 };
    const { exitCode, recording } = await runSession(session, how, output, interrupted.signal);
    if (recording !== null) output.say(`recording  ${recording}`);
    return exitCode;
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    await transport.close();
  }
}

/** Lets the server come up: tries to connect until somebody accepts, or the time is over. */
async function waitFor(
  { target }: ParsedTarget,
  ms: number,
  transport: Transport,
  signal: AbortSignal,
): Promise<void> {
  if (target.kind !== 'url' || ms <= 0) return;
  const until = performance.now() + ms;
  while (!signal.aborted && performance.now() < until && !(await transport.accepts(target.url)))
    await delay(POLL_MS);
}
