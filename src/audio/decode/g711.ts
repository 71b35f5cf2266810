/** The samples that a byte of mu-law stands for, from -1 to 1 (ITU-T G.711, table 2). */
export const MU_LAW: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => muLaw(byte) / 32_768);

/** The samples that a byte of A-law stands for, from -1 to 1 (ITU-T G.711, table 1). */
export const A_LAW: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => aLaw(byte) / 32_768);

/** All bits are sent inverted; 132 is the bias of 33 in 14 bits. */
function muLaw(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = (((bits & 15) * 8 + 132) << ((bits >> 4) & 7)) - 132;
  return bits & 0x80 ? 0 - magnitude : magnitude;
}

/** Every second bit is sent inverted, and a set sign is positive. */
function aLaw(byte: number): number {
  const bits = byte ^ 0x55;
  const segment = (bits >> 4) & 7;
  const step = (bits & 15) * 16 + 8;
  const magnitude = segment === 0 ? step : (step + 256) << (segment - 1);
  return bits & 0x80 ? magnitude : -magnitude;
}
