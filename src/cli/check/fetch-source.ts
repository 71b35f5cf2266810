import { callParameters } from '../../call/parameters.ts';
import { signingSender } from '../../debug/sender.ts';
import { drawHex } from '../../engine/identifiers.ts';
import { begin, receive } from '../../http/exchange.ts';
import { TOTAL_TIMEOUT_MS } from '../../http/limits.ts';
import { undiciTransport } from '../../http/undici-transport.ts';
import { EXAMPLE_ACCOUNT_SID, identityOf } from '../identity.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Source } from './sources.ts';

/** Asks a webhook for its document as the first request of a call would, redirects and signature included. */
export async function fetchSource(
  url: string,
  method: 'GET' | 'POST',
  { env }: Surroundings,
): Promise<Source | { readonly name: string; readonly problem: string }> {
  const transport = undiciTransport();
  const sender = signingSender(transport, identityOf({}, env).key);
  const moment = { now: 0, date: Date.now() };
  const rules = { timeoutMs: TOTAL_TIMEOUT_MS, drop307: false };
  const sid = `CA${drawHex(url, 0)}`;
  const setup = {
    product: 'call',
    accountSid: EXAMPLE_ACCOUNT_SID,
    from: '+15551230001',
    to: '+15559870002',
    direction: 'inbound',
    target: { kind: 'url', url, method },
    params: [],
  } as const;
  const standard = callParameters({ sid, setup, status: 'ringing', parent: null });
  const request = { method, url, standard, own: [], token: sid };
  try {
    let progress = begin(request, rules, { jar: [], cache: {} }, moment);
    while (progress.exchange) {
      const { jar, cache, exchange } = progress;
      const got = await sender.send(exchange.sending, new AbortController().signal);
      progress = receive(exchange, got, { jar, cache }, moment);
    }
    const { content, diagnostics } = progress.done;
    if (content) return { name: url, text: content.body };
    const error = diagnostics.find(({ level }) => level === 'error');
    return { name: url, problem: error ? `${error.code}: ${error.message}` : 'there is no answer' };
  } finally {
    await transport.close();
  }
}
