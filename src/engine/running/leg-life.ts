import { type ElementId, elementOf } from '../../twiml/document.ts';
import type { CallStatus } from '../happened.ts';
import type { Sid } from '../identifiers.ts';
import { type Work, workFor } from '../pending.ts';
import type { DocumentRequest } from '../request.ts';
import { type Frame, type FrameRole, frameOf } from '../switchboard.ts';
import type { Outcome, Signal } from '../turn/behaviour.ts';
import { giveUpWhere } from '../turn/exchanges.ts';
import { type Failure, failureText } from '../turn/failure.ts';
import { heardAs } from '../turn/heard.ts';
import type { Turn } from '../turn/turn.ts';
import { VerbContext } from '../turn/verb-context.ts';
import { disconnect } from './bridge.ts';

/**
 * Gets the next verb of the topmost document ready, after an element or from the top. Without one it has run out;
 * `because` then says more of why, in words.
 */
export function proceed(turn: Turn, sid: Sid, after: ElementId | null, because?: string): void {
  const frame = frameOf(turn.leg(sid));
  if (!frame) return;
  const next = nextVerb(turn, frame, after);
  if (next !== null) return turn.setLeg(sid, { ready: { element: next, depth: 0 } });
  if (!frame.role) return turn.product.exhausted(turn, sid, because ?? 'the document ran out');
  leaveFrame(turn, sid, frame.role, { type: 'frame-done', leg: sid });
}

/** The verb of a document that runs after an element, or first; `null` when there is none. */
export function nextVerb(turn: Turn, frame: Frame, after: ElementId | null): ElementId | null {
  const next = elementOf(frame.document, 0).children.find(
    (child) => child.kind === 'element' && child.id > (after ?? 0) && runs(turn, frame, child.id),
  );
  return next?.kind === 'element' ? next.id : null;
}

/** Whether an element is a verb that is started: what validation skips may still have to tell that it failed. */
function runs({ product }: Turn, { document, skips }: Frame, id: ElementId): boolean {
  if (!skips.includes(id)) return true;
  const element = elementOf(document, id);
  return product.verb(element).tellsFailure?.(element) ?? false;
}

/** Ends the topmost document, which is no main one, and tells its owner why. */
export function leaveFrame(turn: Turn, sid: Sid, role: FrameRole, why: Signal): void {
  closeFrames(turn, sid, turn.leg(sid).frames.length - 1);
  turn.post(role.owner, why);
}

/** A fatal error: nothing more of the document runs; its owner, or the product, decides how it goes on. */
export function failLeg(turn: Turn, sid: Sid, failure: Failure, role: FrameRole | null): void {
  if (role) {
    // The document that failed may never have come: then there is nothing of it to close.
    if (sameRole(frameOf(turn.leg(sid))?.role ?? null, role))
      closeFrames(turn, sid, turn.leg(sid).frames.length - 1);
    return turn.post(role.owner, { type: 'frame-failed', leg: sid, failure });
  }
  const reason = failureText(failure);
  stopVerbs(turn, sid, { type: 'interrupted', reason });
  turn.setLeg(sid, { error: failure.code, reason });
  turn.product.failed(turn, sid, failure);
}

/** True for two documents of the same verb, for the same end: the later one takes the place of the earlier. */
export function sameRole(a: FrameRole | null, b: FrameRole | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === b.kind && a.owner.leg === b.owner.leg && a.owner.run === b.owner.run;
}

/** Tells the status that a call has now; what comes of a message is told of the message. */
export function tellStatus(turn: Turn, sid: Sid): void {
  const { status, setup, parent, endedAt, reason: why } = turn.leg(sid);
  const { from, to, direction, product } = setup;
  const reason = endedAt === null ? null : why;
  if (product === 'voice') turn.emit(sid, { type: 'call', status, from, to, direction, parent, reason });
}

/** The leg is over, for a reason in words. Exchanges that nobody waits for go on. */
export function endLeg(turn: Turn, sid: Sid, status: CallStatus, reason: string): void {
  if (turn.leg(sid).endedAt !== null) return;
  stopVerbs(turn, sid, { type: 'interrupted', reason });
  disconnect(turn, sid, reason);
  turn.setLeg(sid, { status, endedAt: turn.now, reason });
  tellStatus(turn, sid);
  turn.product.ended(turn, sid);
  const { owner } = turn.leg(sid);
  if (owner) turn.post(owner, { type: 'leg', leg: sid, news: 'ended' });
}

/**
 * Tells the running verbs, innermost of the topmost document first, that they are over, and gives up what the leg
 * waits for. Answers the request that the outermost one of the main document still sends.
 */
export function stopVerbs(
  turn: Turn,
  sid: Sid,
  signal: Extract<Signal, { type: 'interrupted' | 'hang-up' | 'redirected' }>,
): DocumentRequest | null {
  let last: Outcome | null = null;
  for (const frame of turn.leg(sid).frames.toReversed()) {
    last = null;
    for (const { run } of frame.running.toReversed()) last = tell(turn, sid, run, signal);
  }
  for (const work of workFor(turn.board.pending, sid)) {
    if (work.leg !== sid || work.kind !== 'play' || work.run !== null) continue;
    turn.emit(sid, { type: 'heard', interrupted: true, ...heardAs(work.piece) });
  }
  giveUpWhere(turn, sid, (work) => work.leg === sid && !outlives(work));
  const [main] = turn.leg(sid).frames;
  turn.setLeg(sid, { frames: main ? [{ ...main, running: [] }] : [], ready: null });
  // A last request that cannot be made is the application's trouble, whether anybody runs its answer or not.
  if (last?.type === 'fail' && signal.type !== 'interrupted') turn.report(sid, last.diagnostic);
  return last?.type === 'transfer' ? last.to : null;
}

/** What goes on when the leg's verbs are over: exchanges that nobody or the product waits for, and errands. */
function outlives(work: Work): boolean {
  if (work.kind !== 'hop') return work.kind === 'timer' && !!work.errand;
  const { awaitedBy } = work;
  return awaitedBy === 'nobody' || (typeof awaitedBy === 'object' && 'product' in awaitedBy);
}

/** Ends the topmost documents until so many are left. */
export function closeFrames(turn: Turn, sid: Sid, count: number): void {
  for (let at = turn.leg(sid).frames.length - 1; at >= count; at--) {
    const frame = turn.leg(sid).frames[at];
    if (!frame) continue;
    stopRunning(
      turn,
      sid,
      frame.running.map(({ run }) => run),
    );
    turn.setLeg(sid, { frames: turn.leg(sid).frames.slice(0, at), ready: null });
  }
}

/** Cuts off what is nested deeper than `depth` in a document, what was about to start there, and what lies above. */
export function silenceNested(turn: Turn, sid: Sid, at: number, depth: number): void {
  closeFrames(turn, sid, at + 1);
  const leg = turn.leg(sid);
  if (leg.ready && leg.ready.depth > depth) turn.setLeg(sid, { ready: null });
  const running = leg.frames[at]?.running ?? [];
  if (running.length <= depth + 1) return;
  stopRunning(
    turn,
    sid,
    running.slice(depth + 1).map(({ run }) => run),
  );
  setFrame(turn, sid, at, { running: running.slice(0, depth + 1) });
}

/** Tells verbs, innermost first, that they are cut off, and drops what they wait for. */
function stopRunning(turn: Turn, sid: Sid, runs: readonly number[]): void {
  for (const run of runs.toReversed())
    tell(turn, sid, run, { type: 'interrupted', reason: 'it was cut off' });
  dropRuns(turn, sid, runs);
}

/** Gives up what some runs of verbs on a leg wait for: pieces, timers, files, and documents above their own. */
export function dropRuns(turn: Turn, sid: Sid, runs: readonly number[]): void {
  giveUpWhere(turn, sid, (work) => {
    if (work.kind !== 'hop') return work.leg === sid && work.run !== null && runs.includes(work.run);
    const { awaitedBy } = work;
    if (typeof awaitedBy !== 'object') return false;
    if ('run' in awaitedBy) return work.leg === sid && runs.includes(awaitedBy.run);
    if ('product' in awaitedBy) return false;
    const { owner } = awaitedBy.frame;
    return owner.leg === sid && runs.includes(owner.run);
  });
}

/** Changes one of the documents that a leg executes. */
export function setFrame(turn: Turn, sid: Sid, at: number, changes: Partial<Frame>): void {
  const { frames } = turn.leg(sid);
  turn.setLeg(sid, {
    frames: frames.map((frame, index) => (index === at ? { ...frame, ...changes } : frame)),
  });
}

function tell(turn: Turn, sid: Sid, run: number, signal: Signal): Outcome | null {
  const context = VerbContext.of(turn, sid, run);
  return context && turn.product.verb(context.element).react(context, context.running.state, signal);
}
