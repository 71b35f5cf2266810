import type { Event } from '../../src/engine/event.ts';
import type { Happened, HappenedOf } from '../../src/engine/happened.ts';
import type { Sid } from '../../src/engine/identifiers.ts';
import { allLegs } from '../../src/engine/legs.ts';
import { allWork, type Work } from '../../src/engine/pending.ts';
import type { CallSetup } from '../../src/engine/placed/leg-setup.ts';
import { EMPTY, type Leg, type Switchboard } from '../../src/engine/switchboard.ts';
import type { HopFailure, HopResponse } from '../../src/http/hop.ts';
import { inboundLeg, ORIGIN, response, STEP } from './memory-call.ts';

/** An event without its time, which is that of the switchboard. */
type Entering = Event extends infer E ? (E extends Event ? Omit<E, 'at'> : never) : never;

/** The core alone, stepped event by event: nothing happens that a test does not say. */
export class Core {
  board: Switchboard = EMPTY;
  readonly happened: Happened[] = [];

  /** A call that runs these verbs, before the first of them. */
  constructor(verbs: string, setup: Partial<CallSetup> = {}) {
    const target = { kind: 'source', source: response(verbs), name: 'menu.xml', baseUrl: ORIGIN } as const;
    const rules = { timeoutMs: 15_000, drop307: false, publicUrls: [] };
    const leg = { ...inboundLeg(ORIGIN), target, ...setup };
    this.enter({ type: 'placed', leg, seed: 'seed', date: Date.UTC(2026, 0, 1), rules });
  }

  enter(event: Entering, at = this.board.now): void {
    const { switchboard, happened } = STEP(this.board, { at, ...event } as Event);
    this.board = switchboard;
    this.happened.push(...happened);
  }

  get leg(): Leg {
    const [leg] = allLegs(this.board.legs);
    if (!leg) throw new Error('there is no leg');
    return leg;
  }

  get sid(): Sid {
    return this.leg.sid;
  }

  /** What is wanted outside, by its kind. */
  get pending(): readonly Work['kind'][] {
    return allWork(this.board.pending).map(({ kind }) => kind);
  }

  work(kind: Work['kind']): Work {
    const found = allWork(this.board.pending).find((work) => work.kind === kind);
    if (!found) throw new Error(`no ${kind} is pending`);
    return found;
  }

  advance(): void {
    this.enter({ type: 'advance', leg: this.sid });
  }

  /** Answers the hop that is on the wire. */
  answer(got: HopResponse | HopFailure): void {
    this.enter({ type: 'hop', work: this.work('hop').id, got });
  }

  of<T extends Happened['type']>(type: T): readonly HappenedOf<T>[] {
    return this.happened.filter((event) => event.type === type) as HappenedOf<T>[];
  }
}
