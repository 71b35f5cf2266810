import { Client } from 'undici';
import { wireTarget } from '../url/wire-target.ts';
import { MAX_HEADER_BYTES } from '../wire-failure.ts';
import { acceptsConnections, type Endpoint, type Opening, openConnection } from './connector.ts';
import { type TakeWire, type Wire, WireFlight } from './flight.ts';
import { WireWatch } from './limits.ts';
import { requestBytes } from './request-bytes.ts';
import './parser-tiering.ts';
import { tapSocket } from './tap.ts';
import type { Transport, WireAnswer } from './transport.ts';

/** Most connections that are kept for one origin while nothing is sent; undici closes them after 4 s. */
const MOST_IDLE = 16;

/** The real wire: undici's HTTP/1.1 over connections of our own. `insecure` accepts any certificate. */
export function undiciTransport({ insecure = false } = {}): Transport {
  const wires = new UndiciWires(insecure);
  const watch = new WireWatch();
  return {
    send: (request, signal) =>
      new Promise((done) => {
        const target = wireTarget(request.url);
        if (target === null) {
          done({ ...NEVER_LEFT, reason: 'invalid-url', detail: 'not an absolute http or https URL' });
          return;
        }
        const bytes = requestBytes(request, target.authority, target.path);
        if (typeof bytes === 'string') done({ ...NEVER_LEFT, reason: 'other', detail: bytes });
        else if (signal.aborted) done(NEVER_LEFT);
        else new WireFlight({ request, target, bytes, signal, take: wires.take, watch, done });
      }),
    accepts: acceptsConnections,
    async close() {
      await wires.close();
      watch.close();
    },
  };
}

const NEVER_LEFT: Extract<WireAnswer, { kind: 'failure' }> = {
  kind: 'failure',
  reason: 'abandoned',
  detail: '',
  partial: false,
  durationMs: 0,
  timing: null,
  requestHeaders: [],
};

/** All connections of a transport: those on which something is on its way, and idle ones by where they lead. */
class UndiciWires {
  readonly #insecure: boolean;
  readonly #all = new Set<UndiciWire>();
  readonly #idle = new Map<string, UndiciWire[]>();
  #closed = false;

  constructor(insecure: boolean) {
    this.#insecure = insecure;
  }

  readonly take: TakeWire = (target, { sni, fresh }) => {
    if (this.#closed) return null;
    const { origin, secure } = target;
    const key = sni ? origin : `${origin} without a server name`;
    // The one that was used last is the one that is the least likely to be closed.
    const idle = fresh ? undefined : this.#idle.get(key)?.pop();
    if (idle) return idle;
    const tls = secure ? { sni, insecure: this.#insecure } : null;
    const wire = new UndiciWire(
      origin,
      { ...target, tls },
      {
        idle: () => this.#keep(key, wire),
        gone: () => this.#forget(key, wire),
      },
    );
    this.#all.add(wire);
    return wire;
  };

  async close(): Promise<void> {
    this.#closed = true;
    this.#idle.clear();
    await Promise.all([...this.#all].map((wire) => wire.close()));
  }

  #keep(key: string, wire: UndiciWire): void {
    const idle = this.#idle.get(key);
    if (!idle) this.#idle.set(key, [wire]);
    else if (idle.length < MOST_IDLE) idle.push(wire);
    else wire.destroy();
  }

  #forget(key: string, wire: UndiciWire): void {
    this.#all.delete(wire);
    const idle = this.#idle.get(key)?.filter((other) => other !== wire) ?? [];
    if (idle.length === 0) this.#idle.delete(key);
    else this.#idle.set(key, idle);
  }
}

/** Who keeps a wire. */
interface Keeper {
  idle(): void;
  gone(): void;
}

/** One undici Client, which has one connection at a time; when it is lost before a request left, it makes another. */
class UndiciWire implements Wire {
  opening: Opening | null = null;
  readonly #client: Client;
  readonly #keeper: Keeper;
  #flight: WireFlight | null = null;

  constructor(origin: string, endpoint: Endpoint, keeper: Keeper) {
    this.#keeper = keeper;
    this.#client = new Client(origin, {
      connect: (_to, callback) => {
        this.#flight?.opens();
        const opening = openConnection(endpoint, (error) => {
          if (error) {
            callback(error, null);
            return;
          }
          tapSocket(opening.socket, this);
          callback(null, opening.socket);
        });
        this.opening = opening;
      },
      allowH2: false,
      // A flight has its own limits, for time and for size.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: -1,
      maxHeaderSize: MAX_HEADER_BYTES,
    });
    this.#client.on('disconnect', () => {
      if (this.#flight === null) this.destroy();
    });
  }

  carry(flight: WireFlight): void {
    this.#flight = flight;
    // The rest of the request is the flight's own: see the taps.
    this.#client.dispatch({ path: flight.path, method: flight.method }, flight);
  }

  release(): void {
    this.#flight = null;
    this.#keeper.idle();
  }

  destroy(): void {
    void this.close();
  }

  close(): Promise<void> {
    this.#flight = null;
    this.#keeper.gone();
    const closed = this.#client.destroy();
    // One that is still being made is not known to undici.
    this.opening?.socket.destroy();
    return closed;
  }

  outgoing(): string {
    return this.#flight?.outgoing() ?? '';
  }

  incoming(packet: Buffer): Buffer {
    return this.#flight?.incoming(packet) ?? packet;
  }
}
