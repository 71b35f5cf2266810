import { inboundCall } from '../../call/leg/inbound-call.ts';
import { callParameters } from '../../call/leg/parameters.ts';
import { signingSender } from '../../debug/wire/sender.ts';
import { drawHex } from '../../engine/identifiers.ts';
import { diagnostic } from '../../errors/diagnostic.ts';
import { withoutCredentials } from '../../http/authentication.ts';
import { begin, receive } from '../../http/exchange.ts';
import type { Finished, Hop, WebhookRequest } from '../../http/exchange-state.ts';
import { TOTAL_TIMEOUT_MS } from '../../http/limits.ts';
import { undiciTransport } from '../../http/wire/undici-transport.ts';
import { parseTwiml } from '../../twiml/source/parse.ts';
import { EXAMPLE_ACCOUNT_SID } from '../options/example-account.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { identityOf } from '../session/identity.ts';
import type { Source } from './sources.ts';

/** The answer of a webhook; `answered` is false when there was no HTTP response at all. */
export interface Fetched {
  readonly source: Source;
  readonly answered: boolean;
}

/**
 * Asks a webhook for its document as the first request of a call would, redirects and signature included. What
 * Twilio would find wrong with the answer is a problem of the document.
 */
export async function fetchSource(
  url: string,
  method: 'GET' | 'POST',
  { env }: Surroundings,
): Promise<Fetched> {
  const transport = undiciTransport();
  const sender = signingSender(transport, { key: identityOf({}, env).key });
  const moment = { now: 0, date: Date.now() };
  const rules = { timeoutMs: TOTAL_TIMEOUT_MS, drop307: false, publicUrls: [] };
  const sid = `CA${drawHex(url, 0)}`;
  const setup = inboundCall(url, EXAMPLE_ACCOUNT_SID);
  const standard = callParameters({ sid, setup, status: 'ringing', parent: null });
  const request: WebhookRequest = {
    method,
    url,
    standard,
    own: [],
    token: sid,
    expects: 'document',
    dialect: 'call',
  } as const;
  try {
    let progress = begin(request, rules, { jar: [], cache: {}, logins: {} }, moment);
    while (progress.exchange) {
      const { jar, cache, logins, exchange } = progress;
      const got = await sender.send(exchange.sending, new AbortController().signal);
      progress = receive(exchange, got, { jar, cache, logins }, moment);
    }
    return {
      source: sourceOf(withoutCredentials(url), progress.done),
      answered: progress.done.hops.some(isAnswer),
    };
  } finally {
    await transport.close();
  }
}

function isAnswer({ got }: Hop): boolean {
  return got.kind === 'response' || got.headStatus !== undefined;
}

/** Text is TwiML when it can be read as that; otherwise it is spoken, and audio is played (Twilio docs: TwiML). */
function sourceOf(name: string, { content, diagnostics, url }: Finished): Source {
  const problems = diagnostics;
  if (!content || content.kind === 'empty') return { name, text: null, problems };
  const { kind, body, wrong } = content;
  if (kind === 'twiml' || (kind === 'text' && parseTwiml(body, name).ok))
    return { name, text: body, problems, ...(wrong && { wrong }) };
  const message =
    kind === 'audio'
      ? `the answer of ${url} is audio: it is played, and the call ends`
      : `the answer of ${url} is plain text that is not TwiML: it is spoken, and the call ends`;
  const help = kind === 'audio' ? null : 'send Content-Type: text/xml if it was meant to be TwiML';
  return {
    name,
    text: null,
    problems: [...problems, diagnostic({ rule: 'not-twiml', level: 'info', message, help, url })],
  };
}
