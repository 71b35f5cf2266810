import type { Happened } from '../engine/happened.ts';

/** A public event with its place in the session, from 0 without gaps: what `--json` prints. */
export type PublicEvent = { readonly seq: number } & Happened;

/** One kind of public event by its type. */
export type PublicEventOf<T extends Happened['type']> = Extract<PublicEvent, { readonly type: T }>;

export type { CallStatus, HopSummary } from '../engine/happened.ts';
