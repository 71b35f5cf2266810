const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * How long after the first signal others mean the same, in milliseconds: one that goes to a whole process group comes
 * twice, once by itself and once passed on by the launcher.
 */
const SAME_MS = 300;

/** Tells when somebody wants the run to end, until it is released. */
export interface Interruption {
  readonly signal: AbortSignal;
  release(): void;
}

/** Listens for Ctrl-C and its like. One that comes a good while after the first ends the process at once. */
export function interruption(now: () => number = () => performance.now()): Interruption {
  const controller = new AbortController();
  let firstAt: number | null = null;
  let whenRepeated = () => {};
  let isRepeated = false;
  const ignore = () => {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
  };
  const stop = (signal: NodeJS.Signals) => {
    if (firstAt === null) {
      firstAt = now();
      controller.abort();
      return;
    }
    isRepeated = true;
    whenRepeated();
    if (now() - firstAt > SAME_MS) {
      ignore();
      process.kill(process.pid, signal);
    }
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  return {
    signal: controller.signal,
    release() {
      if (firstAt === null) return ignore();
      // The same signal may still be on its way through the launcher, and must not cut the last words short. Node stops
      // listening before it ends: under a launcher the end waits for it, though not for long.
      const listening = setTimeout(ignore, SAME_MS);
      whenRepeated = () => listening.unref();
      if (isRepeated || !process.channel) listening.unref();
    },
  };
}
