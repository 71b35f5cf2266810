import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../../src/recording/reader.ts';
import { restep } from '../../../src/recording/restep.ts';
import { STEP } from '../../support/memory-call.ts';
import { type ProgramRun, program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import { type Route, serveWebhook } from '../../support/webhook.ts';

const webhook = testWebhook();
const folder = temporaryFolder();

/** Places a call to these routes; `at` is put behind the target's URL. */
async function call(
  routes: Readonly<Record<string, Route>>,
  args: readonly string[],
  { fragment = '' } = {},
): Promise<ProgramRun> {
  const origin = webhook.isServing ? webhook.origin : await webhook.serve(routes);
  const urls = args.map((arg) => (arg.startsWith('/') ? origin + arg : arg));
  return program(['run', `${origin}/voice${fragment}`, '--json', ...urls]);
}

/** What the application was asked for, in order. */
const paths = () => webhook.received.map(({ path }) => path);

const faults = (run: ProgramRun) => run.of('exchange').flatMap(({ hops }) => hops.map(({ fault }) => fault));

const HANGUP = { '/voice': '<Hangup/>' };
const TWO = { '/voice': '<Redirect>/next</Redirect>', '/next': '<Hangup/>' };

describe('refused', () => {
  it('reaches the fallback URL: nothing is sent, every attempt fails', async () => {
    const routes = { ...HANGUP, '/fallback': '<Say>Please call later.</Say>' };
    const run = await call(routes, ['--fault', 'refused at 1', '--fallback-url', '/fallback']);
    expect(run.exitCode).toBe(0);
    expect(paths()).toEqual(['/fallback']);
    expect(webhook.received[0]?.params).toMatchObject({
      ErrorCode: '11202',
      ErrorUrl: `${webhook.origin}/voice`,
    });
    expect(faults(run)).toEqual(['refused (--fault)', 'refused (--fault)', null]);
    expect(run.of('diagnostic')[0]?.message).toContain('(on request: --fault)');
  });

  it('spares what --fault does not name', async () => {
    const run = await call(TWO, ['--fault', 'refused url:/next']);
    expect(paths()).toEqual(['/voice']);
    expect(run.of('end')[0]).toMatchObject({ error: 11202 });
  });
});

describe('slow', () => {
  it('longer than 15 s is 11205, without waiting on the virtual clock', async () => {
    const started = performance.now();
    const run = await call(HANGUP, ['--fault', 'slow 20s']);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(paths()).toEqual(['/voice']);
    const [exchange] = run.of('exchange');
    expect(exchange).toMatchObject({ error: 11205, durationMs: 15_000 });
    expect(exchange?.hops).toMatchObject([{ failure: 'timeout', fault: 'slow 20s (--fault)' }]);
  });

  it('within the limit only takes its time', async () => {
    const run = await call(HANGUP, ['--fault', 'slow 2s']);
    const [exchange] = run.of('exchange');
    expect(exchange).toMatchObject({ error: null, status: 200 });
    expect(exchange?.durationMs).toBeGreaterThanOrEqual(2000);
    expect(exchange?.durationMs).toBeLessThan(5000);
    expect(run.of('end')[0]?.at).toBe(0);
  });

  it('longer than the read timeout of the URL is one, and tried again where the URL says so', async () => {
    const run = await call(HANGUP, ['--fault', 'slow 3s'], { fragment: '#rt=1000&rp=rt' });
    expect(paths()).toEqual(['/voice', '/voice']);
    const [exchange] = run.of('exchange');
    expect(exchange?.hops).toMatchObject([{ failure: 'read-timeout' }, { failure: 'read-timeout' }]);
    expect(run.of('diagnostic')[0]?.message).toContain('nothing came for 1000 ms');
    expect(exchange?.durationMs).toBeGreaterThanOrEqual(2000);
    expect(exchange?.durationMs).toBeLessThan(3000);
  });

  it('spends of the total time: what is left is too little for the next attempt', async () => {
    const run = await call(HANGUP, ['--fault', 'slow 3s'], { fragment: '#rt=2000&tt=3000&rp=rt' });
    expect(run.of('exchange')[0]?.hops).toMatchObject([{ failure: 'read-timeout' }, { failure: 'timeout' }]);
    expect(run.of('end')[0]?.error).toBe(11203);
  });

  it('really waits on the real clock, and goes when the run does', async () => {
    const run = await call(HANGUP, ['--clock', 'real', '--fault', 'slow 300ms']);
    expect(run.of('end')[0]?.at).toBeGreaterThanOrEqual(300);
    const started = performance.now();
    const args = ['--clock', 'real', '--webhook-timeout', 'off', '--timeout', '0.2', '--fault', 'slow 10m'];
    expect((await call(HANGUP, args)).of('diagnostic')[0]).toMatchObject({ rule: 'timeout' });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('status', () => {
  it('asks the app and puts another answer in place of its own', async () => {
    const routes: Record<string, Route> = {
      '/voice': (_request, answer) => {
        answer.setHeader('Set-Cookie', 'sid=1');
        return '<Hangup/>';
      },
    };
    const run = await call(routes, ['--fault', 'status 503']);
    expect(paths()).toEqual(['/voice']);
    expect(run.of('exchange')[0]).toMatchObject({ status: 503, contentType: 'text/plain', error: 11200 });
    expect(run.of('exchange')[0]?.hops[0]).toMatchObject({
      cookiesSet: {},
      responseHeaders: [['Content-Type', 'text/plain']],
      responseBody: expect.stringContaining('status 503, on request'),
      fault: 'status 503 (--fault)',
    });
  });

  it('is retried where the URL says so, and is the same each time', async () => {
    const run = await call(HANGUP, ['--fault', 'status 500 at 1'], { fragment: '#rc=2&rp=5xx' });
    expect(paths()).toEqual(['/voice', '/voice', '/voice']);
    expect(run.of('exchange')[0]?.hops.map(({ status }) => status)).toEqual([500, 500, 500]);
  });

  it.each([
    ['204', { status: 204, bytes: 0 }],
    ['302', { status: 302, error: 11216 }],
    ['200', { status: 200, error: null }],
  ])('%s has a body or none, as HTTP has it', async (status, expected) => {
    const run = await call(HANGUP, ['--fault', `status ${status}`]);
    expect(run.of('exchange')[0]).toMatchObject(expected);
  });

  it('leaves alone what a redirect leads to, unless its own path is named', async () => {
    const routes: Record<string, Route> = {
      '/voice': (_request, answer) => {
        answer.writeHead(302, { Location: '/next' }).end();
        return undefined;
      },
      '/next': '<Hangup/>',
    };
    const first = await call(routes, ['--fault', 'slow 1s']);
    expect(faults(first)).toEqual(['slow 1s (--fault)', null]);
    const second = await call(routes, ['--fault', 'status 500 url:/next']);
    expect(faults(second)).toEqual([null, 'status 500 (--fault)']);
    expect(second.of('end')[0]?.error).toBe(11200);
  });
});

describe('truncated', () => {
  it('is a connection that closes in the middle of the answer, which is never tried again', async () => {
    const run = await call(HANGUP, ['--fault', 'truncated'], { fragment: '#rc=3&rp=all' });
    expect(paths()).toEqual(['/voice']);
    expect(run.of('exchange')[0]?.hops).toMatchObject([{ failure: 'closed', fault: 'truncated (--fault)' }]);
    expect(run.of('end')[0]?.error).toBe(11205);
  });
});

describe('duplicated', () => {
  it('shows the app the same request twice, with one token; the first answer counts', async () => {
    let asked = 0;
    const routes = { '/voice': () => `<Say>answer ${++asked}</Say>` };
    const run = await call(routes, ['--fault', 'duplicated']);
    const [first, second] = webhook.received;
    expect(webhook.received).toHaveLength(2);
    expect(second).toEqual(first);
    expect(first?.headers['i-twilio-idempotency-token']).toMatch(/^[\da-f-]{36}$/);
    expect(run.of('exchange')).toHaveLength(1);
    expect(run.of('heard').map(({ text }) => text)).toEqual(['answer 1']);
  });
});

describe('out-of-order', () => {
  const routes = { '/voice': '<Record action="/done"/>', '/done': '<Hangup/>', '/status': '' };
  const args = ['--status-callback', '/status', '--caller', 'wait 2s; hang up'];

  it('lets a request that nobody waits for leave after the next one', async () => {
    const plain = await call(routes, args);
    expect(plain.of('exchange').map(({ purpose }) => purpose)).toEqual([
      'document',
      'action',
      'status-callback',
    ]);
    const run = await call(routes, [...args, '--fault', 'out-of-order']);
    expect(paths()?.slice(3)).toEqual(['/voice', '/status', '/done']);
    expect(run.of('exchange').map(({ purpose }) => purpose)).toEqual([
      'document',
      'status-callback',
      'action',
    ]);
    expect(faults(run)).toEqual([null, null, 'out-of-order (--fault)']);
    expect(run.exitCode).toBe(0);
  });

  it('lets a callback go when nothing follows it, so that the call ends', async () => {
    const run = await call({ ...HANGUP, '/status': '' }, [
      '--status-callback',
      '/status',
      '--fault',
      'out-of-order',
    ]);
    expect(paths()).toEqual(['/voice', '/status']);
    expect(run.events.slice(-2).map(({ type }) => type)).toEqual(['exchange', 'end']);
  });

  it('never holds back what the caller waits for', async () => {
    const run = await call(TWO, ['--fault', 'out-of-order']);
    expect(faults(run)).toEqual([null, null]);
    expect(run.of('end')[0]).toMatchObject({ status: 'completed', error: null });
  });
});

describe('where a fault strikes', () => {
  it('at N counts every exchange from 1: those from the cache and callbacks too', async () => {
    const routes: Record<string, Route> = {
      '/voice': '<Redirect method="GET">/kept</Redirect>',
      '/kept': '<Play>/a.wav</Play><Play>/a.wav</Play>',
      '/a.wav': (_request, answer) => {
        answer.writeHead(200, { 'Content-Type': 'audio/wav', 'Cache-Control': 'max-age=60' }).end('RIFF');
        return undefined;
      },
      '/status': '',
    };
    const args = ['--status-callback', '/status'];
    const plain = await call(routes, args);
    const purposes = plain.of('exchange').map(({ purpose, cache }) => `${purpose} ${cache}`);
    expect(purposes).toEqual([
      'document bypass',
      'redirect miss',
      'media stored',
      'media hit',
      'status-callback bypass',
    ]);
    const run = await call(routes, [...args, '--fault', 'status 500 at 5']);
    expect(faults(run)).toEqual([null, null, null, null, 'status 500 (--fault)']);
  });

  it('next is the first one and no other', async () => {
    expect(faults(await call(TWO, ['--fault', 'slow 1s next']))).toEqual(['slow 1s (--fault)', null]);
  });

  it('several add up; of one kind the last one counts', async () => {
    const args = ['--fault', 'slow 1s', '--fault', 'slow 3s', '--fault', 'status 500'];
    const run = await call(HANGUP, args);
    expect(faults(run)).toEqual(['slow 3s (--fault), status 500 (--fault)']);
    expect(run.of('exchange')[0]?.durationMs).toBeGreaterThanOrEqual(3000);
    expect(run.of('exchange')[0]?.durationMs).toBeLessThan(4000);
  });

  it('a server that does not answer at all is not made slower or wrong', async () => {
    const { origin } = await serveWebhook({}).then(async (gone) => {
      await gone.close();
      return gone;
    });
    const run = await program([
      'run',
      `${origin}/voice`,
      '--json',
      '--fault',
      'slow 5s',
      '--fault',
      'status 500',
    ]);
    expect(run.of('end')[0]?.error).toBe(11202);
    expect(faults(run)).toEqual([null, null]);
  });
});

describe('a recording of spoiled exchanges', () => {
  it.each(['slow 20s', 'refused', 'status 500', 'truncated', 'duplicated', 'out-of-order', 'slow 2s at 2'])(
    'replays as it was: %s',
    async (fault) => {
      const file = folder.join('call.twiml.jsonl');
      await webhook.serve({ ...TWO, '/status': '', '/fallback': '<Redirect>/next</Redirect>' });
      const { origin } = webhook;
      const args = ['--fallback-url', `${origin}/fallback`, '--status-callback', `${origin}/status`];
      const run = await program(
        ['run', `${origin}/voice`, '--json', ...args, '--fault', fault, '--record', file],
        {
          record: true,
        },
      );
      await webhook.close();
      expect(run.events.some(({ type }) => type === 'end')).toBe(true);
      expect(faults(run)).toContain(`${fault.replace(' at 2', '')} (--fault)`);
      const replay = await program(['replay', file, '--json']);
      expect(replay.events).toEqual(run.events);
      expect(restep(readRecording(file), STEP).differences).toEqual([]);
    },
  );
});

describe('the command line', () => {
  it.each([
    [['--fault', 'slw 5s'], '--fault: "slw" is not a fault: did you mean slow?'],
    [['--fault', 'status 99'], '--fault: status needs a number from 100 to 599'],
    [['--fault', 'refused at zero'], 'exchanges are counted from 1'],
    [['--signature', 'bad'], '--signature: write valid, wrong or missing, not "bad"'],
  ])('refuses %j', async (args, message) => {
    const run = await program(['run', 'http://127.0.0.1:1/voice', ...args]);
    expect(run.exitCode).toBe(2);
    expect(run.said).toContain(message);
    expect(run.data).toBe('');
  });

  it('says what is spoiled before the call, and in the transcript where it was', async () => {
    await webhook.serve(HANGUP);
    const args = ['--fault', 'slow 1s', '--fault', 'refused url:/x', '--signature', 'missing'];
    const run = await program(['run', `${webhook.origin}/voice`, ...args]);
    expect(run.said).toContain('fault: slow 1s always (--fault)\nfault: refused url:/x (--fault)');
    expect(run.said).toContain('requests are not signed, on request');
    expect(run.data).toMatch(/POST +200 .* spoiled: slow 1s \(--fault\)/);
  });
});

describe('--signature', () => {
  /** Whether the official library accepts the signature of each request; `null` without one. */
  const accepted = () =>
    webhook.received.map(({ headers, url, body }) => {
      const signature = headers['x-twilio-signature'];
      const params = Object.fromEntries(new URLSearchParams(body));
      return signature === undefined
        ? null
        : twilio.validateRequest('my-token', String(signature), `${webhook.origin}${url}`, params);
    });

  it.each([
    [[], true],
    [['--signature', 'valid'], true],
    [['--signature', 'wrong'], false],
    [['--signature', 'missing'], null],
  ])('%j', async (args, expected) => {
    const run = await call(TWO, ['--auth-token', 'my-token', ...args]);
    expect(accepted()).toEqual([expected, expected]);
    expect(JSON.stringify(run.events)).not.toContain('my-token');
  });
});
