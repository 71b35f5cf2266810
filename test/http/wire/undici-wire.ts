import { onTestFinished } from 'vitest';
import type { HopFailure } from '../../../src/http/hop.ts';
import type { Transport, WireAnswer, WireRequest } from '../../../src/http/wire/transport.ts';
import { undiciTransport } from '../../../src/http/wire/undici-transport.ts';

/** 64 kB, as for documents. */
export const MAX = 65_536;

/** The status line of most answers. */
export const OK = 'HTTP/1.1 200 OK\r\n';

/** A whole answer that lets the connection live. */
export const DONE = `${OK}Content-Length: 4\r\n\r\ndone`;

export type Answered = Extract<WireAnswer, { kind: 'response' }>;

type Failed = Extract<WireAnswer, { kind: 'failure' }>;

/** A transport that is closed when its test is over. */
export function transport(options?: { insecure?: boolean }): Transport {
  const made = undiciTransport(options);
  onTestFinished(() => made.close());
  return made;
}

/** A GET without limits that a test could run into. */
export function get(url: string, changes: Partial<WireRequest> = {}): WireRequest {
  return {
    method: 'GET',
    url,
    headers: [],
    body: null,
    timeoutMs: 10_000,
    connectTimeoutMs: 10_000,
    readTimeoutMs: 10_000,
    sni: true,
    maxBytes: MAX,
    ...changes,
  };
}

/** Sends a request that is a GET but for the changes. */
export function send(
  url: string,
  changes: Partial<WireRequest> = {},
  { wire = transport(), signal = new AbortController().signal } = {},
): Promise<WireAnswer> {
  return wire.send(get(url, changes), signal);
}

/** The answer that came. */
export async function answered(sent: Promise<WireAnswer>): Promise<Answered> {
  const answer = await sent;
  if (answer.kind === 'failure') throw new Error(`failed: ${answer.reason} ${answer.detail}`);
  return answer;
}

/** The failure that it came to. */
export async function failed(sent: Promise<WireAnswer>): Promise<Failed> {
  const answer = await sent;
  if (answer.kind === 'response') throw new Error(`answered: ${answer.status} ${answer.body}`);
  return answer;
}

/** How it failed. */
export async function failure(sent: Promise<WireAnswer>): Promise<Pick<HopFailure, 'reason' | 'detail'>> {
  const { reason, detail } = await failed(sent);
  return { reason, detail };
}

/** Which parts of a hop took time, and whether all of them took some or none. */
export function parts({ timing }: WireAnswer): Readonly<Record<string, boolean>> | null {
  if (timing === null) return null;
  return Object.fromEntries(
    Object.entries(timing).map(([part, ms]: [string, number | null]) => [part, ms !== null && ms >= 0]),
  );
}
