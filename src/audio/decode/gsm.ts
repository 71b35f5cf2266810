/** Bytes of a frame in a file: 260 bits after the signature 1101 (as every GSM file has them). */
export const GSM_FRAME_BYTES = 33;
/** Samples of a frame: 20 ms at 8 kHz (GSM 06.10). */
const FRAME_SAMPLES = 160;
const SUBFRAME_SAMPLES = 40;
const HISTORY = 120;

/** Bits of the eight log area ratios (GSM 06.10, table 1.1). */
const LAR_BITS = [6, 6, 5, 5, 4, 4, 3, 3] as const;
/** B, MIC and 1/A of each log area ratio (GSM 06.10, tables 4.1 and 4.2). */
const LAR_STEPS = [
  [0, -32, 13_107],
  [0, -32, 13_107],
  [2_048, -16, 13_107],
  [-2_560, -16, 13_107],
  [94, -8, 19_223],
  [-1_792, -8, 17_476],
  [-341, -4, 31_454],
  [-1_144, -4, 29_708],
] as const;
/** Gains of the long-term predictor (GSM 06.10, table 4.3b). */
const GAINS = [3_277, 11_469, 21_299, 32_767] as const;
/** Normalised inverse mantissas (GSM 06.10, table 4.6). */
const MANTISSAS = [18_431, 20_479, 22_527, 24_575, 26_623, 28_671, 30_719, 32_767] as const;
/** Where in a frame the ratios change from the last ones to the new ones, and how (GSM 06.10, 4.2.9.1). */
const BLENDS = [
  { until: 13, blend: (old: number, now: number) => (old >> 2) + (now >> 2) + (old >> 1) },
  { until: 27, blend: (old: number, now: number) => (old >> 1) + (now >> 1) },
  { until: 40, blend: (old: number, now: number) => (old >> 2) + (now >> 2) + (now >> 1) },
  { until: FRAME_SAMPLES, blend: (_old: number, now: number) => now },
] as const;

interface Subframe {
  readonly lag: number;
  readonly gain: number;
  readonly grid: number;
  readonly maximum: number;
  readonly pulses: readonly number[];
}

/** Decodes full-rate GSM, frame by frame (ETSI GSM 06.10, section 4.2.8 and after, in its fixed-point arithmetic). */
export class GsmDecoder {
  /** The reconstructed short-term residual: what came before, and the current part. */
  readonly #residual = new Int32Array(HISTORY + SUBFRAME_SAMPLES);
  readonly #lattice = new Int32Array(9);
  #ratios: readonly number[] = LAR_BITS.map(() => 0);
  #lag = 40;
  #deemphasis = 0;

  /** The 160 samples of a frame of 33 bytes, from -1 to 1; `null` where its signature is missing. */
  decode(frame: Uint8Array): Float32Array | null {
    const bits = bitReader(frame);
    if (bits(4) !== 0xd) return null;
    const ratios = LAR_STEPS.map(([b, mic, inverse], index) => {
      const code = bits(LAR_BITS[index] ?? 0);
      const ratio = multiply(inverse, saturated(((code + mic) << 10) - (b << 1)));
      return saturated(ratio + ratio);
    });
    const excitation = new Int32Array(FRAME_SAMPLES);
    for (let at = 0; at < FRAME_SAMPLES; at += SUBFRAME_SAMPLES)
      excitation.set(this.#longTerm(readSubframe(bits)), at);
    const speech = this.#shortTerm(ratios, excitation);
    return Float32Array.from(speech, (sample) => this.#emphasised(sample) / 32_768);
  }

  /** Long-term synthesis (4.2.11 to 4.2.12, and 4.3.2). */
  #longTerm(subframe: Subframe): Int32Array {
    const { lag, gain } = subframe;
    if (lag >= 40 && lag <= HISTORY) this.#lag = lag;
    const pulses = excitationOf(subframe);
    const residual = this.#residual;
    for (let k = 0; k < SUBFRAME_SAMPLES; k++) {
      const predicted = multiply(GAINS[gain] ?? 0, residual[HISTORY + k - this.#lag] ?? 0);
      residual[HISTORY + k] = saturated((pulses[k] ?? 0) + predicted);
    }
    const made = residual.slice(HISTORY);
    residual.copyWithin(0, SUBFRAME_SAMPLES);
    return made;
  }

  /** Short-term synthesis by a lattice filter (4.3.4), with ratios that change over the first quarter of the frame. */
  #shortTerm(ratios: readonly number[], excitation: Int32Array): Int32Array {
    const speech = new Int32Array(FRAME_SAMPLES);
    let at = 0;
    for (const { until, blend } of BLENDS) {
      const coefficients = ratios.map((now, index) => reflection(blend(this.#ratios[index] ?? 0, now)));
      for (; at < until; at++) speech[at] = this.#filtered(excitation[at] ?? 0, coefficients);
    }
    this.#ratios = ratios;
    return speech;
  }

  #filtered(sample: number, coefficients: readonly number[]): number {
    const lattice = this.#lattice;
    let value = sample;
    for (let i = 7; i >= 0; i--) {
      const coefficient = coefficients[i] ?? 0;
      value = saturated(value - multiply(coefficient, lattice[i] ?? 0));
      lattice[i + 1] = saturated((lattice[i] ?? 0) + multiply(coefficient, value));
    }
    lattice[0] = value;
    return value;
  }

  /** De-emphasis, upscaling and truncation to 13 bits (4.3.5 to 4.3.7). */
  #emphasised(sample: number): number {
    this.#deemphasis = saturated(sample + multiply(this.#deemphasis, 28_180));
    return saturated(this.#deemphasis * 2) & ~7;
  }
}

function readSubframe(bits: (count: number) => number): Subframe {
  const [lag, gain, grid, maximum] = [bits(7), bits(2), bits(2), bits(6)];
  return { lag, gain, grid, maximum, pulses: Array.from({ length: 13 }, () => bits(3)) };
}

/** Inverse quantisation of the pulses, and their places (4.2.15 to 4.2.17). */
function excitationOf({ grid, maximum, pulses }: Subframe): Int32Array {
  const { exponent, mantissa } = scaleOf(maximum);
  const shift = 6 - exponent;
  const rounding = shift === 0 ? 0 : 1 << (shift - 1);
  const placed = new Int32Array(SUBFRAME_SAMPLES);
  for (const [index, pulse] of pulses.entries()) {
    const value = multiply(MANTISSAS[mantissa] ?? 0, ((pulse << 1) - 7) << 12);
    placed[grid + 3 * index] = saturated(value + rounding) >> shift;
  }
  return placed;
}

/** Exponent and mantissa of the largest pulse (4.2.15). */
function scaleOf(maximum: number): { readonly exponent: number; readonly mantissa: number } {
  let exponent = maximum > 15 ? (maximum >> 3) - 1 : 0;
  let mantissa = maximum - (exponent << 3);
  if (mantissa === 0) return { exponent: -4, mantissa: 7 };
  for (; mantissa <= 7; exponent--) mantissa = (mantissa << 1) | 1;
  return { exponent, mantissa: mantissa - 8 };
}

/** A log area ratio as a reflection coefficient (4.2.9.2). */
function reflection(ratio: number): number {
  const size = Math.min(Math.abs(ratio), 32_767);
  return ratio < 0 ? -expanded(size) : expanded(size);
}

function expanded(size: number): number {
  if (size < 11_059) return size << 1;
  return size < 20_070 ? size + 11_059 : saturated((size >> 2) + 26_112);
}

function multiply(a: number, b: number): number {
  return saturated((a * b + 16_384) >> 15);
}

function saturated(value: number): number {
  return Math.max(-32_768, Math.min(32_767, value));
}

/** Reads numbers bit by bit, the highest first. */
function bitReader(bytes: Uint8Array): (count: number) => number {
  let at = 0;
  return (count) => {
    let value = 0;
    for (let end = at + count; at < end; at++)
      value = (value << 1) | (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
}
