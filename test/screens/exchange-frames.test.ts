import { afterEach, describe, expect, it } from 'vitest';
import type { Connection, HopResponse, HopTiming, Sent } from '../../src/http/hop.ts';
import { type Asked, response } from '../support/memory-call.ts';
import { type RunningUi, startUi, type UiPlan } from '../support/screen-ui.ts';

const CONNECTION: Connection = {
  protocol: 'HTTP/1.1',
  remote: '127.0.0.1:3000',
  reused: false,
  tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
};

const TIMING: HopTiming = { dnsMs: 2.1, connectMs: 0.4, tlsMs: 6.3, firstByteMs: 28, downloadMs: 1.2 };

/** What the wire tells of a request: the headers in order, the signature, a fault. */
function sent({ params, headers }: Asked, changes: Partial<Sent> = {}): Sent {
  const names = Object.keys(params).toSorted();
  const signed = `http://app.test/voice${names.map((name) => name + params[name]).join('')}`;
  return {
    headers: [
      ['Host', 'app.test'],
      ['User-Agent', 'TwilioProxy/1.1'],
      ['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'],
      ...(headers['cookie'] ? [['Cookie', headers['cookie']] as const] : []),
      ['X-Twilio-Signature', 'c2lnbmF0dXJlIG9mIHRoZSB0ZXN0'],
      ['Content-Length', '568'],
    ],
    signature: { signed, key: 'the test token' },
    user: null,
    fault: null,
    ...changes,
  };
}

/** An application over a real wire, as far as anybody can see. */
function app(): UiPlan['app'] {
  let menus = 0;
  const answered = { kind: 'response', durationMs: 38, timing: TIMING, connection: CONNECTION } as const;
  const menu = response('  <Say>For sales press 1.</Say>\n  <Hangup/>');
  return {
    '/voice': (asked): Partial<HopResponse> => ({
      ...answered,
      body: response('  <Redirect method="GET">/menu#rc=1&amp;rp=5xx</Redirect>'),
      headers: [
        ['Content-Type', 'text/xml'],
        ['Set-Cookie', 'sid=s-81c2; Path=/; Max-Age=600; HttpOnly'],
        ['Set-Cookie', 'theme=dark; Domain=app.test'],
        ['Set-Cookie', 'stray=1; Domain=example.com'],
      ],
      sent: sent(asked),
    }),
    '/menu': (asked): Partial<HopResponse> =>
      ++menus === 1
        ? { ...answered, status: 503, body: 'busy', sent: sent(asked, { fault: 'status 503' }) }
        : {
            ...answered,
            timing: { ...TIMING, dnsMs: null, connectMs: null, tlsMs: null },
            connection: { ...CONNECTION, reused: true },
            durationMs: 29.2,
            body: menu,
            bytes: menu.length,
            rawBytes: 61,
            headers: [
              ['Content-Type', 'text/xml'],
              ['Content-Encoding', 'gzip'],
              ['Cache-Control', 'max-age=300'],
              ['ETag', '"m1"'],
            ],
            sent: sent(asked),
          },
  };
}

let ui: RunningUi | null = null;

afterEach(async () => {
  await ui?.quit();
  ui = null;
});

/** After the redirect: three requests on the wire, one of them a second attempt. */
async function open(plan: UiPlan = {}): Promise<RunningUi> {
  ui = startUi({ app: app() ?? {}, byHand: true, ...plan });
  const shown = ui;
  await shown.terminal.emulator.until('PAUSED at Redirect');
  await shown.press('n', 'PAUSED at Say');
  return shown;
}

async function matchesGolden(name: string, { terminal }: RunningUi): Promise<void> {
  await expect(`${terminal.emulator.text}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
}

describe('an exchange on the screen', () => {
  it('at 120x40 shows attempts and faults in the log, and the timing', async () => {
    const shown = await open();
    await shown.press('\t\tk', '▸ 2 GET');
    await shown.press(']]]]]', '[Timing]');
    await matchesGolden('timing-120x40', shown);
  });

  it('at 120x40 shows the cookies of the hop, and the jar', async () => {
    const shown = await open();
    await shown.press('\t\tg]]]', '[Cookies]');
    await matchesGolden('cookies-120x40', shown);
  });

  it('at 80x24 shows what the cache did, and what it holds', async () => {
    const shown = await open({ columns: 80, rows: 24 });
    await shown.press(']]]]]]', '[Cache]');
    await matchesGolden('cache-80x24', shown);
  });

  it('at 80x60 shows the whole request when the detail has all the room', async () => {
    const shown = await open({ columns: 80, rows: 60 });
    await shown.press(']kk', '▸ 1 POST');
    await shown.press(']]z', '[Request]');
    await matchesGolden('request-80x60', shown);
  });

  it('at 120x40 shows the answer with its size on the wire', async () => {
    const shown = await open();
    await shown.press(']]', '[Response]');
    await matchesGolden('response-120x40', shown);
  });
});
