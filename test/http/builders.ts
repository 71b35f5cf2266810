import type { ExchangeRules, ExchangeState, Moment, WebhookRequest } from '../../src/http/exchange-state.ts';
import type { RefusedExchange } from '../../src/http/help/refusal-help.ts';
import type { Headers, HopFailure, HopRequest, HopResponse, Sent } from '../../src/http/hop.ts';
import { UNSENT } from '../../src/http/hop.ts';

/** 1 January 2026, midnight: the wall-clock time at a session's zero. */
export const DATE = Date.UTC(2026, 0, 1);

/** A time in an HTTP header, some seconds after {@link DATE}. */
export function httpDate(seconds: number): string {
  return new Date(DATE + seconds * 1000).toUTCString();
}

/** The moment some seconds into the session. */
export function at(seconds: number): Moment {
  return { now: seconds * 1000, date: DATE };
}

export const EMPTY: ExchangeState = { jar: [], cache: {}, logins: {} };

export const RULES: ExchangeRules = { timeoutMs: 15_000, drop307: false, publicUrls: [] };

/** An answer of 200 with TwiML, changed where a test says so; its size is that of its body. */
export function answer(changes: Partial<HopResponse> = {}): HopResponse {
  const body = changes.body ?? '<Response/>';
  const bytes = new TextEncoder().encode(body).length;
  return {
    kind: 'response',
    status: 200,
    headers: [['Content-Type', 'text/xml']],
    body,
    bytes,
    rawBytes: bytes,
    content: null,
    durationMs: 0,
    timing: null,
    connection: null,
    sent: UNSENT,
    ...changes,
  };
}

/** A file that plays three seconds, as its content. */
export const CONTENT = { sha256: 'a'.repeat(64), playsMs: 3000 };

/** An answer with an mp3 of 24 kB. */
export function audio(headers: Headers = [], changes: Partial<HopResponse> = {}): HopResponse {
  return answer({
    headers: [['Content-Type', 'audio/mpeg'], ...headers],
    body: '',
    bytes: 24_000,
    rawBytes: 24_000,
    content: CONTENT,
    ...changes,
  });
}

/** An answer of 200 with TwiML and more headers. */
export function answerWith(headers: Headers, changes: Partial<HopResponse> = {}): HopResponse {
  return answer({ ...changes, headers: [['Content-Type', 'text/xml'], ...headers] });
}

export function redirect(status: number, location: string, more: Headers = []): HopResponse {
  return answer({ status, headers: [['Location', location], ...more], body: '' });
}

export function failed(
  reason: HopFailure['reason'],
  detail = '',
  changes: Partial<HopFailure> = {},
): HopFailure {
  const given = { kind: 'failure', reason, detail, partial: false, durationMs: 0 } as const;
  return { ...given, timing: null, sent: UNSENT, ...changes };
}

/** What a hop is sent with besides its parameters: no limit of time, no login. */
export const UNBOUND = {
  timeoutMs: null,
  connectTimeoutMs: null,
  readTimeoutMs: null,
  sni: true,
  maxBytes: 65_536,
  authenticate: null,
  dialect: 'call',
} as const;

/** A hop's request as the policies see it. */
export function hopRequest(changes: Partial<HopRequest> = {}): HopRequest {
  return {
    method: 'GET',
    url: 'http://app.test/voice',
    headers: [],
    body: null,
    form: [],
    ...UNBOUND,
    timeoutMs: 15_000,
    ...changes,
  };
}

/** A request for the action of a Gather. */
export function webhook(changes: Partial<WebhookRequest> = {}): WebhookRequest {
  return {
    method: 'POST',
    url: 'http://app.test/voice',
    standard: [
      ['CallSid', 'CA1'],
      ['From', '+15550001111'],
    ],
    own: [['Digits', '12']],
    token: 'token-1',
    expects: 'document',
    dialect: 'call',
    ...changes,
  };
}

/** An exchange of one hop that this answer ended. */
export function refused(
  got: HopResponse,
  { asked = 'http://app.test/voice', url = asked }: { readonly asked?: string; readonly url?: string } = {},
): RefusedExchange {
  return {
    standard: webhook().standard,
    hops: [],
    hop: { request: hopRequest({ method: 'POST', url }), asked },
    got,
  };
}

/** What a sender that signs adds to an answer. */
export function signedFor(url: string): Sent {
  const signature = { signed: url, key: 'the demo token' };
  return { ...UNSENT, headers: [['X-Twilio-Signature', 'c2ln']], signature };
}

/** Freezes a value and everything in it, so that changing it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

/** What comes back from a recording. */
export function recorded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
