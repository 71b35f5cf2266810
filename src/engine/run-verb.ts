import { attributesOf, elementOf } from '../twiml/document.ts';
import { arrived } from './arrival.ts';
import type { Outcome, Signal } from './behaviour.ts';
import type { Sid } from './identifiers.ts';
import { endLeg, failLeg, proceed, setFrame, silenceNested, stopVerbs } from './leg-life.ts';
import { frameOf, type RunningVerb, verbOf } from './switchboard.ts';
import type { Turn } from './turn.ts';
import { VerbContext } from './verb-context.ts';

/** Starts the verb that is ready. */
export function advance(turn: Turn, sid: Sid): void {
  const leg = turn.board.legs[sid];
  const frame = leg && frameOf(leg);
  if (!leg?.ready || !frame) return;
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
  setRunning(turn, sid, depth, { run, element: id, name, state: null, listening: null });
  settle(turn, sid, depth, turn.product.verb(element).enter(new VerbContext(turn, sid, id, depth)));
}

/** A playback or timer of the verb at this depth has ended. */
export function signalWork(turn: Turn, sid: Sid, depth: number, signal: Signal): void {
  const running = frameOf(turn.leg(sid))?.running[depth];
  if (running) react(turn, sid, depth, running, signal);
}

/** Something came from the caller: it goes to the verb that listens, or is reported as lost. */
export function signalListener(
  turn: Turn,
  sid: Sid,
  signal: Extract<Signal, { type: 'key' | 'speech' | 'voice' }>,
): void {
  const leg = turn.board.legs[sid];
  if (!leg || leg.endedAt !== null) return;
  if (signal.type === 'key') turn.emit(sid, { type: 'input', kind: 'digits', value: signal.key });
  if (signal.type === 'speech') turn.emit(sid, { type: 'input', kind: 'speech', value: signal.text });
  const verb = verbOf(leg);
  if (verb?.listening) return react(turn, sid, 0, verb, signal);
  if (signal.type === 'voice') return;
  turn.emit(sid, {
    type: 'diagnostic',
    code: null,
    rule: 'nothing-listens',
    level: 'info',
    message:
      signal.type === 'key'
        ? `the key ${signal.key} was pressed while nothing listened; it is lost`
        : `"${signal.text}" was said while nothing listened; it is lost`,
    url: frameOf(leg)?.document.url ?? null,
    line: null,
    column: null,
    help: 'keys count only while a <Gather> or <Record> runs',
    excerpt: null,
    parserMessage: null,
  });
}

/** The caller hangs up: the running verb may still send its last request, whose answer nobody runs. */
export function hangUp(turn: Turn, sid: Sid): void {
  const leg = turn.board.legs[sid];
  if (!leg || leg.endedAt !== null) return;
  turn.emit(sid, { type: 'input', kind: 'hangup', value: null });
  const status = turn.product.hangUpStatus(leg);
  turn.letGo(sid);
  const last = stopVerbs(turn, sid, { type: 'hang-up' });
  endLeg(turn, sid, status);
  if (last) arrived(turn, sid, turn.request(sid, last), last.purpose, 'nobody');
}

function react(turn: Turn, sid: Sid, depth: number, running: RunningVerb, signal: Signal): void {
  const verb = new VerbContext(turn, sid, running.element, depth);
  settle(turn, sid, depth, turn.product.verb(verb.element).react(verb, running.state, signal));
}

function settle(turn: Turn, sid: Sid, depth: number, outcome: Outcome): void {
  const running = frameOf(turn.leg(sid))?.running[depth];
  if (!running) return;
  switch (outcome.type) {
    case 'stay':
      if (outcome.silence) silenceNested(turn, sid, depth);
      return setRunning(turn, sid, depth, { ...running, state: outcome.state, listening: outcome.listening });
    case 'nest':
      setRunning(turn, sid, depth, { ...running, state: outcome.state, listening: outcome.listening });
      return turn.setLeg(sid, { ready: { element: outcome.element, depth: depth + 1 } });
    case 'next':
      return leave(turn, sid, depth, running);
    case 'transfer': {
      const { to } = outcome;
      silenceNested(turn, sid, depth);
      turn.dropWork(sid, 0);
      setFrame(turn, sid, { running: [] });
      return arrived(turn, sid, turn.request(sid, to), to.purpose, 'leg');
    }
    case 'fail':
      turn.report(sid, outcome.diagnostic);
      return failLeg(turn, sid, {
        code: outcome.diagnostic.code ?? 11200,
        url: outcome.diagnostic.url,
        purpose: null,
      });
    case 'end':
      silenceNested(turn, sid, depth);
      // The verb ends the call itself; it is not to be told that it was interrupted.
      setFrame(turn, sid, { running: [] });
      return endLeg(turn, sid, outcome.status);
  }
}

/** A verb has finished: the one around it goes on, or the document does. */
function leave(turn: Turn, sid: Sid, depth: number, finished: RunningVerb): void {
  silenceNested(turn, sid, depth);
  turn.dropWork(sid, depth);
  const running = frameOf(turn.leg(sid))?.running ?? [];
  setFrame(turn, sid, { running: running.slice(0, depth) });
  const outer = running[depth - 1];
  if (outer) return react(turn, sid, depth - 1, outer, { type: 'nested-done' });
  proceed(turn, sid, finished.element);
}

function setRunning(turn: Turn, sid: Sid, depth: number, verb: RunningVerb): void {
  const running = frameOf(turn.leg(sid))?.running ?? [];
  setFrame(turn, sid, { running: [...running.slice(0, depth), verb, ...running.slice(depth + 1)] });
}
