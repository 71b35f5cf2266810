import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { program } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testWebhook } from '../support/test-webhook.ts';
import type { Route } from '../support/webhook.ts';

const webhook = testWebhook();
const folder = temporaryFolder();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

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
    const rules = run.of('diagnostic').map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['document-loop', 'max-steps']));
  });

  it('1 for a run that took longer than --timeout', async () => {
    const url = await serve({ '/voice': '<Redirect>/never</Redirect>', '/never': () => undefined });
    const run = await program(['run', url, '--timeout', '0.1', '--json']);
    expect(run.exitCode).toBe(1);
    expect(run.of('diagnostic')).toMatchObject([{ rule: 'timeout', code: null, level: 'error' }]);
    expect(run.events.at(-1)).toMatchObject({ type: 'end', status: 'failed', error: null });
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
