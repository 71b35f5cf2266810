import type { Piece } from './piece.ts';

/** A piece that is being heard. */
export interface Playback {
  /**
   * How long the piece takes on the session's clock, in milliseconds; the driver ends it then, whatever the device
   * does. What is yet to be measured is a promise, which is always kept.
   */
  readonly durationMs: number | Promise<number>;
  /** Falls silent at once. Stopping twice, or after the end, does nothing. */
  stop(): void;
}

/** The port to whatever makes sound. Pieces are paced by the session's clock, never by a device. */
export interface Speaker {
  start(piece: Piece): Playback;
  /** Tells `listener`, and nobody else from then on, what there is to say about the sound. Silence says nothing. */
  told?(listener: (text: string) => void): void;
}
