import { describe, expect, it } from 'vitest';
import { signingSender } from '../../src/debug/sender.ts';
import { encodeHop } from '../../src/http/encode.ts';
import { sign, stringToSign } from '../../src/http/signature.ts';
import type { Transport, WireRequest } from '../../src/http/transport.ts';

const KEY = { authToken: 'secret-token', name: 'the token of TWILIO_AUTH_TOKEN (12 characters)' };

async function sent(url: string, publicUrls: { origin: string; local: string }[] = []) {
  const wire: WireRequest[] = [];
  const transport: Transport = {
    send: (request) => {
      wire.push(request);
      return Promise.resolve({
        kind: 'response',
        status: 200,
        headers: [],
        body: '',
        bytes: 0,
        durationMs: 1,
      });
    },
    accepts: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
  const request = encodeHop('POST', url, [['Digits', '1']], { headers: [], timeoutMs: null });
  const got = await signingSender(transport, KEY, publicUrls).send(request, new AbortController().signal);
  return { got, wire: wire[0], headers: Object.fromEntries(wire[0]?.headers ?? []) };
}

describe('sending a hop', () => {
  it('signs it, and says what was signed with which token, never the token itself', async () => {
    const { got, headers } = await sent('http://127.0.0.1:3000/voice');
    const signed = stringToSign('http://127.0.0.1:3000/voice', [['Digits', '1']]);
    expect(headers['X-Twilio-Signature']).toBe(sign(KEY.authToken, signed));
    expect(got.sent.signature).toEqual({ signed, key: KEY.name });
    expect(JSON.stringify(got)).not.toContain(KEY.authToken);
  });

  it('with a public URL signs for it, calls the local one and tells what a proxy would', async () => {
    const { wire, headers } = await sent('https://app.example.com/voice?x=1', [
      { origin: 'https://app.example.com', local: 'http://127.0.0.1:3000' },
    ]);
    expect(wire?.url).toBe('http://127.0.0.1:3000/voice?x=1');
    expect(headers).toMatchObject({ 'X-Forwarded-Host': 'app.example.com', 'X-Forwarded-Proto': 'https' });
    expect(headers['X-Twilio-Signature']).toBe(
      sign(KEY.authToken, stringToSign('https://app.example.com/voice?x=1', [['Digits', '1']])),
    );
  });
});
