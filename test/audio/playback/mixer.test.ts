import { describe, expect, it } from 'vitest';
import { Mixer } from '../../../src/audio/playback/mixer.ts';

function next(mixer: Mixer, length: number): readonly number[] {
  const buffer = new Int16Array(length).fill(99);
  mixer.fill(buffer);
  return [...buffer];
}

const of = (...samples: readonly number[]) => Int16Array.from(samples);

describe('the mixer', () => {
  it('plays the parts of a sound one after the other, and silence while the next is made', () => {
    const mixer = new Mixer();
    mixer.start(1);
    mixer.add(1, of(1, 2, 3), false);
    expect(next(mixer, 2)).toEqual([1, 2]);
    mixer.add(1, of(4, 5), false);
    expect(next(mixer, 4)).toEqual([3, 4, 5, 0]);
    expect(mixer.sounds).toBe(true);
    mixer.complete(1);
    expect(mixer.sounds).toBe(false);
  });

  it('mixes what is heard at once, and never wraps around', () => {
    const mixer = new Mixer();
    for (const id of [1, 2]) {
      mixer.start(id);
      mixer.add(id, of(20_000, -20_000, id), false);
    }
    expect(next(mixer, 3)).toEqual([32_767, -32_768, 3]);
  });

  it('holds: nothing is heard, and it goes on where it was', () => {
    const mixer = new Mixer();
    mixer.start(1);
    mixer.add(1, of(1, 2, 3, 4), false);
    expect(next(mixer, 2)).toEqual([1, 2]);
    mixer.held = true;
    expect(mixer.sounds).toBe(false);
    expect(next(mixer, 2)).toEqual([0, 0]);
    mixer.held = false;
    expect(next(mixer, 2)).toEqual([3, 4]);
  });

  it('stops at once: nothing more of a sound is heard, whatever is still made of it', () => {
    const mixer = new Mixer();
    mixer.start(1);
    mixer.add(1, of(1, 2, 3, 4), false);
    expect(next(mixer, 1)).toEqual([1]);
    mixer.stop(1);
    mixer.add(1, of(5), false);
    expect(next(mixer, 2)).toEqual([0, 0]);
  });

  it('repeats what repeats, passes over what is skipped, and is as loud as it is told', () => {
    const mixer = new Mixer();
    mixer.start(1);
    mixer.add(1, of(10, 20, 30), true);
    mixer.complete(1);
    mixer.skip(4);
    expect(next(mixer, 4)).toEqual([20, 30, 10, 20]);
    mixer.volume = 50;
    expect(next(mixer, 2)).toEqual([15, 5]);
    mixer.volume = 0;
    expect(next(mixer, 2)).toEqual([0, 0]);
  });
});
