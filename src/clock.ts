/** Takes back what was asked for: a wake-up call that is no longer wanted. Calling it twice does nothing. */
export type Cancel = () => void;

/**
 * The session's clock: milliseconds since the session began. It stands still while frozen, and it is the only
 * source of time for everything that is simulated.
 */
export interface Clock {
  /** A virtual clock jumps (see {@link Clock.jump}); a real one passes by itself. */
  readonly kind: 'real' | 'virtual';
  /** Milliseconds since the session began, never decreasing. */
  now(): number;
  freeze(): void;
  thaw(): void;
  readonly frozen: boolean;
  /** Calls back once when `at` is reached on a running real clock; a virtual clock never does by itself. */
  wake(at: number, callback: () => void): Cancel;
  /** Moves a virtual clock forward to `at`; on a real clock this is a mistake of ours and throws. */
  jump(at: number): void;
  /** Has a clock that runs faster than real time keep to it: what it times takes its own time anyway. */
  unhurried(on: boolean): void;
  /** Moves either clock forward by so many milliseconds, because somebody wants it to be later. */
  skip(ms: number): void;
  /** How many times as fast as the machine's clock a real clock goes; a virtual one takes no time and keeps 1. */
  readonly speed: number;
  setSpeed(speed: number): void;
}

/** The longest delay that setTimeout takes; a longer one would fire at once (Node: timers, setTimeout). */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** What a {@link realClock} needs from the machine; tests hand in their own. */
export interface RealClockSource {
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/**
 * A clock that follows the machine's monotonic clock, so many times as fast (default 1), and stands still while
 * frozen. It starts running.
 */
export function realClock(source: RealClockSource = { now: () => performance.now() }, startSpeed = 1): Clock {
  let speed = startSpeed;
  let passed = 0;
  let since: number | null = source.now();
  let factor = speed;
  const alarms = new Set<{ at: number; callback: () => void; timer: NodeJS.Timeout | null }>();
  const now = () => passed + (since === null ? 0 : (source.now() - since) * factor);

  function arm(alarm: { at: number; callback: () => void; timer: NodeJS.Timeout | null }): void {
    const delay = Math.min(Math.max(0, (alarm.at - now()) / factor), LONGEST_TIMEOUT);
    alarm.timer = setTimeout(() => {
      // Timers may fire up to a millisecond early against a monotonic clock; then wait the rest.
      if (now() < alarm.at) return arm(alarm);
      alarms.delete(alarm);
      alarm.callback();
    }, Math.ceil(delay));
  }

  /** It is another time, or passes in another way, than was thought. */
  function rearm(): void {
    if (since === null) return;
    for (const alarm of alarms) {
      if (alarm.timer) clearTimeout(alarm.timer);
      arm(alarm);
    }
  }

  return {
    kind: 'real',
    now,
    get frozen() {
      return since === null;
    },
    freeze() {
      if (since === null) return;
      passed = now();
      since = null;
      for (const alarm of alarms) if (alarm.timer) clearTimeout(alarm.timer);
    },
    thaw() {
      if (since !== null) return;
      since = source.now();
      for (const alarm of alarms) arm(alarm);
    },
    wake(at, callback) {
      const alarm = { at, callback, timer: null };
      alarms.add(alarm);
      if (since !== null) arm(alarm);
      return () => {
        alarms.delete(alarm);
        if (alarm.timer) clearTimeout(alarm.timer);
      };
    },
    unhurried(on) {
      const wanted = on ? 1 : speed;
      if (wanted === factor) return;
      passed = now();
      if (since !== null) since = source.now();
      factor = wanted;
      if (since === null) return;
      for (const alarm of alarms) {
        if (alarm.timer) clearTimeout(alarm.timer);
        arm(alarm);
      }
    },
    jump() {
      throw new Error('a real clock cannot jump');
    },
    skip(ms) {
      passed += ms;
      rearm();
    },
    get speed() {
      return speed;
    },
    setSpeed(wanted) {
      passed = now();
      if (since !== null) since = source.now();
      speed = wanted;
      rearm();
    },
  };
}

/** A clock that only moves when told: waiting costs no time. It never wakes anybody; the driver jumps it. */
export function virtualClock(): Clock {
  let at = 0;
  let frozen = false;
  return {
    kind: 'virtual',
    now: () => at,
    get frozen() {
      return frozen;
    },
    freeze() {
      frozen = true;
    },
    thaw() {
      frozen = false;
    },
    wake: () => () => {},
    unhurried: () => {},
    jump(to) {
      if (to > at) at = to;
    },
    skip(ms) {
      at += ms;
    },
    speed: 1,
    setSpeed() {},
  };
}
