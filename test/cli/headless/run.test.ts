import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../../src/recording/reader.ts';
import { program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();
const folder = temporaryFolder();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

/** A loopback port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no address');
  return address.port;
}

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

describe('exit codes', () => {
  it('0 for a call that ended without an error', async () => {
    expect((await program(['run', await serve({ '/voice': '<Hangup/>' })])).exitCode).toBe(0);
  });

  it('1 for one that ended with a Twilio error', async () => {
    expect((await program(['run', await serve({})])).exitCode).toBe(1);
  });

  it('1 for a loop, which --max-steps ends', async () => {
    const run = await program([
      'run',
      await serve({ '/voice': '<Redirect/>' }),
      '--max-steps',
      '20',
      '--json',
    ]);
    expect(run.exitCode).toBe(1);
    expect(run.of('diagnostic')).toMatchObject([{ rule: 'max-steps', code: null }]);
  });

  it('1 for a run that took longer than --timeout', async () => {
    const url = await serve({ '/voice': '<Redirect>/never</Redirect>', '/never': () => undefined });
    const run = await program(['run', url, '--timeout', '0.1', '--json']);
    expect(run.exitCode).toBe(1);
    expect(run.of('diagnostic')).toMatchObject([{ rule: 'timeout', code: null, level: 'error' }]);
    expect(run.events.at(-1)).toMatchObject({ type: 'end', status: 'no-answer', error: null });
  });

  it('3 for one whose webhook never answered: what was given up is told, and is no error of Twilio', async () => {
    const url = await serve({ '/voice': () => undefined });
    const run = await program(['run', url, '--timeout', '0.1', '--status-callback', url, '--json']);
    expect(run.exitCode).toBe(3);
    expect(run.of('diagnostic')).toMatchObject([{ rule: 'timeout', code: null }]);
    expect(run.of('exchange')).toMatchObject([
      { purpose: 'document', status: null, error: null, hops: [{ failure: 'abandoned' }] },
      { purpose: 'status-callback', status: null, error: null, hops: [{ failure: 'abandoned' }] },
    ]);
    expect(run.of('end')[0]?.error).toBeNull();
    const told = await program(['run', url, '--timeout', '0.1']);
    expect(told.data).toContain('POST     given up');
  });

  it('3 when no request got an HTTP response; it was tried twice, and the end still names the code', async () => {
    const run = await program(['run', `http://127.0.0.1:${await freePort()}/voice`, '--json']);
    expect(run.exitCode).toBe(3);
    expect(run.of('end')[0]?.error).toBe(11202);
    expect(run.of('exchange')[0]?.hops).toMatchObject([
      { attempt: 1, failure: 'refused', status: null },
      { attempt: 2, failure: 'refused', status: null },
    ]);
    expect(run.of('diagnostic')[0]?.help).toContain('is your server running');
  });

  it.each([
    [['run'], "missing required argument 'target'"],
    [['run', 'localhost:3000/voice'], 'did you mean http://localhost:3000/voice ?'],
    [['run', ':3000'], 'did you mean http://127.0.0.1:3000 ?'],
    [['run', 'ws://x/y'], 'ws:// is not supported'],
    [['run', 'nothere.xml'], 'there is no file nothere.xml'],
    [['run', 'http://'], 'is not a valid URL'],
    [['run', 'http://x/', '--clock', 'wall'], '--clock: write real or virtual, not "wall"'],
    [['run', 'http://x/', '--caller', 'jump'], '"jump" is not an action of a caller script'],
    [['run', 'http://x/', '--machine-detection', 'Enable'], 'add --direction outbound-api'],
    [['run', 'http://x/', '--nonsense'], 'See twiml-debug run --help'],
    [['message'], 'See twiml-debug message --help'],
    [['http://x/', '--nonsense'], 'See twiml-debug call --help'],
    [['--nonsense'], 'See twiml-debug --help'],
    [['run', 'http://x/', '--break', 'gather if'], 'is not a place to stop'],
    [['run', 'http://x/', '--break', 'Gathr'], 'did you mean Gather?'],
    [['run', 'http://x/', '--break', 'line:0'], '"line:0" is not a place to stop'],
    [['rnu', 'http://x/'], 'rnu is not a command; did you mean twiml-debug run ?'],
    [['chekc'], 'chekc is not a command; did you mean twiml-debug check ?'],
    [['frobnicate', 'http://x/'], 'frobnicate is not a command; the commands are call, run, message'],
    [['run', 'http://x/', '--max-steps', '0'], 'write a whole number above 0'],
    [['run', 'http://x/', '--speed', '0'], '--speed: write a number from 0.001 to 1000000, not "0"'],
    [['run', 'http://x/', '--speed', 'NaN'], '--speed: write a number from 0.001 to 1000000, not "NaN"'],
    [['run', 'http://x/', '--timeout', '-1'], '--timeout: write a number above 0, not "-1"'],
    [['run', 'http://x/', '--record', ''], '--record: write a file or a folder'],
    [['run', 'http://x/', '--caller-file', 'nothere'], '--caller-file: there is no file nothere'],
    [['run', 'http://x/', '--public-url', 'https://app.test=local'], 'write origins'],
    [['run', 'http://x/', '--public-url', 'https://app.test/path'], 'write origins'],
    [['run', 'http://x/', '--public-url', 'https://ann@app.test'], 'write origins'],
    [['check', '.', '--max-warnings', '-1'], '--max-warnings: write 0 or a whole number above it, not "-1"'],
    [['demo', '--serve', '--port', '99999'], '--port: write a port from 1 to 65535, not "99999"'],
    [['run', 'http://x/', '--param', 'novalue'], 'write NAME=VALUE'],
    [['run', 'http://x/', '--public-url', 'app.test'], 'write origins'],
    [['run', 'http://x/', '--jsonn'], "unknown option '--jsonn'"],
    [['run', 'http://x/', '--play-failure', 'retry'], '--play-failure: write end or next, not "retry"'],
    [['run', 'http://ann:a:b@x/'], 'holds & or :, which Twilio does not take there'],
    [['run', 'http://x/', '--fallback-url', 'http://ann:a&b@x/'], 'holds & or :, which Twilio does not'],
    [
      ['http://127.0.0.1:1/voice'],
      'is not a terminal; without one use twiml-debug run http://127.0.0.1:1/voice',
    ],
    [['demo'], 'is not a terminal'],
  ])('2 for %j', async (args, message) => {
    const run = await program(args);
    expect(run.exitCode).toBe(2);
    expect(run.said).toContain(message);
    expect(run.data).toBe('');
  });

  it('4 for a recording that cannot be read', async () => {
    const path = folder.join('x.twiml.jsonl');
    writeFileSync(path, 'not one');
    expect(await program(['replay', path])).toMatchObject({
      exitCode: 4,
      said: expect.stringContaining('is not a recording'),
    });
  });
});

describe('a command line that is refused', () => {
  it('is quoted in part: a whole file may stand in it', async () => {
    const path = folder.join('script');
    writeFileSync(path, 'x'.repeat(100_000));
    const { said } = await program(['run', 'http://x/', '--caller-file', path]);
    expect(said.length).toBeLessThan(1000);
    expect(said).toContain('is not an action of a caller script');
  });

  it('takes a word for a target where there is such a file', async () => {
    const { said } = await program(['run', 'rnu']);
    expect(said).toContain('there is no file rnu');
  });
});

describe('TWILIO_ACCOUNT_SID', () => {
  const sidOf = async (env: NodeJS.ProcessEnv, args: readonly string[] = []) => {
    const run = await program(['run', await serve({ '/voice': '<Hangup/>' }), '--json', ...args], { env });
    return { sid: run.of('exchange')[0]?.params['AccountSid'], said: run.said };
  };

  it('names the account', async () => {
    const own = `AC${'a'.repeat(32)}`;
    expect((await sidOf({ TWILIO_ACCOUNT_SID: own })).sid).toBe(own);
    const given = `AC${'b'.repeat(32)}`;
    expect((await sidOf({ TWILIO_ACCOUNT_SID: own }, ['--account-sid', given])).sid).toBe(given);
  });

  it('is told, and not used, when it is no SID of an account', async () => {
    const { sid, said } = await sidOf({ TWILIO_ACCOUNT_SID: 'ACXXXXXXXX' });
    expect(sid).toBe('AC0123456789abcdef0123456789abcdef');
    expect(said).toContain('TWILIO_ACCOUNT_SID is not an account SID (AC and 32 hexadecimal digits)');
  });
});

describe('the transcript of a run', () => {
  it('tells twenty mistakes of a document, and how many more there are', async () => {
    const url = await serve({
      '/voice': `${'<Foo/>'.repeat(50)}<Redirect>/bad</Redirect>`,
      '/bad': '<Foo/>',
    });
    const { data } = await program(['run', url]);
    expect(data.match(/12200 <Foo> is not an element/g)).toHaveLength(21);
    expect(data).toContain(`help: <Response> takes`);
    expect(data).toContain(`\n                  … 30 more: twiml-debug check ${url}\n`);
    const { of } = await program(['run', url, '--json']);
    expect(of('diagnostic')).toHaveLength(51);
  });

  it('shows a broken document with a caret under the place', async () => {
    const url = await serve({ '/voice': '<Say>Fish & chips</Say>' });
    const { data } = await program(['run', url]);
    expect(data).toContain(`error    12100 Document parse failure: a raw & is not allowed  ${url}:3:11`);
    expect(data).toContain('3 | <Say>Fish & chips</Say>\n                    |           ^\n');
    expect(data).toContain('help: write &amp; for an ampersand');
  });

  it('names the URL and the token that were used when a signature is refused', async () => {
    const url = await serve({
      '/voice': (_request, answer) => {
        answer.writeHead(403, { 'Content-Type': 'text/plain' }).end('Twilio Request Validation Failed.');
        return undefined;
      },
    });
    const { data } = await program(['run', url], { env: { TWILIO_AUTH_TOKEN: '0f0f0f0f0f0f0f0fabcd' } });
    expect(data).toContain(
      `your app refused the signature: signed for the URL ${url} with the token of TWILIO_AUTH_TOKEN (20 characters)`,
    );
    expect(data).toContain('set TWILIO_AUTH_TOKEN (or --auth-token)');
    expect(data).not.toContain('0f0f0f0f');
    expect(data).not.toContain('abcd');
  });

  it('makes control characters of the webhook visible', async () => {
    const url = await serve({ '/voice': '<Say>&#27;[2Jboo</Say>'.replace('&#27;', '\u0085') });
    const { data } = await program(['run', url]);
    expect(data).toContain('"<U+0085>[2Jboo"');
  });
});

describe('--json', () => {
  it('is safe to print: control characters that JSON leaves alone are escaped too', async () => {
    const url = await serve({ '/voice': '<Say>\u009b31m \u007f</Say>' });
    const run = await program(['run', url, '--json']);
    expect(run.data).not.toMatch(/[\u007f-\u009f]/);
    expect(run.of('heard')[0]?.text).toBe('\u009b31m \u007f');
  });
});

describe('recordings of runs', () => {
  it('go to recordings/ here when that already holds recordings', async () => {
    const url = await serve({ '/voice': '<Hangup/>' });
    mkdirSync(folder.join('recordings', 'examples'), { recursive: true });
    writeFileSync(folder.join('recordings', 'examples', 'a.twiml.jsonl'), '');
    const run = await program(['run', url, '--json'], { cwd: folder.path, record: true });
    const kept = readdirSync(folder.join('recordings')).filter((name) => name.endsWith('.twiml.jsonl'));
    expect(run.recordings).toEqual(kept.map((name) => folder.join('recordings', name)));
    expect(run.of('end')[0]?.recording).toBe(run.recordings[0]);
    expect(readRecording(run.recordings[0] ?? '').header.target).toBe(url);
  });

  it('go to the file or folder that --record names', async () => {
    const url = await serve({ '/voice': '<Hangup/>' });
    const file = folder.join('deep', 'call.twiml.jsonl');
    expect((await program(['run', url, '--record', file], { record: true })).recordings).toEqual([file]);
    expect((await program(['run', url, '--record', folder.path], { record: true })).recordings[0]).toMatch(
      /-voice-[0-9a-f]{4}\.twiml\.jsonl$/,
    );
  });

  it('never replace a file that is no recording', async () => {
    const file = folder.join('notes.txt');
    writeFileSync(file, 'mine');
    const run = await program(['run', await serve({ '/voice': '<Hangup/>' }), '--record', file], {
      record: true,
    });
    expect(run).toMatchObject({
      exitCode: 2,
      said: expect.stringContaining('is not a recording; it is left alone'),
    });
  });

  it('replayed with --json print the same events', async () => {
    const file = folder.join('call.twiml.jsonl');
    const url = await serve({ '/voice': '<Say>Hi</Say>' });
    const run = await program(['run', url, '--json', '--record', file], { record: true });
    await webhook.close();
    const replay = await program(['replay', file, '--json']);
    expect(replay.events).toEqual(run.events);
    expect(replay.exitCode).toBe(0);
  });
});

describe('--webhook-timeout', () => {
  /** A call whose webhook answers after 20 s of the virtual clock. */
  const slow = async (...args: readonly string[]) => {
    const url = await serve({ '/voice': '<Hangup/>' });
    return program(['run', url, '--json', '--fault', 'slow 20s', ...args]);
  };

  it.each([
    ['15 s by default', [], 11205],
    ['longer', ['--webhook-timeout', '25'], null],
    ['shorter', ['--webhook-timeout', '0.05'], 11205],
  ])('is how long Twilio waits for an answer: %s', async (_what, args, error) => {
    expect((await slow(...args)).of('end')[0]?.error).toBe(error);
  });

  it('off lets the author of the webhook sit at a breakpoint, and is said', async () => {
    const run = await slow('--webhook-timeout', 'off');
    expect(run.of('end')[0]?.error).toBeNull();
    expect(run.said).toContain('the webhook timeout is off (Twilio gives up after 15 s)');
  });
});

describe('--wait', () => {
  it('lets the server come up first', async () => {
    const port = await freePort();
    const run = program(['run', `http://127.0.0.1:${port}/voice`, '--wait', '10']);
    await webhook.serve({ '/voice': '<Hangup/>' }, port);
    expect((await run).exitCode).toBe(0);
  });

  it('gives up after its time, with the reason', async () => {
    const run = await program(['run', `http://127.0.0.1:${await freePort()}/voice`, '--wait', '0.05']);
    expect(run.exitCode).toBe(3);
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

describe('a login in a URL (http.md section 12)', () => {
  const SECRET = /s3cret|YW5uOn/;

  /** Lets nobody in but ann; what is behind is served to her. */
  const behindBasic =
    (verbs: string): Route =>
    ({ headers }, answer) => {
      if (headers.authorization === `Basic ${Buffer.from('ann:s3cret').toString('base64')}`) return verbs;
      answer.writeHead(401, { 'WWW-Authenticate': 'Basic realm="app"' }).end();
      return undefined;
    };
  const withLogin = (url: string, login: string) => url.replace('http://', `http://${login}@`);

  it('is given when the webhook asks for it, and again without being asked', async () => {
    const url = await serve({
      '/voice': behindBasic('<Redirect>/next</Redirect>'),
      '/next': behindBasic('<Hangup/>'),
    });
    const run = await program(['run', withLogin(url, 'ann:s3cret'), '--json']);
    expect(run.exitCode).toBe(0);
    expect(webhook.received.map(({ path, headers }) => [path, 'authorization' in headers])).toEqual([
      ['/voice', false],
      ['/voice', true],
      ['/next', true],
    ]);
  });

  it('is neither printed nor recorded; the target is named without it', async () => {
    const url = await serve({ '/voice': behindBasic('<Hangup/>') });
    const target = withLogin(url, 'ann:s3cret');
    const file = folder.join('call.twiml.jsonl');
    const run = await program(['run', target, '--json', '--record', file], { record: true });
    const text = await program(['run', target]);
    const recording = readFileSync(file, 'utf8');
    expect(recording).toContain('Basic (login of ann, not kept)');
    for (const output of [recording, run.data, run.said, text.data, text.said])
      expect(output).not.toMatch(SECRET);
    expect(readRecording(file).header.target).toBe(url);
    expect((await program(['replay', file, '--json'])).events).toEqual(run.events);
  });

  it('that is wrong is 11200; the help names the user alone', async () => {
    const url = await serve({ '/voice': behindBasic('<Hangup/>') });
    const run = await program(['run', withLogin(url, 'ann:s3cret2')]);
    expect(run.exitCode).toBe(1);
    expect(run.data).toContain('the login as ann was refused: check user and password in the URL');
    expect(run.data).not.toMatch(SECRET);
  });

  it('of --base-url is given where relative URLs lead, and not recorded', async () => {
    const url = await serve({ '/voice': behindBasic('<Hangup/>') });
    const file = folder.join('call.twiml.jsonl');
    const twiml = folder.join('menu.xml');
    writeFileSync(twiml, '<Response><Redirect>/voice</Redirect></Response>');
    const options = ['--base-url', withLogin(url, 'ann:s3cret'), '--record', file, '--json'];
    const run = await program(['run', twiml, ...options], { record: true });
    expect(run.exitCode).toBe(0);
    expect(webhook.received).toHaveLength(2);
    expect(readFileSync(file, 'utf8')).not.toMatch(SECRET);
  });

  it('of the fallback URL and of the status callback is given there', async () => {
    const url = await serve({ '/fallback': behindBasic('<Hangup/>'), '/status': behindBasic('') });
    const other = withLogin(url, 'ann:s3cret');
    const run = await program([
      'run',
      url,
      '--fallback-url',
      other.replace('/voice', '/fallback'),
      '--status-callback',
      other.replace('/voice', '/status'),
      '--json',
    ]);
    expect(run.exitCode).toBe(0);
    expect(webhook.received.map(({ path }) => path)).toEqual(['/voice', '/fallback', '/fallback', '/status']);
    expect(run.data).not.toMatch(SECRET);
  });

  it('is for the public origin when the target has one', async () => {
    const url = await serve({
      '/voice': behindBasic('<Redirect>/voice2</Redirect>'),
      '/voice2': behindBasic('<Hangup/>'),
    });
    const run = await program([
      'run',
      withLogin(url, 'ann:s3cret'),
      '--public-url',
      'https://app.example.com',
      '--json',
    ]);
    expect(run.exitCode).toBe(0);
    expect(run.of('exchange').map((exchange) => exchange.url)).toEqual([
      'https://app.example.com/voice',
      'https://app.example.com/voice2',
    ]);
    expect(run.data).not.toMatch(SECRET);
  });
});

describe('links of an app that does not know its public name', () => {
  it('lead to the public one, with a warning', async () => {
    const url = await serve({
      '/voice': () => `<Redirect>${webhook.origin}/next</Redirect>`,
      '/next': (_request, answer) => {
        answer.writeHead(302, { Location: `${webhook.origin}/last` }).end();
        return undefined;
      },
      '/last': '<Hangup/>',
    });
    const run = await program(['run', url, '--public-url', 'https://app.example.com', '--json']);
    expect(webhook.received.map(({ path }) => path)).toEqual(['/voice', '/next', '/last']);
    expect(run.of('exchange')[1]?.hops.map((hop) => hop.url.split('?')[0])).toEqual([
      'https://app.example.com/next',
      'https://app.example.com/last',
    ]);
    const links = run.of('diagnostic').filter(({ rule }) => rule === 'local-link');
    expect(links.map((link) => link.url)).toEqual([`${webhook.origin}/next`, `${webhook.origin}/last`]);
  });

  it('lead to the local server too when only their scheme is wrong: a tunnel serves both', async () => {
    const url = await serve({
      '/voice': ({ headers }) => `<Redirect>http://${headers.host}/next</Redirect>`,
      '/next': '<Hangup/>',
    });
    const run = await program(['run', url, '--public-url', 'https://app.example.com', '--json']);
    expect(run.of('exchange').map((exchange) => exchange.url)).toEqual([
      'https://app.example.com/voice',
      'http://app.example.com/next',
    ]);
    expect(webhook.received.map(({ headers }) => [headers.host, headers['x-forwarded-proto']])).toEqual([
      ['app.example.com', 'https'],
      ['app.example.com', 'http'],
    ]);
  });
});

describe('a file that is played', () => {
  /** Sound of 8,000 bytes a second, without a header. */
  const ulaw =
    (bytes: number): Route =>
    (_request, answer) => {
      answer
        .writeHead(200, { 'Content-Type': 'audio/ulaw', 'Cache-Control': 'max-age=60' })
        .end(Buffer.alloc(bytes));
      return undefined;
    };

  it('is fetched once for as long as it is fresh, and plays as long as it is', async () => {
    const url = await serve({
      '/voice': '<Play>/a.ulaw</Play><Play>/a.ulaw</Play>',
      '/a.ulaw': ulaw(12_000),
    });
    const run = await program(['run', url, '--json']);
    expect(webhook.received.map(({ path, method }) => [method, path])).toEqual([
      ['POST', '/voice'],
      ['GET', '/a.ulaw'],
    ]);
    expect(run.of('heard').map((heard) => heard.at)).toEqual([1_500, 3_000]);
    expect(run.of('exchange').map(({ cache }) => cache)).toEqual(['bypass', 'stored', 'hit']);
  });

  it('may be the document itself, however large: it is played without a second request', async () => {
    const run = await program(['run', await serve({ '/voice': ulaw(800_000) }), '--json']);
    expect(webhook.received).toHaveLength(1);
    expect(run.of('heard')).toMatchObject([{ kind: 'play', at: 100_000 }]);
    expect(run.exitCode).toBe(0);
  });

  it('that cannot be played ends the call, or with --play-failure next does not', async () => {
    const url = await serve({ '/voice': '<Play>/a.mp3</Play><Say>on</Say>' });
    const ended = await program(['run', url, '--json']);
    expect(ended.exitCode).toBe(1);
    expect(ended.of('end')[0]?.error).toBe(11200);
    const next = await program(['run', url, '--play-failure', 'next', '--json']);
    expect(next.exitCode).toBe(0);
    expect(next.of('heard').map(({ text }) => text)).toEqual(['on']);
  });
});
