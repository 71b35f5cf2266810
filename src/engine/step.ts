import { assertNever } from '../errors/assert-never.ts';
import { receive } from '../http/exchange.ts';
import type { HopFailure, HopResponse } from '../http/hop.ts';
import type { Event } from './event.ts';
import type { Happened } from './happened.ts';
import type { Sid, WorkId } from './identifiers.ts';
import { areOver, firstLeg, legAt } from './legs.ts';
import { workAt } from './pending.ts';
import { arrived } from './running/arrival.ts';
import { placeLeg } from './running/legs.ts';
import { replaceDocument } from './running/live-update.ts';
import { fileProgressed } from './running/product-file.ts';
import { advance, fetched, hangUp, signalListener, signalRun } from './running/run-verb.ts';
import { clearCache, editJar } from './running/user-edits.ts';
import type { Leg, Switchboard } from './switchboard.ts';
import { tellAbandoned } from './turn/exchange-summary.ts';
import { exchangeState } from './turn/exchanges.ts';
import type { Product } from './turn/product.ts';
import { Turn } from './turn/turn.ts';

/** One event applied. */
export interface Stepped {
  readonly switchboard: Switchboard;
  readonly happened: readonly Happened[];
  readonly touched: Touched;
}

/** What a step may have changed, so that nobody has to look through everything: what is new, other than before, or gone. */
export interface Touched {
  readonly legs: ReadonlySet<Sid>;
  readonly work: ReadonlySet<WorkId>;
}

/** The interpreter: pure, total over events that fit the state, and the same for the same input. */
export type Step = (switchboard: Switchboard, event: Event) => Stepped;

/**
 * Makes the step function of a product. An event that no longer fits (an answer to work that was dropped, a key
 * after the call ended) changes nothing but the clock.
 */
export function stepper(product: Product): Step {
  return (switchboard, event) => {
    const turn = new Turn({ ...switchboard, now: Math.max(switchboard.now, event.at) }, product);
    apply(turn, event);
    deliver(turn);
    settleEnd(turn);
    return { switchboard: turn.board, happened: turn.happened, touched: turn.touched };
  };
}

function apply(turn: Turn, event: Event): void {
  switch (event.type) {
    case 'placed':
      return placeLeg(turn, event);
    case 'advance':
      return advance(turn, event.leg);
    case 'hop':
      return hopDone(turn, event);
    case 'played':
    case 'due':
      return workDone(turn, event);
    case 'key':
      return keyPressed(turn, event);
    case 'speech': {
      const { value: text, confidence } = event;
      return signalListener(turn, event.leg, { type: 'speech', text, confidence });
    }
    case 'voice':
      return signalListener(turn, event.leg, { type: 'voice', speaking: event.speaking });
    case 'hang-up':
      if (event.exceeded && legAt(turn.board.legs, event.leg)?.endedAt === null)
        turn.product.exceeded?.(turn, event.leg);
      return hangUp(turn, event);
    case 'callee':
    case 'participant':
    case 'far-end':
      // An act that comes too late does nothing.
      return legAt(turn.board.legs, event.leg)?.endedAt === null ? partyActs(turn, event) : undefined;
    case 'replaced':
      return replaceDocument(turn, event.leg, event.by);
    case 'set-cookie':
      return editJar(turn, event.leg, event.url, event.header);
    case 'clear-cache':
      return clearCache(turn, event.url);
    case 'shared':
      return turn.share(event.name, event.value);
    case 'closed':
      return turn.set({ open: false });
    default:
      return assertNever(event);
  }
}

type EventOf<T extends Event['type']> = Extract<Event, { readonly type: T }>;

/** An answer came from the wire, or there is none: whoever waits for it goes on. */
function hopDone(turn: Turn, { work: id, got }: EventOf<'hop'>): void {
  const work = workAt(turn.board.pending, id);
  if (work?.kind !== 'hop') return;
  turn.drop(work.id);
  const { leg, purpose, awaitedBy } = work;
  // The debugger gave up what it waited for after the call: that is no failure, neither of the app nor of Twilio.
  if (isAbandoned(got) && turn.leg(leg).endedAt !== null) return tellAbandoned(turn, work, got);
  const progress = receive(work.exchange, got, exchangeState(turn, leg, purpose), turn.board);
  if (typeof awaitedBy === 'object' && 'run' in awaitedBy) return fetched(turn, leg, awaitedBy.run, progress);
  if (typeof awaitedBy === 'object' && 'product' in awaitedBy)
    return fileProgressed(turn, leg, awaitedBy.product, progress);
  arrived(turn, leg, progress, { purpose, awaitedBy });
}

/** A playback ended, or a timer ran out. */
function workDone(turn: Turn, { type, work: id }: EventOf<'played' | 'due'>): void {
  const work = workAt(turn.board.pending, id);
  if (!work || work.kind === 'hop') return;
  turn.drop(work.id);
  if (work.run === null) return turn.product.legWorkDone(turn, work);
  signalRun(turn, work.leg, work.run, { type, work: work.id });
}

function keyPressed(turn: Turn, { leg, value: key, typed }: EventOf<'key'>): void {
  signalListener(turn, leg, { type: 'key', key, ...(typed === undefined ? {} : { typed }) });
}

/** Somebody other than the caller does something on a leg. */
function partyActs(turn: Turn, event: EventOf<'callee' | 'participant' | 'far-end'>): void {
  switch (event.type) {
    case 'callee':
      return turn.product.callee(turn, event.leg, event.does);
    case 'participant':
      return turn.product.participant?.(turn, event.leg, event.does);
    case 'far-end':
      return turn.product.farEnd?.(turn, event.leg, event);
    default:
      return assertNever(event);
  }
}

function isAbandoned(got: HopResponse | HopFailure): got is HopFailure {
  return got.kind === 'failure' && got.reason === 'abandoned';
}

/** Verbs hear of each other one after the other, so that none is told something in the middle of its reaction. */
function deliver(turn: Turn): void {
  for (let letter = turn.letters.shift(); letter; letter = turn.letters.shift()) {
    if (legAt(turn.board.legs, letter.to.leg)?.endedAt === null)
      signalRun(turn, letter.to.leg, letter.to.run, letter.signal);
  }
}

/** The session is over when every leg is, and nothing is under way any more. */
function settleEnd(turn: Turn): void {
  const { board } = turn;
  if (board.ended || board.open) return;
  if (board.pending.works.size > 0 || !areOver(board.legs)) return;
  const first = firstLeg(board.legs);
  if (!first) return;
  turn.set({ ended: true });
  turn.emit(first.sid, {
    type: 'end',
    ...(turn.product.outcome?.(board) ?? outcomeOf(first, turn.now)),
    notSimulated: board.notSimulated,
    recording: null,
  });
}

/** A session ends like its first call. */
function outcomeOf({ status, reason, error, answeredAt, endedAt }: Leg, now: number) {
  const answered = answeredAt === null ? 0 : (endedAt ?? now) - answeredAt;
  return { status, reason: reason ?? 'it is over', durationSeconds: Math.round(answered / 1000), error };
}
