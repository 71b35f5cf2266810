/** Something that is being played: what was made of it so far. */
interface Source {
  readonly parts: Int16Array[];
  /** Where in the first part it is. */
  at: number;
  repeats: boolean;
  /** Nothing more comes. */
  complete: boolean;
}

/** Mixes everything that is heard at the moment, sample by sample. Held, it is silent and nothing goes on. */
export class Mixer {
  readonly #sources = new Map<number, Source>();
  #gain = 1;
  held = false;

  /** How loud, from 0 to 100. */
  set volume(volume: number) {
    this.#gain = volume / 100;
  }

  /** True while there is something to hear. */
  get sounds(): boolean {
    return !this.held && this.#sources.size > 0;
  }

  start(id: number): void {
    this.#sources.set(id, { parts: [], at: 0, repeats: false, complete: false });
  }

  /** More of a sound; of one that was stopped meanwhile nothing is kept. */
  add(id: number, samples: Int16Array, repeats: boolean): void {
    const source = this.#sources.get(id);
    if (!source || samples.length === 0) return;
    source.parts.push(samples);
    source.repeats = repeats;
  }

  complete(id: number): void {
    const source = this.#sources.get(id);
    if (!source) return;
    source.complete = true;
    if (source.parts.length === 0) this.#sources.delete(id);
  }

  stop(id: number): void {
    this.#sources.delete(id);
  }

  /** Passes over so many samples of everything. */
  skip(samples: number): void {
    for (const [id, source] of this.#sources) this.#read(id, source, samples, () => {});
  }

  /** Fills a buffer with what is heard next. */
  fill(buffer: Int16Array): void {
    buffer.fill(0);
    if (this.held) return;
    const mixed = new Float64Array(buffer.length);
    for (const [id, source] of this.#sources)
      this.#read(id, source, buffer.length, (part, at) => {
        for (let place = 0; place < part.length; place++)
          mixed[at + place] = (mixed[at + place] ?? 0) + (part[place] ?? 0);
      });
    for (let place = 0; place < buffer.length; place++)
      buffer[place] = Math.max(-32_768, Math.min(32_767, Math.round((mixed[place] ?? 0) * this.#gain)));
  }

  #read(id: number, source: Source, wanted: number, take: (part: Int16Array, at: number) => void): void {
    let done = 0;
    for (let [first] = source.parts; first && done < wanted; [first] = source.parts) {
      const part = first.subarray(source.at, source.at + wanted - done);
      take(part, done);
      done += part.length;
      source.at += part.length;
      if (source.at < first.length) continue;
      source.at = 0;
      if (!source.repeats) source.parts.shift();
    }
    if (source.complete && source.parts.length === 0) this.#sources.delete(id);
  }
}
