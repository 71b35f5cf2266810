import type { Piece } from '../audio/piece.ts';
import type { Diagnostic } from '../errors/diagnostic.ts';
import type { Jar } from '../http/cookies.ts';
import { begin, type Progress } from '../http/exchange.ts';
import type { Happened, News } from './happened.ts';
import { drawHex, drawUuid, type Sid, type WorkId } from './identifiers.ts';
import type { AwaitedBy, Work } from './pending.ts';
import type { Product } from './product.ts';
import type { DocumentRequest, Purpose } from './request.ts';
import type { Leg, Switchboard } from './switchboard.ts';

/** What a work needs besides what the turn fills in. */
type NewWork = Work extends infer W ? (W extends Work ? Omit<W, 'id' | 'leg'> : never) : never;

/** The cookies that a request may carry: callbacks are no part of the call's conversation and have none. */
export function jarFor(turn: Turn, sid: Sid, purpose: Purpose): Jar {
  return purpose === 'status-callback' ? [] : turn.leg(sid).jar;
}

/**
 * One step in the making: the switchboard as it changes, and what happened so far. It lives inside one call of
 * `step` and never escapes it; outside, only its final values are seen.
 */
export class Turn {
  readonly product: Product;
  readonly happened: Happened[] = [];
  #board: Switchboard;

  constructor(board: Switchboard, product: Product) {
    this.#board = board;
    this.product = product;
  }

  get board(): Switchboard {
    return this.#board;
  }

  get now(): number {
    return this.#board.now;
  }

  set(changes: Partial<Switchboard>): void {
    this.#board = { ...this.#board, ...changes };
  }

  leg(sid: Sid): Leg {
    const leg = this.#board.legs[sid];
    if (!leg) throw new Error(`there is no leg ${sid}`);
    return leg;
  }

  setLeg(sid: Sid, changes: Partial<Leg>): void {
    this.set({ legs: { ...this.#board.legs, [sid]: { ...this.leg(sid), ...changes } } });
  }

  addLeg(leg: Leg): void {
    this.set({ legs: { ...this.#board.legs, [leg.sid]: leg } });
  }

  emit(sid: Sid | null, news: News): void {
    this.happened.push({ at: this.now, call: sid, ...news } as Happened);
  }

  report(sid: Sid, finding: Diagnostic): void {
    const { code, rule, level, message, help, url, location, excerpt, parserMessage } = finding;
    const place = { url, line: location?.line ?? null, column: location?.column ?? null };
    this.emit(sid, {
      type: 'diagnostic',
      code,
      rule,
      level,
      message,
      ...place,
      help,
      excerpt,
      parserMessage,
    });
  }

  /** Reports a finding about a document, the first time that it is found. */
  tellOnce(sid: Sid, finding: Diagnostic): void {
    const { code, rule, message, location } = finding;
    const key = [code ?? rule, location?.url, location?.line, location?.column, message].join(' ');
    if (Object.hasOwn(this.#board.told, key)) return;
    this.set({ told: { ...this.#board.told, [key]: true } });
    this.report(sid, finding);
  }

  /** Says once a session what is not done as Twilio would do it. */
  approximated(what: string): void {
    if (this.#board.notSimulated.includes(what)) return;
    this.set({ notSimulated: [...this.#board.notSimulated, what] });
  }

  /** A new identifier such as `CA…`. */
  drawSid(prefix: string): Sid {
    return prefix + drawHex(this.#board.seed, this.#draw());
  }

  start(sid: Sid, work: NewWork): WorkId {
    const id = `W${this.#board.worked + 1}`;
    const entry = { id, leg: sid, ...work } as Work;
    this.set({ worked: this.#board.worked + 1, pending: { ...this.#board.pending, [id]: entry } });
    return id;
  }

  play(sid: Sid, verb: number | null, piece: Piece): WorkId {
    return this.start(sid, { kind: 'play', verb, piece, since: this.now });
  }

  timer(sid: Sid, verb: number | null, ms: number): WorkId {
    return this.start(sid, { kind: 'timer', verb, due: this.now + ms });
  }

  drop(id: WorkId): void {
    const { [id]: _dropped, ...rest } = this.#board.pending;
    this.set({ pending: rest });
  }

  /** Nobody waits for a leg's requests any more; those on the wire still get their answers. */
  letGo(sid: Sid): void {
    const pending = Object.entries(this.#board.pending).map(([id, work]): [WorkId, Work] => [
      id,
      work.leg === sid && work.kind === 'hop' ? { ...work, awaitedBy: 'nobody' } : work,
    ]);
    this.set({ pending: Object.fromEntries(pending) });
  }

  /** Drops what a leg waits for, from a depth of nesting on. Exchanges that nobody waits for go on. */
  dropWork(sid: Sid, from: number): void {
    const kept = Object.entries(this.#board.pending).filter(([, work]) => {
      if (work.leg !== sid) return true;
      if (work.kind === 'hop') return work.awaitedBy === 'nobody' || from > 0;
      return (work.verb ?? 0) < from;
    });
    this.set({ pending: Object.fromEntries(kept) });
  }

  /** Begins an exchange on behalf of a leg; its answer comes back through `arrived`. */
  request(sid: Sid, wanted: DocumentRequest): Progress {
    const leg = this.leg(sid);
    const request = {
      method: wanted.method,
      url: wanted.url,
      standard: this.product.parameters(leg),
      own: wanted.own,
      token: drawUuid(this.#board.seed, this.#draw()),
    };
    const jar = jarFor(this, sid, wanted.purpose);
    return begin(request, this.#board.rules, { jar, cache: this.#board.cache }, this.#board);
  }

  /** Puts the state of an exchange back: what it did to the jar and the cache, and its next hop. */
  progressed(sid: Sid, progress: Progress, purpose: Purpose, awaitedBy: AwaitedBy): void {
    this.set({ cache: progress.cache });
    if (purpose !== 'status-callback') this.setLeg(sid, { jar: progress.jar });
    if (progress.exchange) this.start(sid, { kind: 'hop', exchange: progress.exchange, purpose, awaitedBy });
  }

  #draw(): number {
    const { drawn } = this.#board;
    this.set({ drawn: drawn + 1 });
    return drawn;
  }
}
