import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Clock, realClock, virtualClock } from '../src/clock.ts';

describe('the virtual clock', () => {
  it('begins at zero and moves only when told', () => {
    const clock = virtualClock();
    expect([clock.kind, clock.now(), clock.frozen]).toEqual(['virtual', 0, false]);
    clock.jump(1_500);
    expect(clock.now()).toBe(1_500);
  });

  it('never goes back', () => {
    const clock = virtualClock();
    clock.jump(1_000);
    clock.jump(400);
    expect(clock.now()).toBe(1_000);
  });

  it('wakes nobody: whoever jumps it knows who waits', () => {
    const clock = virtualClock();
    const woken = vi.fn();
    const cancel = clock.wake(100, woken);
    clock.jump(200);
    cancel();
    cancel();
    expect(woken).not.toHaveBeenCalled();
  });

  it('tells whether it is frozen', () => {
    const clock = virtualClock();
    clock.freeze();
    expect(clock.frozen).toBe(true);
    clock.thaw();
    expect(clock.frozen).toBe(false);
  });
});

describe('the real clock', () => {
  /** The machine's monotonic clock; it runs with the timers of the test. */
  let machine = 0;
  let log: string[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    machine = 5_000;
    log = [];
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  const start = (speed?: number): Clock => realClock({ now: () => machine }, speed);

  /** Lets time pass on the machine, in steps of a millisecond as a real clock has many of. */
  function pass(ms: number): void {
    for (let i = 0; i < ms; i++) {
      machine += 1;
      vi.advanceTimersByTime(1);
    }
  }

  const wake = (clock: Clock, at: number, name: string) =>
    clock.wake(at, () => log.push(`${name} at ${clock.now()}`));

  it('counts from when it was made, not from when the machine was started', () => {
    const clock = start();
    expect([clock.kind, clock.now(), clock.frozen]).toEqual(['real', 0, false]);
    pass(250);
    expect(clock.now()).toBe(250);
  });

  it('runs at the machine’s own speed while it is unhurried, and what is due is due then', () => {
    const clock = start(10);
    wake(clock, 1_000, 'a');
    clock.unhurried(true);
    pass(200);
    expect(clock.now()).toBe(200);
    clock.unhurried(false);
    pass(79);
    expect([clock.now(), log]).toEqual([990, []]);
    pass(1);
    expect(log).toEqual(['a at 1000']);
  });

  it('keeps standing still where it is frozen, unhurried or not', () => {
    const clock = start(10);
    pass(10);
    clock.freeze();
    clock.unhurried(true);
    pass(50);
    expect(clock.now()).toBe(100);
    clock.thaw();
    pass(50);
    expect(clock.now()).toBe(150);
  });

  it('wakes each once, in order of time', () => {
    const clock = start();
    wake(clock, 300, 'c');
    wake(clock, 100, 'a');
    wake(clock, 200, 'b');
    pass(1_000);
    expect(log).toEqual(['a at 100', 'b at 200', 'c at 300']);
  });

  it('wakes for a time that is over soon, but not before it has returned', () => {
    const clock = start();
    pass(500);
    wake(clock, 100, 'late');
    expect(log).toEqual([]);
    pass(1);
    expect(log).toEqual(['late at 501']);
  });

  it('does not wake whoever took it back, however often', () => {
    const clock = start();
    const cancel = wake(clock, 100, 'a');
    wake(clock, 200, 'b');
    cancel();
    cancel();
    pass(500);
    expect(log).toEqual(['b at 200']);
  });

  it('can be asked not to wake after it did', () => {
    const clock = start();
    const cancel = wake(clock, 100, 'a');
    pass(200);
    cancel();
    expect(log).toEqual(['a at 100']);
  });

  it('stands still while frozen, so that a timeout does not run out while its author is thinking', () => {
    const clock = start();
    wake(clock, 300, 'a');
    pass(100);
    clock.freeze();
    pass(10_000);
    expect([clock.now(), clock.frozen, log]).toEqual([100, true, []]);
    clock.thaw();
    pass(199);
    expect(log).toEqual([]);
    pass(1);
    expect(log).toEqual(['a at 300']);
  });

  it('takes wishes while frozen and keeps them until it runs', () => {
    const clock = start();
    clock.freeze();
    wake(clock, 50, 'a');
    const cancel = wake(clock, 60, 'b');
    pass(500);
    cancel();
    clock.thaw();
    pass(500);
    expect(log).toEqual(['a at 50']);
  });

  it('may be frozen and thawed twice', () => {
    const clock = start();
    pass(10);
    clock.freeze();
    clock.freeze();
    pass(10);
    clock.thaw();
    clock.thaw();
    pass(10);
    expect(clock.now()).toBe(20);
  });

  it('may be frozen by whom it wakes', () => {
    const clock = start();
    clock.wake(100, () => clock.freeze());
    wake(clock, 100, 'b');
    pass(500);
    expect([clock.now(), log]).toEqual([100, []]);
    clock.thaw();
    pass(1);
    expect(log).toEqual(['b at 101']);
  });

  it('runs faster when asked to', () => {
    const clock = start(10);
    wake(clock, 1_000, 'a');
    pass(99);
    expect([clock.now(), log]).toEqual([990, []]);
    pass(1);
    expect(log).toEqual(['a at 1000']);
    clock.freeze();
    pass(100);
    clock.thaw();
    pass(100);
    expect(clock.now()).toBe(2_000);
  });

  it('waits the rest when a timer fires early', () => {
    const clock = start();
    wake(clock, 100, 'a');
    vi.advanceTimersByTime(100);
    expect(log).toEqual([]);
    pass(100);
    expect(log).toEqual(['a at 100']);
  });

  it('can wait longer than a timer can, which is 2^31 - 1 ms, and sleeps all the while', () => {
    const asked = vi.fn(() => machine);
    const clock = realClock({ now: asked });
    const month = 30 * 24 * 3_600_000;
    wake(clock, month, 'a');
    asked.mockClear();
    pass(10);
    expect(asked).not.toHaveBeenCalled();
    machine += month;
    vi.advanceTimersByTime(2 ** 31);
    expect(log).toEqual([`a at ${month + 10}`]);
  });

  it('can be made later by hand, running or frozen, and wakes those whose time that brings closer', () => {
    const clock = start();
    wake(clock, 10_000, 'a');
    pass(100);
    clock.skip(9_000);
    expect(clock.now()).toBe(9_100);
    pass(900);
    expect(log).toEqual(['a at 10000']);
    clock.freeze();
    wake(clock, 20_000, 'b');
    clock.skip(20_000);
    pass(100);
    expect([clock.now(), log.length]).toEqual([30_000, 1]);
    clock.thaw();
    pass(1);
    expect(log.at(-1)).toMatch(/^b at 3000\d$/);
  });

  it('cannot jump', () => {
    expect(() => start().jump(100)).toThrow('a real clock cannot jump');
  });
});

describe('the clock of the machine', () => {
  it('is what a real clock follows when it is given no other', () => {
    const clock = realClock();
    const first = clock.now();
    expect(first).toBeGreaterThanOrEqual(0);
    clock.freeze();
    const frozen = clock.now();
    expect(clock.now()).toBe(frozen);
    expect(frozen).toBeGreaterThanOrEqual(first);
  });
});
