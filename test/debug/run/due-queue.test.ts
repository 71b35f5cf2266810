import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueQueue, type Ranked } from '../../../src/debug/run/due-queue.ts';

const steps = fc.array(fc.option(fc.nat(9), { nil: null }), { maxLength: 200 });

describe('a queue of what is due', () => {
  it('answers with the earliest, and of what is due at the same time with what was there first', () => {
    fc.assert(
      fc.property(steps, (times) => {
        const queue = new DueQueue<Ranked>();
        let sorted: Ranked[] = [];
        for (const [rank, at] of times.entries()) {
          if (at === null) {
            queue.removeFirst();
            sorted = sorted.slice(1);
          } else {
            queue.add({ at, rank });
            sorted = [...sorted, { at, rank }].toSorted((a, b) => a.at - b.at || a.rank - b.rank);
          }
          expect(queue.first).toEqual(sorted[0] ?? null);
        }
      }),
    );
  });
});
