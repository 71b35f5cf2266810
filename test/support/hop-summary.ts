import type { HopSummary, PublicEventOf } from '../../src/debug/public-event.ts';

/** A hop as the public events tell it: a POST that was signed and answered with an empty document. */
export function hopSummary(changes: Partial<HopSummary> = {}): HopSummary {
  return {
    method: 'POST',
    url: 'http://app.test/voice',
    attempt: 1,
    status: 200,
    failure: null,
    location: null,
    requestHeaders: {
      Host: 'app.test',
      'User-Agent': 'TwilioProxy/1.1',
      'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'X-Twilio-Signature': 'c2lnbmF0dXJl',
      Accept: '*/*',
      'Content-Length': '21',
    },
    requestBody: 'Digits=12%23&Empty=&A=b',
    responseHeaders: [['Content-Type', 'text/xml']],
    responseBody: '<Response/>',
    bytes: 11,
    rawBytes: 11,
    media: null,
    cookiesSent: {},
    cookiesSet: {},
    cookiesRejected: [],
    cache: 'bypass',
    cacheReason: 'POST is never cached',
    durationMs: 12.4,
    timing: { dnsMs: null, connectMs: 0.4, tlsMs: null, firstByteMs: 11, downloadMs: 0.5 },
    connection: { protocol: 'HTTP/1.1', remote: '127.0.0.1:3000', reused: false, tls: null },
    signed: { string: 'http://app.test/voiceAbDigits12#Empty', key: 'the test token' },
    fault: null,
    ...changes,
  };
}

/** An exchange that is made of these hops. */
export function exchangeOf(
  hops: readonly HopSummary[],
  changes: Partial<PublicEventOf<'exchange'>> = {},
): PublicEventOf<'exchange'> {
  const last = hops.at(-1);
  return {
    seq: 0,
    at: 0,
    call: 'CA1',
    type: 'exchange',
    purpose: 'document',
    method: hops[0]?.method ?? 'POST',
    url: hops[0]?.url ?? 'http://app.test/voice',
    params: {},
    status: last?.status ?? null,
    contentType: 'text/xml',
    bytes: last?.bytes ?? 0,
    cache: last?.cache ?? 'bypass',
    error: null,
    durationMs: hops.reduce((sum, { durationMs }) => sum + durationMs, 0),
    hops,
    ...changes,
  };
}
