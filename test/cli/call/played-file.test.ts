import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

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
