import { writeFileSync } from 'node:fs';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();
const folder = temporaryFolder();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

describe('twiml-debug run --json', () => {
  it('prints the events of the contract, every named field present', async () => {
    const url = await serve({
      '/voice': '<Gather numDigits="1" action="/next"><Say>Press &amp; go</Say></Gather>',
      '/next': (_request, answer) => {
        answer
          .writeHead(302, {
            Location: '/last',
            'Set-Cookie': ['a=1', 'b=2; Max-Age=0', 'c=3; Domain=example.com'],
          })
          .end();
        return undefined;
      },
      '/last': '<Say>Bye</Say>',
    });
    const run = await program(['run', url, '--caller', 'press 5', '--json']);
    expect(run.exitCode).toBe(0);
    expect(run.events.map(({ type }) => type)).toEqual([
      'call',
      'exchange',
      'document',
      'verb',
      'call',
      'verb',
      'heard',
      'input',
      'exchange',
      'diagnostic',
      'document',
      'verb',
      'heard',
      'call',
      'end',
    ]);
    expect(run.events.map(({ seq }) => seq)).toEqual(run.events.map((_, index) => index));
    const [, exchange] = run.of('exchange');
    expect(exchange).toMatchObject({
      purpose: 'action',
      method: 'POST',
      url: url.replace('/voice', '/next'),
      params: { Digits: '5', FinishedOnKey: '', msg: 'Gather End', CallStatus: 'in-progress' },
      status: 200,
      contentType: 'text/xml',
      cache: 'miss',
      error: null,
      hops: [
        {
          method: 'POST',
          status: 302,
          location: url.replace('/voice', '/last'),
          cookiesSent: {},
          cookiesSet: { a: '1' },
          cache: 'bypass',
        },
        {
          method: 'GET',
          status: 200,
          location: null,
          cookiesSent: { a: '1' },
          cookiesSet: {},
          cache: 'miss',
        },
      ],
    });
    expect(exchange?.hops[0]?.cookiesRejected).toEqual([
      {
        header: 'c=3; Domain=example.com',
        reason: 'its Domain example.com does not cover the host 127.0.0.1',
      },
    ]);
    expect(exchange?.hops[0]?.requestHeaders).toMatchObject({ 'User-Agent': 'TwilioProxy/1.1' });
    expect(run.of('verb')[1]).toMatchObject({ name: 'Say', line: 3, column: 38, attributes: {}, url });
    expect(run.of('heard')[0]).toEqual(
      expect.objectContaining({ kind: 'say', text: 'Press & go', interrupted: false }),
    );
    expect(run.of('end')[0]).toMatchObject({
      status: 'completed',
      error: null,
      notSimulated: [],
      recording: null,
    });
  });

  it('sends what Twilio sends: the official helper library accepts the signature of every hop', async () => {
    const url = await serve({
      '/voice': '<Redirect method="GET">/get?x=%20y&amp;z=%C3%A9</Redirect>',
      '/get': (_request, answer) => {
        answer.writeHead(302, { Location: '/get2?q=1' }).end();
        return undefined;
      },
      '/get2': '<Hangup/>',
    });
    await program(['run', url, '--auth-token', 'my-token', '--param', 'FromCity=São Paulo', '--json']);
    expect(webhook.received.map(({ path }) => path)).toEqual(['/voice', '/get', '/get2']);
    for (const { headers, url: path, body, method } of webhook.received) {
      const signature = String(headers['x-twilio-signature']);
      const params = method === 'POST' ? Object.fromEntries(new URLSearchParams(body)) : {};
      expect(twilio.validateRequest('my-token', signature, `${webhook.origin}${path}`, params)).toBe(true);
      expect(headers['user-agent']).toBe('TwilioProxy/1.1');
      if (method === 'POST') expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    }
  });

  it('with --public-url shows, signs and forwards the public origin, and calls the local one', async () => {
    const url = await serve({ '/voice': '<Redirect>next</Redirect>', '/next': '<Hangup/>' });
    const run = await program([
      'run',
      url,
      '--public-url',
      'https://app.example.com',
      '--auth-token',
      't',
      '--json',
    ]);
    expect(run.of('exchange').map((exchange) => exchange.url)).toEqual([
      'https://app.example.com/voice',
      'https://app.example.com/next',
    ]);
    const [first] = webhook.received;
    expect(first?.headers).toMatchObject({
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'app.example.com',
    });
    const params = Object.fromEntries(new URLSearchParams(first?.body));
    expect(
      twilio.validateRequest(
        't',
        String(first?.headers['x-twilio-signature']),
        'https://app.example.com/voice',
        params,
      ),
    ).toBe(true);
  });
});

describe('TwiML files', () => {
  it('are run without any request', async () => {
    const file = folder.join('menu.xml');
    writeFileSync(file, '<Response><Say>From a file</Say></Response>');
    const run = await program(['run', file, '--json']);
    expect(run.of('exchange')).toEqual([]);
    expect(run.of('heard')).toMatchObject([{ text: 'From a file' }]);
    expect(run.exitCode).toBe(0);
  });
});
