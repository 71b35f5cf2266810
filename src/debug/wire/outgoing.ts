import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import type { Happened } from '../../engine/happened.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import type { Work } from '../../engine/pending.ts';
import type { Switchboard } from '../../engine/switchboard.ts';
import { type HopFailure, type HopResponse, UNSENT } from '../../http/hop.ts';
import type { Sender } from './sender.ts';
import { sendSpoiled } from './spoiled-hop.ts';
import type { ActiveFault, Tampering, Treatment } from './tampering.ts';

type Got = HopResponse | HopFailure;
type HopWork = Extract<Work, { kind: 'hop' }>;

/** What leaves and comes back needs from outside. */
export interface OutgoingPorts {
  readonly sender: Sender;
  readonly clock: Pick<Clock, 'kind' | 'unhurried'>;
  readonly tampering: Tampering;
  /** An answer is there. */
  answered(): void;
}

/** A hop on the wire, with its answer once there. */
interface Flight {
  /** The call goes no further before its answer has come. */
  readonly awaited: boolean;
  readonly abort: AbortController;
  got: Got | null;
}

/** The answer of a hop that nobody waits for any more. */
const ABANDONED: HopFailure = {
  kind: 'failure',
  reason: 'abandoned',
  detail: '',
  partial: false,
  durationMs: 0,
  timing: null,
  sent: UNSENT,
};

/**
 * The requests of one call on their way: sends hops and keeps their answers until they are asked for. Here faults
 * are put in: the core sees only what comes of them, so that a recording replays without knowing.
 */
export class Outgoing {
  readonly #ports: OutgoingPorts;
  /** On the wire, in the order in which they left. */
  readonly #flights = new Map<WorkId, Flight>();
  /** A callback that leaves after the next one, and which that is: the app is to see it first. */
  #held: HopWork | null = null;
  #overtaking: WorkId | null = null;
  /** By the token of an exchange, which all of its hops share. */
  readonly #treatments = new Map<string, Treatment>();
  #exchanges = 0;

  constructor(ports: OutgoingPorts) {
    this.#ports = ports;
  }

  /** True while an answer is waited for. */
  get busy(): boolean {
    return this.#flights.size > 0;
  }

  start(work: HopWork): void {
    const known = this.#treatments.get(work.exchange.request.token);
    const treatment = known ?? this.#begin(work);
    const callback = work.awaitedBy === 'nobody';
    const first = known === undefined;
    if (
      first &&
      callback &&
      this.#held === null &&
      faultsOf(work, treatment, this.#ports.tampering).some(isOrder)
    ) {
      this.#held = work;
      return;
    }
    this.#leave(work, treatment, 'in turn');
    if (first && callback && this.#held) this.#overtaking = work.id;
  }

  abort(id: WorkId): void {
    if (this.#held?.id === id) this.#held = null;
    this.#flights.get(id)?.abort.abort();
    this.#flights.delete(id);
    this.#pace();
  }

  /** The next answer; on the virtual clock in the order in which the requests left. */
  next(): { readonly work: WorkId; readonly got: Got } | null {
    for (const [work, { got }] of this.#flights) {
      if (got) {
        this.#flights.delete(work);
        this.#pace();
        return { work, got };
      }
      if (this.#ports.clock.kind === 'virtual') return null;
    }
    return null;
  }

  /** Exchanges that needed no request, such as those from the cache, count too. */
  count(happened: readonly Happened[]): void {
    for (const one of happened) {
      if (one.type === 'exchange' && one.hops.every(({ cache }) => cache === 'hit')) this.#exchanges++;
    }
  }

  /** Nothing follows any more that a callback which was held back could wait for: it leaves. */
  settle({ legs, pending }: Switchboard): void {
    if (this.#held === null || legs.live > 0) return;
    if (pending.works.size === 1) this.#release();
  }

  /** Waits for no answer any more: what is under way is aborted and counts as failed. */
  abandon(): void {
    if (this.#held)
      this.#flights.set(this.#held.id, { abort: new AbortController(), got: null, awaited: false });
    this.#held = null;
    for (const flight of this.#flights.values()) {
      flight.abort.abort();
      flight.got = ABANDONED;
    }
  }

  close(): void {
    for (const { abort } of this.#flights.values()) abort.abort();
    this.#flights.clear();
    this.#held = null;
    this.#pace();
  }

  /** The application's own time is always real: a call that waits for it is in no hurry. */
  #pace(): void {
    this.#ports.clock.unhurried([...this.#flights.values()].some(({ awaited }) => awaited));
  }

  #begin({ exchange, awaitedBy }: HopWork): Treatment {
    const number = ++this.#exchanges;
    const treatment = this.#ports.tampering.begin({ number, callback: awaitedBy === 'nobody' });
    this.#treatments.set(exchange.request.token, treatment);
    return treatment;
  }

  #release(): void {
    const work = this.#held;
    this.#held = null;
    this.#overtaking = null;
    const treatment = work && this.#treatments.get(work.exchange.request.token);
    if (treatment) this.#leave(work, treatment, 'overtaken');
  }

  #leave(work: HopWork, treatment: Treatment, place: 'in turn' | 'overtaken'): void {
    const awaited = work.awaitedBy !== 'nobody';
    const flight: Flight = { abort: new AbortController(), got: null, awaited };
    this.#flights.set(work.id, flight);
    this.#pace();
    const { tampering } = this.#ports;
    // Of two that change places the one that was held back is the spoiled one.
    const faults = faultsOf(work, treatment, tampering).filter(
      (fault) => place === 'overtaken' || !isOrder(fault),
    );
    void this.#send(work, treatment, faults, flight.abort.signal).then((got) => {
      // What was aborted or abandoned meanwhile has no answer, or another one.
      if (this.#flights.get(work.id) !== flight || flight.got) return;
      flight.got = got;
      if (work.id === this.#overtaking) this.#release();
      this.#ports.answered();
    });
  }

  #send(
    { exchange: { sending } }: HopWork,
    { signature }: Treatment,
    faults: readonly ActiveFault[],
    signal: AbortSignal,
  ): Promise<Got> {
    const { sender, clock } = this.#ports;
    const send = () => sender.send(sending, signal, signature);
    if (faults.length === 0) return send();
    const pass = (ms: number) => (clock.kind === 'virtual' ? Promise.resolve() : waited(ms, signal));
    return sendSpoiled(sending, faults, { send, pass, waitsForAll: clock.kind === 'virtual' });
  }
}

/** What an exchange asks first is treated as was decided; a path is spoiled wherever it is asked. */
function faultsOf({ exchange, awaitedBy }: HopWork, { faults }: Treatment, tampering: Tampering) {
  if (faults.length === 0 && tampering.faults.length === 0) return faults;
  const { pathname } = new URL(exchange.sending.url);
  const here = tampering.at(pathname, awaitedBy === 'nobody');
  return exchange.redirects === 0 ? [...faults, ...here] : here;
}

function isOrder({ kind }: ActiveFault): boolean {
  return kind.type === 'out-of-order';
}

async function waited(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
