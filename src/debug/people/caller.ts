import type { Announcement, CalleeAct, Event, Moderation } from '../../engine/event.ts';
import type { Json } from '../../engine/json.ts';
import type { Target } from '../../engine/placed/leg-setup.ts';
import type { Leg } from '../../engine/switchboard.ts';

/** What a simulated person can do, before it has a time and a leg. */
export type CallerAct =
  /** `typed` is what is known of digits that nobody may see, where they were typed in a recorded session. */
  | { readonly type: 'key'; readonly value: string; readonly typed?: Json }
  | { readonly type: 'speech'; readonly value: string; readonly confidence: number }
  | { readonly type: 'voice'; readonly speaking: boolean }
  /** `reason` says why somebody else does it for them; `endless`, that nothing else would have ended the call. */
  | { readonly type: 'hang-up'; readonly reason?: string; readonly endless?: true }
  | { readonly type: 'callee'; readonly does: CalleeAct }
  | { readonly type: 'far-end'; readonly error: number | null; readonly words?: string }
  | { readonly type: 'replaced'; readonly by: Target | 'hang-up' }
  | { readonly type: 'participant'; readonly does: Moderation | Announcement }
  /** What whoever debugs changes by hand. */
  | Edit;

/** A change by hand, as it enters. */
type Edit =
  | { readonly type: 'set-cookie'; readonly url: string; readonly header: string | null }
  | { readonly type: 'clear-cache'; readonly url: string | null }
  | { readonly type: 'shared'; readonly name: string; readonly value: Json };

/** An act and when it is due on the session's clock; without an act, just when to ask again. */
export interface Due {
  readonly at: number;
  readonly act: CallerAct | null;
}

/**
 * Somebody on a leg. The driver asks after every step what comes next, and says so when it was done. What the
 * person intends is outside the core: only the acts enter it.
 */
export interface Caller {
  /** It speaks and presses keys, so that applications which its leg dialled hear it: it is handed their documents. */
  readonly heard?: true;
  next(leg: Leg, now: number): Due | null;
  did(leg: Leg, act: CallerAct, at: number): void;
  /** What it meant to do and did not; `[]` when nothing is left. */
  left(): readonly string[];
  /** What it had to give up since the last time that this was asked. */
  dropped(): readonly string[];
}

/** The event of an act. */
export function actEvent(leg: Leg, act: CallerAct, at: number): Event {
  // The cache, and what legs share, belong to no leg.
  if (act.type === 'clear-cache' || act.type === 'shared') return { at, ...act };
  return { at, leg: leg.sid, ...act };
}
