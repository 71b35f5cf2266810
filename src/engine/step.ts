import { receive } from '../http/exchange.ts';
import { arrived, openDocument } from './arrival.ts';
import type { Event } from './event.ts';
import type { Happened } from './happened.ts';
import type { Product } from './product.ts';
import { advance, hangUp, signalListener, signalWork } from './run-verb.ts';
import type { Leg, Switchboard } from './switchboard.ts';
import { jarFor, Turn } from './turn.ts';

/** One event applied. */
export interface Stepped {
  readonly switchboard: Switchboard;
  readonly happened: readonly Happened[];
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
    settleEnd(turn);
    return { switchboard: turn.board, happened: turn.happened };
  };
}

function apply(turn: Turn, event: Event): void {
  switch (event.type) {
    case 'placed':
      return place(turn, event);
    case 'advance':
      return advance(turn, event.leg);
    case 'hop': {
      const work = turn.board.pending[event.work];
      if (work?.kind !== 'hop') return;
      turn.drop(work.id);
      const jar = jarFor(turn, work.leg, work.purpose);
      const progress = receive(work.exchange, event.got, { jar, cache: turn.board.cache }, turn.board);
      return arrived(turn, work.leg, progress, work.purpose, work.awaitedBy);
    }
    case 'played':
    case 'due': {
      const work = turn.board.pending[event.work];
      if (!work || work.kind === 'hop') return;
      turn.drop(work.id);
      if (work.verb === null) return turn.product.legWorkDone(turn, work);
      return signalWork(turn, work.leg, work.verb, { type: event.type, work: work.id });
    }
    case 'key':
      return signalListener(turn, event.leg, { type: 'key', key: event.value });
    case 'speech':
      return signalListener(turn, event.leg, {
        type: 'speech',
        text: event.value,
        confidence: event.confidence,
      });
    case 'voice':
      return signalListener(turn, event.leg, { type: 'voice', speaking: event.speaking });
    case 'hang-up':
      return hangUp(turn, event.leg);
  }
}

function place(turn: Turn, event: Extract<Event, { type: 'placed' }>): void {
  if (turn.board.drawn === 0) turn.set({ seed: event.seed, date: event.date, rules: event.rules });
  const setup = event.leg;
  const leg: Leg = {
    sid: turn.drawSid('CA'),
    setup,
    // An outbound call asks for its first document after the answer (Twilio docs: Call resource).
    status: setup.direction === 'inbound' ? 'ringing' : 'in-progress',
    parent: null,
    jar: [],
    frames: [],
    ready: null,
    startedAt: turn.now,
    answeredAt: setup.direction === 'inbound' ? null : turn.now,
    endedAt: null,
    error: null,
  };
  turn.addLeg(leg);
  const { from, to, direction } = setup;
  turn.emit(leg.sid, { type: 'call', status: leg.status, from, to, direction, parent: null });
  const { target } = setup;
  if (target.kind === 'source') {
    const { source, name, baseUrl } = target;
    return openDocument(turn, leg.sid, { source, url: name, baseUrl, purpose: 'document' });
  }
  const request = { purpose: 'document', method: target.method, url: target.url, own: [] } as const;
  arrived(turn, leg.sid, turn.request(leg.sid, request), 'document', 'leg');
}

/** The session is over when every leg is, and nothing is under way any more. */
function settleEnd(turn: Turn): void {
  const { board } = turn;
  if (board.ended || Object.keys(board.pending).length > 0) return;
  const legs = Object.values(board.legs);
  const [first] = legs;
  if (!first || legs.some(({ endedAt }) => endedAt === null)) return;
  turn.set({ ended: true });
  const answered = first.answeredAt === null ? 0 : (first.endedAt ?? turn.now) - first.answeredAt;
  turn.emit(first.sid, {
    type: 'end',
    status: first.status,
    durationSeconds: Math.round(answered / 1000),
    error: first.error,
    notSimulated: board.notSimulated,
    recording: null,
  });
}
