import type { Piece } from '../../audio/piece.ts';
import type { Diagnostic } from '../../errors/diagnostic.ts';
import type { Happened, News } from '../happened.ts';
import { drawHex, type Sid, type WorkId } from '../identifiers.ts';
import type { Json } from '../json.ts';
import type { Errand, Work } from '../pending.ts';
import { callOf, type Leg, type RunRef, type Switchboard } from '../switchboard.ts';
import type { Signal } from './behaviour.ts';
import type { Product } from './product.ts';

/** What a work needs besides what the turn fills in. */
type NewWork = Work extends infer W ? (W extends Work ? Omit<W, 'id' | 'leg'> : never) : never;

/** A signal on its way to a verb. */
export interface Letter {
  readonly to: RunRef;
  readonly signal: Signal;
}

/**
 * One step in the making: the switchboard as it changes, and what happened so far. It lives inside one call of
 * `step` and never escapes it; outside, only its final values are seen. The tables of legs, of pending work and of what was told are
 * copied once, when the step first changes them; legs and works themselves are never changed.
 */
export class Turn {
  readonly product: Product;
  readonly happened: Happened[] = [];
  /** Signals between verbs: delivered one after the other once the verb at work has finished its reaction. */
  readonly letters: Letter[] = [];
  /** The legs and the work that the step has added, changed or dropped. */
  readonly touched = { legs: new Set<Sid>(), work: new Set<WorkId>() };
  /** What was under way before the step. */
  readonly #before: Switchboard['pending'];
  #board: Switchboard;
  #legs: Record<Sid, Leg> | null = null;
  #pending: Record<WorkId, Work> | null = null;
  #told: Record<string, true> | null = null;

  constructor(board: Switchboard, product: Product) {
    this.#board = board;
    this.#before = board.pending;
    this.product = product;
  }

  get board(): Switchboard {
    return this.#board;
  }

  get now(): number {
    return this.#board.now;
  }

  set(changes: Partial<Omit<Switchboard, 'legs' | 'pending'>>): void {
    this.#board = { ...this.#board, ...changes };
  }

  leg(sid: Sid): Leg {
    const leg = this.#board.legs[sid];
    if (!leg) throw new Error(`there is no leg ${sid}`);
    return leg;
  }

  setLeg(sid: Sid, changes: Partial<Leg>): void {
    this.addLeg({ ...this.leg(sid), ...changes });
  }

  addLeg(leg: Leg): void {
    if (this.#legs === null) {
      this.#legs = { ...this.#board.legs };
      this.#board = { ...this.#board, legs: this.#legs };
    }
    this.#legs[leg.sid] = leg;
    this.touched.legs.add(leg.sid);
  }

  /** What the product shares between legs under a name; `fallback` before anything was put there. */
  shared<T extends Json>(name: string, fallback: T): T {
    // Each name belongs to one file of the product, which puts in what it takes out.
    return (this.#board.shared[name] ?? fallback) as T;
  }

  share(name: string, value: Json): void {
    this.set({ shared: { ...this.#board.shared, [name]: value } });
  }

  /** Has a verb told something, after what is being done now. What is no longer running hears nothing. */
  post(to: RunRef, signal: Signal): void {
    this.letters.push({ to, signal });
  }

  emit(sid: Sid | null, news: News): void {
    const leg = sid === null ? undefined : this.#board.legs[sid];
    this.happened.push({ at: this.now, call: leg ? callOf(leg) : sid, ...news } as Happened);
    if (sid !== null) this.product.overhears?.(this, sid, news);
  }

  report(sid: Sid | null, finding: Diagnostic): void {
    const { code, rule, level, message, help, url, location, about, excerpt, parserMessage } = finding;
    this.emit(sid, {
      type: 'diagnostic',
      code,
      rule,
      level,
      message,
      url,
      line: location?.line ?? null,
      column: location?.column ?? null,
      document: location?.text ?? null,
      about,
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
    if (this.#told === null) {
      this.#told = { ...this.#board.told };
      this.set({ told: this.#told });
    }
    this.#told[key] = true;
    this.report(sid, finding);
  }

  /** Says once a session what is not done as Twilio would do it. */
  approximated(what: string): void {
    if (this.#board.notSimulated.includes(what)) return;
    this.set({ notSimulated: [...this.#board.notSimulated, what] });
  }

  /** A new identifier such as `CA…`. */
  drawSid(prefix: string): Sid {
    return prefix + drawHex(this.#board.seed, this.draw());
  }

  start(sid: Sid, work: NewWork): WorkId {
    const worked = this.#board.worked + 1;
    const id = `W${worked}`;
    this.set({ worked });
    this.#put({ id, leg: sid, ...work } as Work);
    return id;
  }

  play(sid: Sid, run: number | null, piece: Piece): WorkId {
    return this.start(sid, { kind: 'play', run, piece, since: this.now });
  }

  /** A timer; `label` says in a word what it counts, for whoever looks. */
  timer(sid: Sid, run: number | null, ms: number, label: string | null = null): WorkId {
    return this.start(sid, { kind: 'timer', run, due: this.now + ms, label });
  }

  /** Has something done after so many milliseconds, even when the leg is over by then; the product knows how. */
  later(sid: Sid, ms: number, errand: Errand): WorkId {
    const due = this.now + ms;
    return this.start(sid, { kind: 'timer', run: null, due, label: null, errand });
  }

  drop(id: WorkId): void {
    const { pending } = this.#board;
    if (!(id in pending)) return;
    this.touched.work.add(id);
    // Made anew: a table that something was deleted from is slow, and so is every copy of it.
    this.#pending = {};
    for (const work of Object.values(pending)) if (work.id !== id) this.#pending[work.id] = work;
    this.#board = { ...this.#board, pending: this.#pending };
  }

  /** Puts a work in the place of the one with its number. */
  replace(work: Work): void {
    this.#put(work);
  }

  /** Whether a work was under way before this step. */
  wasUnderWay(id: WorkId): boolean {
    return id in this.#before;
  }

  /** The next number that identifiers are drawn from. */
  draw(): number {
    const { drawn } = this.#board;
    this.set({ drawn: drawn + 1 });
    return drawn;
  }

  #put(work: Work): void {
    this.#ownPending()[work.id] = work;
    this.touched.work.add(work.id);
  }

  #ownPending(): Record<WorkId, Work> {
    if (this.#pending === null) {
      this.#pending = { ...this.#board.pending };
      this.#board = { ...this.#board, pending: this.#pending };
    }
    return this.#pending;
  }
}
