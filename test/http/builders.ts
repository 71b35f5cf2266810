import type { ExchangeRules, ExchangeState, Moment, WebhookRequest } from '../../src/http/exchange.ts';
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

export const EMPTY: ExchangeState = { jar: [], cache: {} };

export const RULES: ExchangeRules = { timeoutMs: 15_000, drop307: false };

/** An answer of 200 with TwiML, changed where a test says so; its size is that of its body. */
export function answer(changes: Partial<HopResponse> = {}): HopResponse {
  const body = changes.body ?? '<Response/>';
  return {
    kind: 'response',
    status: 200,
    headers: [['Content-Type', 'text/xml']],
    body,
    bytes: new TextEncoder().encode(body).length,
    durationMs: 0,
    sent: UNSENT,
    ...changes,
  };
}

/** An answer of 200 with TwiML and more headers. */
export function answerWith(headers: Headers, changes: Partial<HopResponse> = {}): HopResponse {
  return answer({ ...changes, headers: [['Content-Type', 'text/xml'], ...headers] });
}

export function redirect(status: number, location: string, more: Headers = []): HopResponse {
  return answer({ status, headers: [['Location', location], ...more], body: '' });
}

export function failed(reason: HopFailure['reason'], detail = ''): HopFailure {
  return { kind: 'failure', reason, detail, durationMs: 0, sent: UNSENT };
}

/** A hop's request as the policies see it. */
export function hopRequest(changes: Partial<HopRequest> = {}): HopRequest {
  return {
    method: 'GET',
    url: 'http://app.test/voice',
    headers: [],
    body: null,
    form: [],
    timeoutMs: 15_000,
    maxBytes: 65_536,
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
    ...changes,
  };
}

/** What a sender that signs adds to an answer. */
export function signedFor(url: string): Sent {
  return { headers: [['X-Twilio-Signature', 'c2ln']], signature: { signed: url, key: 'the demo token' } };
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
