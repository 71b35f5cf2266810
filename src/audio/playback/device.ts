import type { AudioOutput } from '@echogarden/audio-io';

/** Milliseconds of sound that the device holds. */
const BUFFER_MS = 100;
/** How far ahead of time a device may read. */
const AHEAD_MS = 2 * BUFFER_MS;

/** Where sound goes in the end. */
export interface Device {
  close(): Promise<void>;
}

/**
 * Opens the machine's sound device, which reads from `fill`; throws where there is none. Time sets the pace: a device
 * that takes everything at once waits for it.
 */
export async function openDevice(rate: number, fill: (buffer: Int16Array) => void): Promise<Device> {
  const { createAudioOutput } = await import('@echogarden/audio-io');
  const began = performance.now();
  let taken = 0;
  let open = true;
  const output: AudioOutput = await createAudioOutput(
    { sampleRate: rate, channelCount: 1, bufferDuration: BUFFER_MS },
    (buffer) => {
      if (!open) return;
      taken += buffer.length;
      pause((taken * 1000) / rate - (performance.now() - began) - AHEAD_MS);
      fill(buffer);
    },
  );
  return {
    close() {
      open = false;
      return output.dispose();
    },
  };
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** The device calls from a thread of its own and waits for the answer: so this makes it wait. */
function pause(ms: number): void {
  if (ms > 0) Atomics.wait(never, 0, 0, Math.min(ms, BUFFER_MS));
}
