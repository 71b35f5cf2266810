import type { Piece } from '../../audio/piece.ts';
import type { Diagnostic } from '../../errors/diagnostic.ts';
import type { Happened, News } from '../happened.ts';
import { drawHex, type Sid, type WorkId } from '../identifiers.ts';
import type { Json } from '../json.ts';
import { legAt, withLeg } from '../legs.ts';
import { type Errand, type Work, withoutWork, withWork, workAt } from '../pending.ts';
import { callOf, type Leg, type RunRef, type Switchboard } from '../switchboard.ts';
import { placeIn, withRow } from '../table.ts';
import type { Signal } from './behaviour.ts';
import type { Product } from './product.ts';

/** What a work needs besides what the turn fills in. */
type NewWork = Work extends infer W ? (W extends Work ? Omit<W, 'id' | 'leg'> : never) : never;

/** A signal on its way to a verb. */
export interface Letter {
  readonly to: RunRef;
  readonly signal: Signal;
}

/** What a table of findings that were told holds for each. */
const TOLD = true;

/**
 * One step in the making: the switchboard as it changes, and what happened so far. It lives inside one call of
 * `step` and never escapes it; outside, only its final values are seen.
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
    const leg = legAt(this.#board.legs, sid);
    if (!leg) throw new Error(`there is no leg ${sid}`);
    return leg;
  }

  setLeg(sid: Sid, changes: Partial<Leg>): void {
    this.addLeg({ ...this.leg(sid), ...changes });
  }

  addLeg(leg: Leg): void {
    this.#board = { ...this.#board, legs: withLeg(this.#board.legs, leg) };
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
    const leg = sid === null ? undefined : legAt(this.#board.legs, sid);
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
    const { told } = this.#board;
    if (placeIn(told, key) !== undefined) return;
    this.set({ told: withRow(told, key, TOLD) });
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
    const work = workAt(pending, id);
    if (!work) return;
    this.touched.work.add(id);
    this.#board = { ...this.#board, pending: withoutWork(pending, work) };
  }

  /** Puts a work in the place of the one with its number. */
  replace(work: Work): void {
    this.#put(work);
  }

  /** Whether a work was under way before this step. */
  wasUnderWay(id: WorkId): boolean {
    return workAt(this.#before, id) !== undefined;
  }

  /** The next number that identifiers are drawn from. */
  draw(): number {
    const { drawn } = this.#board;
    this.set({ drawn: drawn + 1 });
    return drawn;
  }

  #put(work: Work): void {
    this.#board = { ...this.#board, pending: withWork(this.#board.pending, work) };
    this.touched.work.add(work.id);
  }
}
