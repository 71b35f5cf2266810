import { lookup as systemLookup } from 'node:dns';
import { connect, isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Connection } from '../hop.ts';
import { CONNECT_TIMEOUT_MS } from '../limits.ts';
import { type WireTarget, wireTarget } from '../url/wire-target.ts';

/** Where a connection goes, and how. */
export interface Endpoint extends Pick<WireTarget, 'host' | 'port'> {
  /** `null` for plain HTTP; `sni` tells the server's name, `insecure` takes any certificate. */
  readonly tls: { readonly sni: boolean; readonly insecure: boolean } | null;
}

/** A connection while it is made and after: what has not happened (yet) is `null`. Times in milliseconds. */
export interface Opening {
  readonly socket: Socket;
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  /** Address and port of the other side, once connected. */
  remote: string;
  tls: Connection['tls'];
}

/** The time after which an idle connection is probed, so that a tunnel or a router does not forget it. */
const PROBE_AFTER_MS = 60_000;

/**
 * How long one address of a name is tried before the next: Node's own 250 ms give up a far server where only one of
 * its addresses can be reached at all.
 */
const NEXT_ADDRESS_AFTER_MS = 1_000;

/**
 * Opens one connection, TLS included, and answers once: with `null`, or with what went wrong. It has no limit of its
 * own: whoever opens may destroy the socket, and hears no more.
 */
export function openConnection(endpoint: Endpoint, answer: (error: Error | null) => void): Opening {
  let answered = false;
  const done = (error: Error | null) => {
    if (answered) return;
    answered = true;
    answer(error);
  };
  let since = performance.now();
  const lap = () => {
    const before = since;
    since = performance.now();
    return since - before;
  };
  const socket = openSocket(endpoint);
  const opening: Opening = { socket, dnsMs: null, connectMs: null, tlsMs: null, remote: '', tls: null };
  if (isIP(endpoint.host) === 0 && !isLocalhost(endpoint.host)) {
    // One event for each address of the name; they all come at once.
    socket.on('lookup', (error: Error | null) => {
      if (!error) opening.dnsMs ??= lap();
    });
  }
  socket.once('connect', () => {
    opening.connectMs = lap();
    const { remoteAddress = '', remoteFamily, remotePort = 0 } = socket;
    opening.remote = `${remoteFamily === 'IPv6' ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`;
    if (!endpoint.tls) done(null);
  });
  if (isTls(socket)) {
    socket.once('secureConnect', () => {
      opening.tlsMs = lap();
      opening.tls = { version: socket.getProtocol() ?? '', cipher: socket.getCipher().standardName };
      done(null);
    });
  }
  // For good: errors of a connection that was handed on are others' as well.
  socket.on('error', done);
  return opening;
}

/** True when somebody accepts connections at the URL's host and port now. */
export async function acceptsConnections(url: string): Promise<boolean> {
  const target = wireTarget(url);
  if (target === null) return false;
  return new Promise((resolve) => {
    const socket = openSocket({ ...target, tls: null });
    const answer = (came: 'connection' | 'timeout' | 'error') => {
      socket.destroy();
      resolve(came === 'connection');
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => answer('timeout'));
    socket.once('connect', () => answer('connection'));
    socket.once('error', () => answer('error'));
  });
}

function openSocket({ host, port, tls }: Endpoint): Socket {
  const to = {
    host,
    port,
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
  };
  const socket = tls
    ? // Loaded for the first https URL.
      process.getBuiltinModule('node:tls').connect({
        ...to,
        // RFC 6066 section 3: an address is no server name.
        servername: tls.sni && isIP(host) === 0 ? host : '',
        rejectUnauthorized: !tls.insecure,
        // Twilio's requests are HTTP/1.1.
        ALPNProtocols: ['http/1.1'],
      })
    : connect(to);
  return socket.setNoDelay().setKeepAlive(true, PROBE_AFTER_MS);
}

function isTls(socket: Socket): socket is TLSSocket {
  return 'encrypted' in socket;
}

/** `localhost` and names below it (RFC 6761 section 6.3), as browsers take them. */
function isLocalhost(host: string): boolean {
  return /^(?:.*\.)?localhost\.?$/.test(host);
}

/** They mean both loopback addresses, whatever the machine's hosts file says. */
const lookup: typeof systemLookup = ((
  hostname: string,
  options: { all?: boolean },
  callback: LookupCallback,
) => {
  if (!isLocalhost(hostname)) return systemLookup(hostname, options, callback as never);
  const both = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ];
  if (options.all) callback(null, both);
  else callback(null, '127.0.0.1', 4);
}) as never;

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | { address: string; family: number }[],
  family?: number,
) => void;
