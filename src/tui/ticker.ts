import type { Debuggable } from '../debug/session/debuggable.ts';

/** How often the clock is drawn while it runs: often enough to see it, seldom enough to cost nothing. */
const TICK_MS = 200;

/** Has the clock drawn while it runs, and only then. */
export class Ticker {
  readonly #draw: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Ticks on while something is under way that takes time. */
  keep(target: Debuggable | null): void {
    const runs =
      target?.live && !target.held && !target.over && target.legs.some(({ endedAt }) => endedAt === null);
    if (!runs) return this.stop();
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#draw();
    }, TICK_MS);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
