import { afterEach, describe, expect, it } from 'vitest';
import { Host } from '../../../src/audio/host/host.ts';
import { clockWithSound } from '../../../src/audio/host/host-speaker.ts';
import { realClock } from '../../../src/clock.ts';

describe('a clock with sound', () => {
  const orders: string[] = [];
  const host = Object.assign(
    new Host({ file: new URL('file:///nowhere'), quality: 'phone', volume: 80, plays: true, cache: '' }),
    {
      hold: (held: boolean) => orders.push(held ? 'hold' : 'go on'),
      skip: (ms: number) => orders.push(`skip ${ms}`),
    },
  ) as unknown as Host;
  afterEach(() => void orders.splice(0));

  it('holds the sound while it stands still, and lets it go on and pass over what is skipped', () => {
    let machine = 0;
    const clock = clockWithSound(realClock({ now: () => machine }), host);
    machine = 1_000;
    clock.freeze();
    expect(clock.frozen).toBe(true);
    machine = 5_000;
    expect(clock.now()).toBe(1_000);
    clock.skip(500);
    clock.thaw();
    expect(clock.frozen).toBe(false);
    expect(clock.now()).toBe(1_500);
    expect(orders).toEqual(['hold', 'skip 500', 'go on']);
  });
});
