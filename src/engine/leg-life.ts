import { type ElementId, elementOf } from '../twiml/document.ts';
import type { Outcome, Signal } from './behaviour.ts';
import type { CallStatus } from './happened.ts';
import type { Sid } from './identifiers.ts';
import type { Failure } from './product.ts';
import type { DocumentRequest } from './request.ts';
import { type Frame, frameOf, type RunningVerb } from './switchboard.ts';
import type { Turn } from './turn.ts';
import { heardAs, VerbContext } from './verb-context.ts';

/** Gets the next verb of the document ready, after an element or from the top; without one the product decides. */
export function proceed(turn: Turn, sid: Sid, after: ElementId | null): void {
  const frame = frameOf(turn.leg(sid));
  if (!frame) return;
  const root = elementOf(frame.document, 0);
  const next = root.children.find(
    (child) => child.kind === 'element' && child.id > (after ?? 0) && !frame.skips.includes(child.id),
  );
  if (next?.kind === 'element') turn.setLeg(sid, { ready: { element: next.id, depth: 0 } });
  else turn.product.exhausted(turn, sid);
}

/** A fatal error: nothing more of the document runs, the product says how it goes on. */
export function failLeg(turn: Turn, sid: Sid, failure: Failure): void {
  stopVerbs(turn, sid, { type: 'interrupted' });
  turn.setLeg(sid, { error: failure.code });
  turn.product.failed(turn, sid, failure);
}

/** The leg is over. Exchanges that nobody waits for go on. */
export function endLeg(turn: Turn, sid: Sid, status: CallStatus): void {
  stopVerbs(turn, sid, { type: 'interrupted' });
  turn.setLeg(sid, { status, endedAt: turn.now });
  const { setup, parent } = turn.leg(sid);
  const { from, to, direction } = setup;
  turn.emit(sid, { type: 'call', status, from, to, direction, parent });
  turn.product.ended(turn, sid);
}

/**
 * Tells the running verbs, innermost first, that they are over, and drops what the leg waits for. Answers the
 * request that the outermost one still sends after a hang-up.
 */
export function stopVerbs(
  turn: Turn,
  sid: Sid,
  signal: Extract<Signal, { type: 'interrupted' | 'hang-up' }>,
): DocumentRequest | null {
  let last: Outcome | null = null;
  const running = frameOf(turn.leg(sid))?.running ?? [];
  for (const [depth, verb] of [...running.entries()].reverse()) last = tell(turn, sid, depth, verb, signal);
  for (const work of Object.values(turn.board.pending)) {
    if (work.leg !== sid || work.kind !== 'play' || work.verb !== null) continue;
    turn.emit(sid, { type: 'heard', interrupted: true, ...heardAs(work.piece) });
  }
  turn.dropWork(sid, 0);
  setFrame(turn, sid, { running: [] });
  turn.setLeg(sid, { ready: null });
  return last?.type === 'transfer' ? last.to : null;
}

/** Cuts off what is nested deeper than `depth`, and what was about to start there. */
export function silenceNested(turn: Turn, sid: Sid, depth: number): void {
  const leg = turn.leg(sid);
  if (leg.ready && leg.ready.depth > depth) turn.setLeg(sid, { ready: null });
  const running = frameOf(leg)?.running ?? [];
  if (running.length <= depth + 1) return;
  for (const [at, verb] of [...running.entries()].slice(depth + 1).reverse()) {
    tell(turn, sid, at, verb, { type: 'interrupted' });
  }
  turn.dropWork(sid, depth + 1);
  setFrame(turn, sid, { running: running.slice(0, depth + 1) });
}

/** Changes the document that a leg executes. */
export function setFrame(turn: Turn, sid: Sid, changes: Partial<Frame>): void {
  const { frames } = turn.leg(sid);
  const top = frames.at(-1);
  if (top) turn.setLeg(sid, { frames: [...frames.slice(0, -1), { ...top, ...changes }] });
}

function tell(turn: Turn, sid: Sid, depth: number, verb: RunningVerb, signal: Signal): Outcome {
  const context = new VerbContext(turn, sid, verb.element, depth);
  return turn.product.verb(context.element).react(context, verb.state, signal);
}
