import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

describe('the transcript of a run', () => {
  it('shows what the page of an error says', async () => {
    const url = await serve({
      '/voice': (_request, answer) =>
        void answer.writeHead(500).end('<html><body><h1>Error</h1><pre>x &lt; y\n at /app.js:3\n at b</pre>'),
    });
    const { data } = await program(['run', url]);
    const lines = data.split('\n');
    const at = lines.findIndex((line) => line.includes('POST'));
    expect(lines.slice(at + 1, at + 5).map((line) => line.trim())).toEqual([
      '│ Error',
      '│ x < y',
      '│ at /app.js:3',
      expect.stringContaining('error    11200'),
    ]);
  });

  it('says once of a cookie that it is not sent, and why', async () => {
    const url = await serve({
      '/voice': (_request, answer) => {
        answer.setHeader('Set-Cookie', ['s=1; Path=/other', 't=1']);
        return '<Redirect>/next</Redirect>';
      },
      '/next': '<Redirect>/last</Redirect>',
      '/last': '<Say>Bye</Say>',
    });
    const { data } = await program(['run', url]);
    expect(data.match(/\/next .*/)?.[0]).toMatch(/cookies t {2}not sent: s \(Path=\/other\)/);
    expect(data.match(/not sent/g)).toHaveLength(1);
    const { events } = await program(['run', url, '--json']);
    const hops = events.flatMap((event) => (event.type === 'exchange' ? event.hops : []));
    const withheld = [{ name: 's', reason: 'Path=/other' }];
    expect(hops.map((hop) => hop.cookiesWithheld)).toEqual([undefined, withheld, withheld]);
  });

  it('counts the rounds of a loop, which is told long before --max-steps ends it', async () => {
    const url = await serve({ '/voice': '<Redirect/>' });
    const { data, exitCode } = await program(['run', url, '--max-steps', '300']);
    const lines = data.split('\n');
    expect(lines.length).toBeLessThan(60);
    expect(lines.filter((line) => line.includes('the same 2 lines')).length).toBeGreaterThan(0);
    expect(data).toMatch(
      /warning {2}the same document has come 10 times in a row, .*\n +help: does it redirect to itself/,
    );
    expect([exitCode, lines.some((line) => /by error|, 2 warnings/.test(line))]).toEqual([1, true]);
  });

  it('names the verb of a breakpoint, and tells of one that was never reached', async () => {
    const url = await serve({ '/voice': '<Say>Bye</Say>' });
    const { data, exitCode } = await program(['run', url, '--break', 'Say', '--break', 'Gather']);
    expect(data).toMatch(/stop +breakpoint before Say at line \d+; a run goes on/);
    expect(data).toMatch(/info +never reached: the breakpoint Gather/);
    expect(exitCode).toBe(0);
    const none = await program(['message', url, '--body', 'hi', '--break', 'Gather']);
    expect([none.exitCode, none.said]).toEqual([2, expect.stringContaining('messaging has no Gather')]);
  });

  it('lists no attribute as not simulated that does not exist', async () => {
    const url = await serve({ '/voice': '<Gather numdigits="1" timeout="1"/>' });
    const { events } = await program(['run', url, '--json']);
    const end = events.at(-1);
    expect(end?.type === 'end' && end.notSimulated.join()).not.toContain('numdigits');
    expect(events.some((event) => event.type === 'diagnostic' && event.code === 12200)).toBe(true);
  });

  it('says that the caller hangs up when that happens', async () => {
    const url = await serve({ '/voice': '<Dial><Conference waitUrl="">room</Conference></Dial>' });
    const { events } = await program(['run', url, '--json']);
    const told = events.find((event) => event.type === 'diagnostic' && event.rule === 'nobody-left');
    const hungUp = events.find((event) => event.type === 'input' && event.kind === 'hangup');
    expect(told?.at).toBe(hungUp?.at);
  });

  it('says when it was given up, by the clock', async () => {
    const url = await serve({ '/voice': '<Pause length="60"/>' });
    const { events } = await program(['run', url, '--json', '--clock', 'real', '--timeout', '1.2']);
    const told = events.find((event) => event.type === 'diagnostic' && event.rule === 'timeout');
    expect(told?.at).toBeGreaterThan(800);
  });

  it('fails a run above --max-warnings', async () => {
    const url = await serve({ '/voice': '<Say loop="many">Bye</Say>' });
    const exit = async (...args: string[]) => (await program(['run', url, ...args])).exitCode;
    expect([await exit(), await exit('--max-warnings', '1'), await exit('--max-warnings', '0')]).toEqual([
      0, 0, 1,
    ]);
  });

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
