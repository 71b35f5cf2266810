import { createHash } from 'node:crypto';
import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { type SenderSecrets, type SignatureMode, signingSender } from '../../../src/debug/wire/sender.ts';
import { encodeHop } from '../../../src/http/encode.ts';
import type { Headers, HopRequest, HopResponse } from '../../../src/http/hop.ts';
import { sign, stringToSign } from '../../../src/http/signature.ts';
import type { Transport, WireAnswer, WireRequest } from '../../../src/http/wire/transport.ts';
import { UNBOUND } from '../../http/builders.ts';

const KEY = { authToken: 'secret-token', name: 'the token of TWILIO_AUTH_TOKEN (12 characters)' };
const VOICE = 'http://127.0.0.1:3000/voice';
const DIGITS = [['Digits', '1']] as const;

const OK: Extract<WireAnswer, { kind: 'response' }> = {
  kind: 'response',
  status: 200,
  headers: [],
  body: '',
  bytes: 0,
  rawBytes: 0,
  media: null,
  durationMs: 1,
  timing: null,
  connection: null,
  requestHeaders: [],
};

const REFUSED: WireAnswer = {
  kind: 'failure',
  reason: 'refused',
  detail: 'ECONNREFUSED',
  partial: false,
  durationMs: 1,
  timing: null,
  requestHeaders: [],
};

interface Plan extends Partial<SenderSecrets> {
  readonly url?: string;
  readonly method?: 'GET' | 'POST';
  readonly changes?: Partial<HopRequest>;
  readonly answer?: WireAnswer;
  readonly mode?: SignatureMode;
}

/** Sends one hop through a wire that tells what it was given, and says that it sent just that. */
async function send({ url = VOICE, method = 'POST', changes = {}, answer = OK, mode, ...secrets }: Plan) {
  const wire: WireRequest[] = [];
  const transport: Transport = {
    send: (request) => {
      wire.push(request);
      return Promise.resolve({ ...answer, requestHeaders: [['Host', 'x'], ...request.headers] });
    },
    accepts: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
  const request = { ...encodeHop(method, url, DIGITS, { ...UNBOUND, headers: [] }), ...changes };
  const sender = signingSender(transport, { key: KEY, ...secrets });
  const got = await sender.send(request, new AbortController().signal, mode);
  const [sent] = wire;
  if (!sent) throw new Error('nothing was sent');
  return { got, sent, headers: new Map(sent.headers) };
}

describe('sending a hop', () => {
  it('signs it, and says what was signed with which token, never the token itself', async () => {
    const { got, headers } = await send({});
    const signed = stringToSign(VOICE, DIGITS);
    expect(headers.get('X-Twilio-Signature')).toBe(sign(KEY.authToken, signed));
    expect(got.sent).toMatchObject({ signature: { signed, key: KEY.name }, user: null, fault: null });
    expect(JSON.stringify(got)).not.toContain(KEY.authToken);
  });

  it('hands limits, body and address to the wire as they are', async () => {
    const limits = { timeoutMs: 900, connectTimeoutMs: 300, readTimeoutMs: 400, sni: false, maxBytes: 10 };
    const { sent } = await send({ changes: limits });
    expect(sent).toMatchObject({ method: 'POST', url: VOICE, body: 'Digits=1', ...limits });
  });

  it('adds what the wire sent to the answer, and to a failure', async () => {
    for (const answer of [OK, REFUSED]) {
      const { got, headers } = await send({ answer });
      expect(got.sent.headers).toEqual([['Host', 'x'], ...headers]);
      expect(got).not.toHaveProperty('requestHeaders');
    }
  });

  it('tells a failure as the wire told it', async () => {
    const { got } = await send({ answer: REFUSED });
    expect(got).toMatchObject({ kind: 'failure', reason: 'refused', detail: 'ECONNREFUSED', partial: false });
  });
});

describe('a public URL', () => {
  const publicUrls = [{ origin: 'https://app.example.com', local: 'http://127.0.0.1:3000' }];
  const url = 'https://app.example.com/voice?x=1';

  it('is signed; the local one is called, and told what a proxy would tell', async () => {
    const { sent, headers, got } = await send({ url, publicUrls });
    expect(sent.url).toBe('http://127.0.0.1:3000/voice?x=1');
    expect(headers.get('Host')).toBe('app.example.com');
    expect(headers.get('X-Forwarded-Host')).toBe('app.example.com');
    expect(headers.get('X-Forwarded-Proto')).toBe('https');
    const signed = stringToSign(url, DIGITS);
    expect(headers.get('X-Twilio-Signature')).toBe(sign(KEY.authToken, signed));
    expect(got.sent.signature).toEqual({ signed, key: KEY.name });
  });

  it('with a port is forwarded with it', async () => {
    const { headers } = await send({
      url: 'http://app.example.com:8080/voice',
      publicUrls: [{ origin: 'http://app.example.com:8080', local: 'http://127.0.0.1:3000' }],
    });
    expect(headers.get('Host')).toBe('app.example.com:8080');
    expect(headers.get('X-Forwarded-Host')).toBe('app.example.com:8080');
    expect(headers.get('X-Forwarded-Proto')).toBe('http');
  });

  it('of another origin is asked for where it is', async () => {
    const { sent, headers } = await send({ url: 'https://other.example.com/voice', publicUrls });
    expect(sent.url).toBe('https://other.example.com/voice');
    expect(headers.has('Host')).toBe(false);
    expect(headers.has('X-Forwarded-Host')).toBe(false);
  });
});

describe('the signature mode', () => {
  const params = { Digits: '1' };

  it('valid is what the official helper library accepts', async () => {
    const { headers } = await send({ mode: 'valid' });
    expect(validateRequest(KEY.authToken, headers.get('X-Twilio-Signature') ?? '', VOICE, params)).toBe(true);
  });

  it('wrong is made with another token, and says so', async () => {
    const { headers, got } = await send({ mode: 'wrong' });
    const signature = headers.get('X-Twilio-Signature') ?? '';
    expect(signature).toHaveLength(28);
    expect(signature).not.toBe(getExpectedTwilioSignature(KEY.authToken, VOICE, params));
    expect(validateRequest(KEY.authToken, signature, VOICE, params)).toBe(false);
    expect(got.sent.signature).toEqual({
      signed: stringToSign(VOICE, DIGITS),
      key: KEY.name,
      wrong: true,
    });
    expect(JSON.stringify(got)).not.toContain(KEY.authToken);
  });

  it('missing sends no signature at all', async () => {
    const { headers, got } = await send({ mode: 'missing' });
    expect(headers.has('X-Twilio-Signature')).toBe(false);
    expect(got.sent.signature).toBeNull();
  });
});

describe('logging in', () => {
  const CREDENTIALS = { user: 'ann', password: 's3cret' };
  const logins = new Map([['http://127.0.0.1:3000', CREDENTIALS]]);
  const base64 = Buffer.from('ann:s3cret').toString('base64');
  const challenged = (challenge: string, count = 1, credentials: typeof CREDENTIALS | null = null) => ({
    authenticate: { challenge, count, credentials },
  });

  it('is not done before a server asks; who could log in is told', async () => {
    for (const changes of [{}, challenged('', 0, CREDENTIALS)]) {
      const { headers, got } = await send({ logins, changes });
      expect(headers.has('Authorization')).toBe(false);
      expect(got.sent.user).toBe('ann');
      expect(got.sent).not.toHaveProperty('login');
    }
  });

  it('by Basic sends user and password; what is kept says who, not with what', async () => {
    const { headers, got } = await send({ logins, changes: challenged('Basic realm="app"') });
    expect(headers.get('Authorization')).toBe(`Basic ${base64}`);
    expect(new Map(got.sent.headers).get('Authorization')).toBe('Basic (login of ann, not kept)');
    expect(got.sent.login).toEqual({ scheme: 'Basic', user: 'ann' });
    expect(JSON.stringify(got)).not.toMatch(/s3cret|YW5uOn/);
  });

  it('by Digest answers for method, path and query, with a cnonce that never comes twice', async () => {
    const changes = challenged('Digest realm="app", qop="auth", nonce="n1"', 2);
    const url = `${VOICE}?lang=en`;
    const first = (await send({ logins, changes, url })).headers.get('Authorization') ?? '';
    const { headers, got } = await send({ logins, changes, url });
    const second = headers.get('Authorization') ?? '';
    const [, cnonce = ''] =
      /^Digest username="ann", realm="app", nonce="n1", uri="\/voice\?lang=en", .*nc=00000002, cnonce="([^"]+)"/.exec(
        second,
      ) ?? [];
    expect(cnonce).not.toBe('');
    expect(first).not.toContain(cnonce);
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const hashed = md5(`${md5('ann:app:s3cret')}:n1:00000002:${cnonce}:auth:${md5('POST:/voice?lang=en')}`);
    expect(second).toContain(`response="${hashed}"`);
    expect(new Map(got.sent.headers).get('Authorization')).toBe('Digest (login of ann, not kept)');
    expect(got.sent.login).toEqual({ scheme: 'Digest', user: 'ann' });
    expect(JSON.stringify(got)).not.toContain(hashed);
  });

  it('prefers the login of the URL itself to the one that the user gave', async () => {
    const bob = { user: 'bob', password: 'hunter2' };
    const { headers, got } = await send({ logins, changes: challenged('Basic realm="app"', 1, bob) });
    expect(headers.get('Authorization')).toBe(`Basic ${Buffer.from('bob:hunter2').toString('base64')}`);
    expect(got.sent.user).toBe('bob');
  });

  it('is for the origin that it was given for alone', async () => {
    const changes = challenged('Basic realm="app"');
    for (const url of [
      'http://127.0.0.1:3001/voice',
      'https://127.0.0.1:3000/voice',
      'http://localhost:3000/',
    ]) {
      const { headers, got } = await send({ logins, changes, url });
      expect(headers.has('Authorization')).toBe(false);
      expect(got.sent.user).toBeNull();
    }
  });

  it('is for the public origin, wherever that is called', async () => {
    const { headers, sent } = await send({
      url: 'https://app.example.com/voice',
      publicUrls: [{ origin: 'https://app.example.com', local: 'http://127.0.0.1:3000' }],
      logins: new Map([['https://app.example.com', CREDENTIALS]]),
      changes: challenged('Basic realm="app"'),
    });
    expect(sent.url).toBe('http://127.0.0.1:3000/voice');
    expect(headers.get('Authorization')).toBe(`Basic ${base64}`);
  });

  it('does not change what is signed', async () => {
    const { headers } = await send({ logins, changes: challenged('Basic realm="app"') });
    expect(headers.get('X-Twilio-Signature')).toBe(sign(KEY.authToken, stringToSign(VOICE, DIGITS)));
  });
});

describe('media', () => {
  const play = async (headers: Headers, media: Uint8Array | null) => {
    const { got } = await send({
      method: 'GET',
      answer: { ...OK, headers, media, bytes: media?.length ?? 0 },
    });
    return got as HopResponse;
  };

  it('is named by its SHA-256 and measured; its bytes are not in the answer', async () => {
    const media = new Uint8Array(8_000).fill(255);
    const got = await play([['content-type', 'audio/ulaw; rate=8000']], media);
    expect(got.content).toEqual({ sha256: createHash('sha256').update(media).digest('hex'), playsMs: 1_000 });
    expect(got).not.toHaveProperty('media');
    expect(JSON.stringify(got).length).toBeLessThan(1_000);
  });

  it('whose format does not tell how long it plays says so', async () => {
    expect((await play([['Content-Type', 'audio/mpeg']], new Uint8Array(100))).content?.playsMs).toBeNull();
    expect((await play([], new Uint8Array(100))).content?.playsMs).toBeNull();
  });

  it('is what the wire takes for it: text has no content', async () => {
    expect((await play([['Content-Type', 'text/xml']], null)).content).toBeNull();
  });
});
