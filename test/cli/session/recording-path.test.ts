import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../../src/recording/reader.ts';
import { program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();
const folder = temporaryFolder();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

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
