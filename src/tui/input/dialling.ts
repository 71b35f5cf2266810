import type { DialledKey } from './dialled.ts';
import type { KeyName } from './key.ts';

/** A pasted number on its way: its keys are pressed one after the other, with their pauses. */
export class Dialling {
  readonly #timers = new Set<NodeJS.Timeout>();

  start(keys: readonly DialledKey[], press: (key: KeyName) => void): void {
    let after = 0;
    for (const { key, afterMs } of keys) {
      after += afterMs;
      if (after === 0) press(key);
      else this.#later(after, () => press(key));
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }
}
