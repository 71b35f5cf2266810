import type { Piece } from './piece.ts';

/** A piece that is being heard. */
export interface Playback {
  /** How long the piece takes on the session's clock; the driver ends it then, whatever the device does. */
  readonly durationMs: number;
  /** Falls silent at once. Stopping twice, or after the end, does nothing. */
  stop(): void;
}

/** The port to whatever makes sound. Pieces are paced by the session's clock, never by a device. */
export interface Speaker {
  start(piece: Piece): Playback;
}
