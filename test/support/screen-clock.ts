import type { Clock } from '../../src/clock.ts';

/** A real clock, as the session sees it, that passes when a test says so. */
export interface HandClock extends Clock {
  pass(ms: number): void;
}

/** A clock in the hand of a test. */
export function handClock(): HandClock {
  let at = 0;
  let frozen = false;
  let alarms: { at: number; callback: () => void }[] = [];
  return {
    kind: 'real',
    unhurried: () => {},
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
    wake(due, callback) {
      const alarm = { at: due, callback };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((one) => one !== alarm);
      };
    },
    jump() {
      throw new Error('a real clock cannot jump');
    },
    speed: 1,
    setSpeed() {},
    skip(ms) {
      at += ms;
    },
    pass(ms) {
      const end = at + ms;
      while (!frozen) {
        const next = alarms.filter((alarm) => alarm.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        at = Math.max(at, next.at);
        alarms = alarms.filter((one) => one !== next);
        next.callback();
      }
      if (!frozen) at = Math.max(at, end);
    },
  };
}
