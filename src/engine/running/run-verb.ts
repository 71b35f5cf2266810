import { assertNever } from '../../errors/assert-never.ts';
import { diagnostic } from '../../errors/diagnostic.ts';
import type { Progress } from '../../http/exchange-state.ts';
import { attributesOf, elementOf } from '../../twiml/document.ts';
import type { Event } from '../event.ts';
import type { CallStatus } from '../happened.ts';
import type { Sid } from '../identifiers.ts';
import { hearerOf, legAt } from '../legs.ts';
import { frameOf, type Leg, listenerOf, partyOf, type RunningVerb } from '../switchboard.ts';
import type { Outcome, Signal } from '../turn/behaviour.ts';
import { tellExchange } from '../turn/exchange-summary.ts';
import { beginExchange, progressed } from '../turn/exchanges.ts';
import type { Turn } from '../turn/turn.ts';
import { VerbContext } from '../turn/verb-context.ts';
import { arrived, openAbove } from './arrival.ts';
import {
  dropRuns,
  endLeg,
  failLeg,
  leaveFrame,
  proceed,
  setFrame,
  silenceNested,
  stopVerbs,
} from './leg-life.ts';

/** Starts the verb that is ready. */
export function advance(turn: Turn, sid: Sid): void {
  const outcome = enterVerb(turn, sid);
  if (outcome) settle(turn, sid, turn.board.verbs, outcome);
}

/** Enters the verb that is ready: what comes of it is not done yet. `null` when none is. */
export function enterVerb(turn: Turn, sid: Sid): Outcome | null {
  const leg = legAt(turn.board.legs, sid);
  const frame = leg && frameOf(leg);
  if (!leg?.ready || !frame) return null;
  const { element: id, depth } = leg.ready;
  const element = elementOf(frame.document, id);
  const { name, line, column } = element;
  const run = turn.board.verbs + 1;
  turn.set({ verbs: run });
  turn.setLeg(sid, { ready: null });
  turn.emit(sid, {
    type: 'verb',
    name,
    line,
    column,
    attributes: attributesOf(element),
    url: frame.document.url,
  });
  for (const what of turn.product.approximations(element)) turn.approximated(what);
  const at = leg.frames.length - 1;
  setRunning(turn, sid, { at, depth }, { run, element: id, name, state: null, listening: null });
  const context = VerbContext.of(turn, sid, run);
  return context && (misplaced(context) ?? turn.product.verb(element).enter(context));
}

/** Forgets the verbs of the main document, which are over without a word. */
export function leaveRuns(turn: Turn, sid: Sid): void {
  setFrame(turn, sid, 0, { running: [] });
}

/** Documents above the main one may hold some verbs only. */
function misplaced(verb: VerbContext): Outcome | null {
  const { role, element, depth } = verb;
  if (!role || depth > 0 || role.verbs.includes(element.name)) return null;
  const message = `<${element.name}> may not stand in a ${role.kind} document`;
  const help = `it may hold ${role.verbs.join(', ')}`;
  return { type: 'fail', diagnostic: verb.diagnostic({ code: role.code, level: 'error', message, help }) };
}

/** Something has happened to a running verb; one that is over hears nothing. */
export function signalRun(turn: Turn, sid: Sid, run: number, signal: Signal): void {
  if (!legAt(turn.board.legs, sid)) return;
  const verb = VerbContext.of(turn, sid, run);
  if (verb) settle(turn, sid, run, turn.product.verb(verb.element).react(verb, verb.running.state, signal));
}

/** A file that a verb asked for went on its way, or has come. */
export function fetched(turn: Turn, sid: Sid, run: number, progress: Progress): void {
  progressed(turn, sid, progress, { purpose: 'media', awaitedBy: { run } });
  const { done } = progress;
  if (!done) return;
  tellExchange(turn, sid, 'media', done);
  signalRun(turn, sid, run, { type: 'fetched', done });
}

/** Something came from the caller: it goes to the verb that listens, or is reported as lost. */
export function signalListener(
  turn: Turn,
  sid: Sid,
  signal: Extract<Signal, { type: 'key' | 'speech' | 'voice' }>,
): void {
  const leg = legAt(turn.board.legs, sid);
  if (!leg || leg.endedAt !== null) return;
  const { hearer, verb } = listenerTo(turn, leg, signal);
  if (signal.type === 'key') {
    // What is entered for a payment is seen by nobody (Twilio docs: Pay).
    const value = verb?.listening?.hidden ? '*' : signal.key;
    turn.emit(sid, { type: 'input', kind: 'digits', value });
  }
  if (signal.type === 'speech') turn.emit(sid, { type: 'input', kind: 'speech', value: signal.text });
  if (verb) return signalRun(turn, hearer.sid, verb.run, signal);
  if (signal.type === 'voice') return;
  const message =
    signal.type === 'key'
      ? `the key ${signal.key} was pressed while nothing listened; it is lost`
      : `"${signal.text}" was said while nothing listened; it is lost`;
  const help = 'keys and speech count only while a verb such as <Gather> or <Record> listens';
  const url = frameOf(leg)?.document.url ?? null;
  turn.report(sid, diagnostic({ rule: 'nothing-listens', level: 'info', message, help, url }));
}

/** Who listens: an application that the leg dialled hears its caller, but for the key that ends the dial. */
function listenerTo(
  turn: Turn,
  leg: Leg,
  signal: Signal,
): { readonly hearer: Leg; readonly verb: RunningVerb | null } {
  const verb = listenerOf(leg);
  const ends = signal.type === 'key' && verb?.listening?.for === 'star' && signal.key === '*';
  const hearer = ends ? leg : hearerOf(turn.board.legs, leg);
  return { hearer, verb: hearer === leg ? verb : listenerOf(hearer) };
}

/**
 * The caller hangs up, or the debugger does for a reason: the running verb may still send its last request, whose
 * answer nobody runs.
 */
export function hangUp(turn: Turn, { leg: sid, reason, endless }: Extract<Event, { type: 'hang-up' }>): void {
  const leg = legAt(turn.board.legs, sid);
  if (!leg || leg.endedAt !== null) return;
  if (leg.setup.product === 'voice') turn.emit(sid, { type: 'input', kind: 'hangup', value: null });
  const failed = endless === true && leg.answeredAt === null && leg.setup.product === 'voice';
  const status = failed ? 'failed' : turn.product.hangUpStatus(leg);
  finishLeg(turn, sid, status, reason ?? `${partyOf(leg)} hung up`);
}

/** Ends a leg from outside its main document: by its own party, a live update, or a document above. */
export function finishLeg(turn: Turn, sid: Sid, status: CallStatus, reason: string): void {
  const last = stopVerbs(turn, sid, { type: 'hang-up', reason });
  if (last) {
    // It says how the call ended, before anybody else is told.
    turn.setLeg(sid, { status });
    arrived(turn, sid, beginExchange(turn, sid, last), { purpose: last.purpose, awaitedBy: 'nobody' });
  }
  endLeg(turn, sid, status, reason);
}

/** Does what a verb answered. */
export function settle(turn: Turn, sid: Sid, run: number, outcome: Outcome): void {
  const verb = VerbContext.of(turn, sid, run);
  if (!verb) return;
  const { at, depth, running, role } = verb;
  switch (outcome.type) {
    case 'stay':
      if (outcome.silence) silenceNested(turn, sid, at, depth);
      return setRunning(turn, sid, verb, {
        ...running,
        state: outcome.state,
        listening: outcome.listening,
      });
    case 'nest':
      setRunning(turn, sid, verb, { ...running, state: outcome.state, listening: outcome.listening });
      return turn.setLeg(sid, { ready: { element: outcome.element, depth: depth + 1 } });
    case 'next':
      return leave(turn, sid, verb, outcome.because);
    case 'transfer': {
      const { to } = outcome;
      dropFrom(turn, sid, verb, 0);
      if (role) return openAbove(turn, sid, role, to);
      return arrived(turn, sid, beginExchange(turn, sid, to), { purpose: to.purpose, awaitedBy: 'leg' });
    }
    case 'fail': {
      turn.report(sid, outcome.diagnostic);
      // The verb fails by itself; it is not to be told that it was interrupted.
      dropFrom(turn, sid, verb, depth);
      const { code, url } = outcome.diagnostic;
      const at = { url: outcome.url ?? url, purpose: null, verb: running.name };
      return failLeg(turn, sid, { code: code ?? 11200, ...at }, role);
    }
    case 'end':
      // The verb ends the call itself; it is not to be told that it was interrupted.
      dropFrom(turn, sid, verb, 0);
      // To the verb whose caller this document was for it is a hang-up.
      if (role) return finishLeg(turn, sid, outcome.status, outcome.reason);
      return endLeg(turn, sid, outcome.status, outcome.reason);
    case 'leave-frame':
      dropFrom(turn, sid, verb, 0);
      if (role) leaveFrame(turn, sid, role, { type: 'frame-left', leg: sid, by: outcome.by });
      return;
    default:
      return assertNever(outcome);
  }
}

/** A verb has finished: the one around it goes on, or the document does. */
function leave(turn: Turn, sid: Sid, verb: VerbContext, because?: string): void {
  const outer = dropFrom(turn, sid, verb, verb.depth);
  if (outer) return signalRun(turn, sid, outer.run, { type: 'nested-done' });
  proceed(turn, sid, verb.element.id, because);
}

/** Where a verb runs: the index of its document among the leg's, and how deep it is nested there. */
type VerbPlace = Pick<VerbContext, 'at' | 'depth'>;

/** Cuts off what is nested in a verb, and forgets the verbs of its document from a depth on. Answers the one around. */
function dropFrom(turn: Turn, sid: Sid, { at, depth }: VerbContext, from: number): RunningVerb | null {
  silenceNested(turn, sid, at, depth);
  const running = turn.leg(sid).frames[at]?.running ?? [];
  const gone = running.slice(from).map(({ run }) => run);
  dropRuns(turn, sid, gone);
  setFrame(turn, sid, at, { running: running.slice(0, from) });
  return running[from - 1] ?? null;
}

function setRunning(turn: Turn, sid: Sid, { at, depth }: VerbPlace, verb: RunningVerb): void {
  const running = turn.leg(sid).frames[at]?.running ?? [];
  setFrame(turn, sid, at, { running: [...running.slice(0, depth), verb, ...running.slice(depth + 1)] });
}
