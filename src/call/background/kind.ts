import type { Sid } from '../../engine/identifiers.ts';
import type { Json } from '../../engine/json.ts';
import type { Background } from '../../engine/switchboard.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { Turn } from '../../engine/turn/turn.ts';

/** Something that was said on a leg: by whoever is on it, or to them. */
export interface Said {
  readonly track: 'inbound_track' | 'outbound_track';
  readonly text: string;
}

/** One kind of work that goes on beside a call's documents. */
export interface BackgroundKind {
  /** Prefix of its identifiers. */
  readonly prefix: string;
  /** What it keeps, as its noun says; `null` for a noun that cannot be used, which has been reported. */
  begin(noun: ElementReader): Json | null;
  /** It has started: who is told. */
  started(turn: Turn, leg: Sid, work: Background): Json;
  /** It is over, by itself or by others; with a Twilio code it failed. */
  ended(turn: Turn, leg: Sid, work: Background, code: number | null): void;
  /** Something was said on its leg. */
  hears?(turn: Turn, leg: Sid, work: Background, said: Said): Json;
}
