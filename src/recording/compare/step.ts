import type { DifferenceKind, DifferencePlace } from './difference.ts';

/**
 * Steps that come in one order. The states of a call, callbacks, files and findings come when they come, and are compared
 * among their like.
 */
export type Lane = 'main' | 'status' | 'callback' | 'media' | 'finding';

/** Something that happened on a leg, as it is compared. */
export interface Step {
  readonly kind: DifferenceKind;
  readonly lane: Lane;
  /** Of the event that begins it. */
  readonly seq: number;
  /** What it is: steps with another identity are only seldom the same one. */
  readonly identity: string;
  /** The same in words. */
  readonly what: string;
  readonly place: DifferencePlace | null;
  /** A verb inside another one. */
  readonly nested: boolean;
  /** Values by their path, as they are. */
  readonly raw: Readonly<Record<string, string>>;
  /** The same without what does not count: what is compared. */
  readonly fields: Readonly<Record<string, string>>;
  /** Seconds, by path. */
  readonly times: Readonly<Record<string, number>>;
  /** Identity and fields in one text. */
  readonly key: string;
  /** Milliseconds on the wire until here, since the session began. */
  readonly wireMs: number;
}

/** Everything that happened on one leg, or (at the end) in the session as a whole. */
export interface LegSteps {
  /** `caller`, `callee 1`; `session` for what belongs to no leg. */
  readonly name: string;
  /** Name of the leg that dialled it; `null` for one that came by itself. */
  readonly parent: string | null;
  /** Who is called by it, and which way: what tells it from others. */
  readonly identity: string;
  readonly steps: readonly Step[];
}
