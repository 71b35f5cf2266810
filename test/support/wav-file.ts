/** A WAV file around some samples, whose header may say anything. */
export interface WavHeader {
  readonly codec?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  /** How many bytes of samples it says that it has. */
  readonly says?: number;
}

export function wavFile(samples: Uint8Array, header: WavHeader = {}): Uint8Array {
  const { codec = 1, channels = 1, rate = 8_000, bits = 16, says = samples.length } = header;
  const file = Buffer.alloc(44 + samples.length);
  file.write('RIFF', 0);
  file.writeUInt32LE((36 + says) % 2 ** 32, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(codec, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE((rate * channels * bits) >>> 3, 28);
  file.writeUInt16LE(((channels * bits) >>> 3) % 65_536, 32);
  file.writeUInt16LE(bits, 34);
  file.write('data', 36);
  file.writeUInt32LE(says, 40);
  file.set(samples, 44);
  return file;
}
