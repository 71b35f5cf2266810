const SAMPLES_PER_SECOND = 8_000;
const BYTES_PER_SAMPLE = 2;
const HEADER_BYTES = 44;

/** A WAV file (RIFF, PCM) of silence for so many milliseconds: 8 kHz, 16 bits, mono. */
export function silentWav(ms: number): Buffer {
  const data = Math.round((SAMPLES_PER_SECOND * ms) / 1000) * BYTES_PER_SAMPLE;
  const file = Buffer.alloc(HEADER_BYTES + data);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(HEADER_BYTES - 8 + data, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  // PCM, one channel.
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  file.writeUInt32LE(SAMPLES_PER_SECOND * BYTES_PER_SAMPLE, 28);
  file.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  file.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(data, 40);
  return file;
}
