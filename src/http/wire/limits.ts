/** Which limit ran out. */
export type Expired = 'timeout' | 'connect-timeout' | 'read-timeout';

/** The longest delay that setTimeout takes; a longer one would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Timers may fire so much early: they count whole milliseconds. */
const EARLY_MS = 1;

/**
 * Looks after the limits of everything that is on the wire, with one timer. It stays when a request is done (one that
 * fires in vain costs less than one a request that never fires), and keeps no process alive.
 */
export class WireWatch {
  readonly #watched = new Set<WireLimits>();
  #timer: NodeJS.Timeout | undefined;
  #looksAt = Number.POSITIVE_INFINITY;

  /** Watches limits until they are left out again. */
  add(limits: WireLimits): void {
    this.#watched.add(limits);
  }

  leaveOut(limits: WireLimits): void {
    this.#watched.delete(limits);
  }

  /** Looks at `at` or before, in milliseconds of `performance.now()`. */
  lookAt(at: number, now: number): void {
    if (at >= this.#looksAt) return;
    clearTimeout(this.#timer);
    const delay = Math.min(Math.max(1, Math.ceil(at - now)), LONGEST_DELAY_MS);
    this.#looksAt = now + delay;
    this.#timer = setTimeout(this.#look, delay).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  readonly #look = (): void => {
    this.#looksAt = Number.POSITIVE_INFINITY;
    const now = performance.now();
    let next = Number.POSITIVE_INFINITY;
    for (const limits of this.#watched) next = Math.min(next, limits.check(now));
    this.lookAt(next, now);
  };
}

/**
 * The limits of one hop: one for all of it, and one for the stage that it is in (connecting, or waiting for the next
 * packet). A packet costs an assignment, not a timer. Times are in milliseconds of `performance.now()`; a limit of
 * `null` never runs out.
 */
export class WireLimits {
  readonly #watch: WireWatch;
  readonly #totalAt: number;
  readonly #expired: (which: Expired) => void;
  #stage: Exclude<Expired, 'timeout'> = 'connect-timeout';
  #stageMs = Number.POSITIVE_INFINITY;
  #stageAt = Number.POSITIVE_INFINITY;

  constructor(watch: WireWatch, totalMs: number | null, now: number, expired: (which: Expired) => void) {
    this.#watch = watch;
    this.#expired = expired;
    this.#totalAt = totalMs === null ? Number.POSITIVE_INFINITY : now + totalMs;
    watch.add(this);
  }

  /** A stage begins; the one before is over. */
  begin(stage: Exclude<Expired, 'timeout'>, limitMs: number | null, now: number): void {
    this.#stage = stage;
    this.#stageMs = limitMs ?? Number.POSITIVE_INFINITY;
    this.#stageAt = now + this.#stageMs;
    this.#watch.lookAt(Math.min(this.#totalAt, this.#stageAt), now);
  }

  /** Something came: the stage's time begins anew. */
  packet(now: number): void {
    this.#stageAt = now + this.#stageMs;
  }

  /** Says so when a limit has run out; answers when the next one does. */
  check(now: number): number {
    const next = Math.min(this.#totalAt, this.#stageAt);
    if (next > now + EARLY_MS) return next;
    this.#expired(this.#totalAt <= now + EARLY_MS ? 'timeout' : this.#stage);
    return Number.POSITIVE_INFINITY;
  }

  /** Nothing runs out any more. */
  stop(): void {
    this.#watch.leaveOut(this);
  }
}
