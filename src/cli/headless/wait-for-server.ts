import { setTimeout as delay } from 'node:timers/promises';
import type { Transport } from '../../http/wire/transport.ts';
import type { ParsedTarget } from '../arguments/target.ts';

const POLL_MS = 200;

/** Lets the server come up: tries to connect until somebody accepts, or the time is over. */
export async function waitForServer(
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
