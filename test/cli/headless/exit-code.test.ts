import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deadPort } from '../../support/loopback.ts';
import { program } from '../../support/program.ts';
import { testWebhook } from '../../support/test-webhook.ts';

const webhook = testWebhook();

describe('the exit code of a run', () => {
  it('is 3 only where the first document could not be had, not where a callback alone was asked for', async () => {
    const gone = `http://127.0.0.1:${await deadPort()}`;
    const url = await webhook.serve({ '/voice': '<Say>Hi</Say>' });
    const fine = await program(['run', `${url}/voice`, '--status-callback', `${gone}/status`, '--json']);
    expect(fine.exitCode).toBe(0);
    expect(fine.of('end')[0]?.error).toBeNull();
    const never = await program(['run', `${gone}/voice`, '--json']);
    expect(never.exitCode).toBe(3);
    expect(never.of('end')[0]?.error).toBe(11202);
  });

  it('is not 3 for a file whose action cannot be had: a document was there', async () => {
    const gone = `http://127.0.0.1:${await deadPort()}`;
    const run = await program(['run', '-', '--json'], {
      stdin: [`<Response><Redirect>${gone}/next</Redirect></Response>`],
    });
    expect(run.exitCode).toBe(1);
    expect(run.of('end')[0]?.error).toBe(11202);
  });

  it('is 1 where an error threw the caller out of a queue, and end.error names it', async () => {
    const origin = await webhook.serve({
      '/voice': '<Enqueue waitUrl="/wait">q</Enqueue>',
      '/wait': (_request, answer) => {
        answer.writeHead(500).end();
        return undefined;
      },
    });
    const run = await program(['run', `${origin}/voice`, '--json']);
    expect(run.of('end')[0]).toMatchObject({ error: 11200 });
    expect(run.exitCode).toBe(1);
  });

  it('is 0 where a file of a wait menu cannot be played: the caller stays in the queue', async () => {
    const origin = await webhook.serve({
      '/in': '<Enqueue waitUrl="/wait">support</Enqueue>',
      '/wait': '<Say>Wait</Say><Gather numDigits="1" timeout="3"><Play>/gone.mp3</Play></Gather>',
      '/gone.mp3': (_request, answer) => {
        answer.writeHead(404).end();
        return undefined;
      },
    });
    const run = await program(['run', `${origin}/in`, '--caller', 'wait 20s; hang up', '--json']);
    expect(run.of('end')[0]).toMatchObject({ error: null, reason: 'the caller hung up' });
    expect(run.exitCode).toBe(0);
    expect(run.of('exchange').filter(({ purpose }) => purpose === 'wait').length).toBeGreaterThan(1);
  });

  it('--max-warnings counts warnings and errors', async () => {
    const origin = await webhook.serve({
      '/voice': '<Play>/gone.mp3</Play><Say>on</Say>',
      '/gone.mp3': (_request, answer) => {
        answer.writeHead(404).end();
        return undefined;
      },
    });
    const run = (...more: readonly string[]) =>
      program(['run', `${origin}/voice`, '--play-failure', 'next', ...more]);
    expect((await run()).exitCode).toBe(0);
    expect((await run('--max-warnings', '1')).exitCode).toBe(0);
    const failed = await run('--max-warnings', '0');
    expect(failed.exitCode).toBe(1);
    expect(failed.said).toContain('1 warning or error, more than --max-warnings 0');
  });
});

/** Documents of public repositories, beside the project where it is developed; not part of it. */
const CORPUS = new URL('../../../../shared/corpus/', import.meta.url);
const here = existsSync(new URL('index.json', CORPUS));

const files: readonly string[] = here
  ? JSON.parse(readFileSync(new URL('index.json', CORPUS), 'utf8')).documents.map(
      ({ file }: { readonly file: string }) => file,
    )
  : [];

/** Our own findings that end a run. */
const LIMITS = ['max-steps', 'timeout'];

const folder = (product: string) => files.filter((file) => file.startsWith(`${product}/`));

const describeCorpus = here ? describe : describe.skip;
const name = here ? 'the corpus' : 'the corpus (skipped: ../shared/corpus is not there)';

describeCorpus(name, () => {
  it.each(folder('voice'))('%s: run and check agree', async (file) => {
    const stdin = [readFileSync(new URL(file, CORPUS))];
    const options = ['--max-steps', '500', '--play-media', 'skip', '--json'];
    const run = await program(['run', '-', ...options], { stdin });
    const end = run.of('end')[0];
    const ended = end?.error !== null || run.of('diagnostic').some(({ rule }) => LIMITS.includes(rule ?? ''));
    expect(run.exitCode).toBe(ended ? 1 : 0);
    const checked = await program(['check', '-', '--product', 'voice', '--json'], { stdin });
    // What the check finds to be no XML ends the run, by the same code; and the other way round.
    const isMalformed = checked.of('diagnostic').some(({ code }) => code === 12100);
    expect(end?.error === 12100).toBe(isMalformed);
    if (isMalformed) expect(checked.exitCode).toBe(1);
  });

  it.each(folder('messaging'))('%s: message and check agree', async (file) => {
    const stdin = [readFileSync(new URL(file, CORPUS))];
    const options = ['--body', 'hi', '--reply-media', 'skip', '--json'];
    const run = await program(['message', '-', ...options], { stdin });
    const errors = run.of('diagnostic').filter(({ level }) => level === 'error');
    expect(run.exitCode).toBe(errors.length > 0 || run.of('end')[0]?.error !== null ? 1 : 0);
    const checked = await program(['check', '-', '--product', 'messaging', '--json'], { stdin });
    // A document without an error loses no reply for a reason that stands in it; that it came without a URL, which a
    // relative URL needs (15004), does not stand in it.
    const own = errors.filter(({ code, document }) => document !== null && code !== 15004);
    const known = checked.of('diagnostic').map(({ code }) => code);
    if (checked.exitCode === 0) expect(own.filter(({ code }) => !known.includes(code))).toEqual([]);
  });
});
