/** The band of the slower of two rates that survives; the rest is the slope of the filter. */
const PASSED = 0.92;
/** Zero crossings of the sinc function on each side. */
const CROSSINGS = 16;
/** Positions between two samples that are told apart; at this number the error is below that of 16 bits. */
const MOST_PHASES = 4_096;

/**
 * Changes the sample rate of a stream by a windowed sinc function, so that nothing above the half of the lower rate
 * folds back into what is heard. Blocks go in as they come; {@link Resampler.end} gives the rest.
 */
export class Resampler {
  readonly #from: number;
  readonly #to: number;
  readonly #half: number;
  readonly #cutoff: number;
  readonly #phases = new Map<number, Float32Array>();
  /** The last samples that are still needed, and which sample of the stream is the first of them. */
  #kept: Float32Array;
  #first: number;
  #received = 0;
  #made = 0;

  constructor(from: number, to: number) {
    this.#from = from;
    this.#to = to;
    this.#cutoff = PASSED * Math.min(1, to / from);
    this.#half = Math.ceil(CROSSINGS / this.#cutoff);
    this.#kept = new Float32Array(this.#half);
    this.#first = -this.#half;
  }

  /** Takes the next samples, and answers those that can be made by now. */
  push(block: Float32Array): Float32Array {
    this.#received += block.length;
    return this.#from === this.#to ? block : this.#make(block);
  }

  /** The stream is over: answers what was held back. */
  end(): Float32Array {
    if (this.#from === this.#to) return new Float32Array(0);
    const wanted = Math.ceil((this.#received * this.#to) / this.#from) - this.#made;
    return this.#make(new Float32Array(this.#half + 1)).subarray(0, Math.max(0, wanted));
  }

  #make(block: Float32Array): Float32Array {
    const input = new Float32Array(this.#kept.length + block.length);
    input.set(this.#kept);
    input.set(block, this.#kept.length);
    const end = this.#first + input.length;
    const last = Math.floor(((end - this.#half - 1) * this.#to) / this.#from);
    const output = new Float32Array(Math.max(0, last - this.#made + 1));
    for (let index = 0; index < output.length; index++, this.#made++)
      output[index] = this.#sample(input, this.#made);
    const needed = Math.floor((this.#made * this.#from) / this.#to) - this.#half + 1;
    this.#kept = input.slice(Math.max(0, needed - this.#first));
    this.#first = end - this.#kept.length;
    return output;
  }

  /** The sample number `index` of the output. */
  #sample(input: Float32Array, index: number): number {
    const position = index * this.#from;
    const whole = Math.floor(position / this.#to);
    const weights = this.#weights((position - whole * this.#to) / this.#to);
    const start = whole - this.#half + 1 - this.#first;
    let sum = 0;
    for (let tap = 0; tap < weights.length; tap++) sum += (weights[tap] ?? 0) * (input[start + tap] ?? 0);
    return sum;
  }

  /** What each sample around a position weighs; `fraction` of the way from one to the next. */
  #weights(fraction: number): Float32Array {
    const phase = Math.round(fraction * MOST_PHASES);
    const known = this.#phases.get(phase);
    if (known) return known;
    const weights = Float32Array.from({ length: 2 * this.#half }, (_, tap) =>
      this.#kernel(tap - this.#half + 1 - phase / MOST_PHASES),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const made = weights.map((weight) => weight / sum);
    this.#phases.set(phase, made);
    return made;
  }

  /** A sinc function under a Blackman window. */
  #kernel(distance: number): number {
    const place = distance / this.#half;
    if (Math.abs(place) >= 1) return 0;
    const window = 0.42 + 0.5 * Math.cos(Math.PI * place) + 0.08 * Math.cos(2 * Math.PI * place);
    const angle = Math.PI * this.#cutoff * distance;
    return this.#cutoff * window * (angle === 0 ? 1 : Math.sin(angle) / angle);
  }
}
