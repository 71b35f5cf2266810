/** Something that is due at a time; of what is due at the same time, that with the lower rank comes first. */
export interface Ranked {
  readonly at: number;
  readonly rank: number;
}

/**
 * What is due, the earliest first: a binary heap. The earliest of all is asked for after each step, so that with a
 * thousand legs it would be most of the work to look at all of them.
 */
export class DueQueue<T extends Ranked> {
  readonly #heap: T[] = [];

  /** The earliest entry. */
  get first(): T | null {
    return this.#heap[0] ?? null;
  }

  add(entry: T): void {
    let at = this.#heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isBefore(at, above)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const earlier = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(earlier, at)) return;
      this.#swap(at, earlier);
      at = earlier;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (!one || !other) return false;
    return one.at === other.at ? one.rank < other.rank : one.at < other.at;
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (!one || !other) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}
