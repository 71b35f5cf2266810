const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Tells when somebody wants the run to end, until it is released. */
export interface Interruption {
  readonly signal: AbortSignal;
  release(): void;
}

/** Listens for Ctrl-C and its like. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of SIGNALS) process.once(signal, stop);
  return {
    signal: controller.signal,
    release() {
      for (const signal of SIGNALS) process.removeListener(signal, stop);
    },
  };
}
