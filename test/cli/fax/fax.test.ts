import { mkdirSync, writeFileSync } from 'node:fs';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { pagesOf } from '../../../src/cli/fax/pages.ts';
import { stepperOf } from '../../../src/cli/recordings/stepper-of.ts';
import { readRecording } from '../../../src/recording/reader.ts';
import { Replay } from '../../../src/recording/replay.ts';
import { restep } from '../../../src/recording/restep.ts';
import { program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();
const folder = temporaryFolder();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/fax`;

/** An application that fetches what it receives, as applications did. */
const fetching = (got: unknown[]): Readonly<Record<string, Route>> => ({
  '/fax': '<Receive action="/done"/>',
  '/done': async ({ params }, answer) => {
    const url = params['MediaUrl'];
    const file = url === undefined ? null : await fetch(url);
    got.push({
      status: params['FaxStatus'],
      pages: params['NumPages'],
      type: file?.headers.get('content-type'),
      bytes: file && Buffer.from(await file.arrayBuffer()),
    });
    answer.setHeader('Content-Type', 'text/plain').end('thank you');
    return undefined;
  },
});

const TWO_PAGES = '%PDF-1.4\n1 0 obj <</Type/Page>> endobj\n2 0 obj <</Type/Page>> endobj\n';
/** Two directories without an entry. */
const TIFF = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 14, 0, 0, 0, 0, 0, 0]);

describe('twiml-debug message --fax', () => {
  it('faxes a page made on the spot, whose recording replays', async () => {
    const got: { bytes: Buffer }[] = [];
    const url = await serve(fetching(got));
    const path = folder.join('fax.twiml.jsonl');
    const run = await program(['message', url, '--fax', '--json', '--record', path], { record: true });
    expect(run.exitCode).toBe(0);
    expect(got).toMatchObject([{ status: 'received', pages: '1', type: 'application/pdf' }]);
    expect(run.of('message').map(({ status }) => status)).toEqual(['receiving', 'received']);
    expect(run.events.at(-1)).toMatchObject({ type: 'end', status: 'completed', error: null });
    const recording = readRecording(path);
    const restepped = restep(recording, stepperOf(recording));
    expect(restepped.differences).toEqual([]);
    expect(new Replay(recording, restepped).product).toBe('fax');
    expect((await program(['replay', path, '--json'])).events).toEqual(run.events);
    expect((await program(['export', path, '--format', 'curl'])).exitCode).toBe(0);
  });

  it('makes a page that is a sound PDF', async () => {
    const got: { bytes: Buffer }[] = [];
    await program(['message', await serve(fetching(got)), '--fax']);
    const bytes = got[0]?.bytes ?? Buffer.alloc(0);
    const text = bytes.toString('latin1');
    expect(pagesOf(bytes, 'application/pdf')).toBe(1);
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(table, table + 4)).toBe('xref');
    const offsets = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets.map((offset) => text.slice(offset, offset + 7))).toEqual(
      offsets.map((_, index) => `${index + 1} 0 obj`),
    );
    const [, length, drawing] = /\/Length (\d+) >>\nstream\n(.*)\nendstream/.exec(text) ?? [];
    expect(Number(length)).toBe(drawing?.length);
  });

  it.each([
    ['letter.pdf', Buffer.from(TWO_PAGES), 'application/pdf'],
    ['scan.tif', TIFF, 'image/tiff'],
    ['named-otherwise.txt', TIFF, 'image/tiff'],
  ])('faxes the file %s, and serves it with its type', async (name, content, type) => {
    const got: unknown[] = [];
    const url = await serve(fetching(got));
    writeFileSync(folder.join(name), content);
    const run = await program(['message', url, '--fax', name, '--json'], { cwd: folder.path });
    expect(got).toEqual([{ status: 'received', pages: '2', type, bytes: content }]);
    const unconverted = run.of('end')[0]?.notSimulated.filter((what) => what.includes('mediaType'));
    expect(unconverted?.length).toBe(type === 'image/tiff' ? 1 : 0);
  });

  it('prints what comes and what becomes of it for people', async () => {
    const url = await serve(fetching([]));
    folder.write('letter.pdf', TWO_PAGES);
    const { data } = await program(['message', url, '--fax', 'letter.pdf'], { cwd: folder.path });
    const lines = data.split('\n').map((line) =>
      line
        .replace(/\d+ ms/, 'N ms')
        .replace(webhook.origin, 'O')
        .replace(/http:\/\/127[.\d:]+/, 'M')
        .replace(/[0-9a-f]{32}/g, '*'),
    );
    expect(lines).toEqual([
      '00:00.0  fax      receiving  +15551230001 → +15559870002  letter.pdf  application/pdf  2 pages',
      expect.stringMatching(/^00:00\.0 {2}warning {2}34005 Programmable Fax is retired/),
      expect.stringContaining('help: '),
      expect.stringContaining('200  O/fax  N ms'),
      '00:00.0  verb     Receive action=/done  line 3',
      '01:05.0  fax      received  M/v1/Faxes/FX*/Media/ME*',
      expect.stringContaining('POST     200  /done  FaxStatus=received NumPages=2  N ms'),
      '01:05.0  end      completed after 65 s: the fax was taken, 1 warning',
      expect.stringContaining('not simulated: Receive: transmission'),
      expect.stringContaining('not simulated: Receive action'),
    ]);
  });

  it('signs its requests so that the helper library accepts them', async () => {
    const url = await serve(fetching([]));
    await program(['message', url, '--fax', '--auth-token', 'secret']);
    for (const { path, params, headers } of webhook.received) {
      const signature = String(headers['x-twilio-signature']);
      expect(twilio.validateRequest('secret', signature, `${webhook.origin}${path}`, { ...params })).toBe(
        true,
      );
    }
    expect(webhook.received).toHaveLength(2);
  });

  it.each([
    ['34004', 'Error during fax transmission'],
    ['34108', 'Other End Incompatible'],
  ])('fails on demand with %s, which is no failure of the run', async (code, words) => {
    const url = await serve({ '/fax': '<Receive action="/done"/>', '/done': '' });
    const { exitCode, of } = await program(['message', url, '--fax', '--fax-error', code, '--json']);
    expect(exitCode).toBe(0);
    expect(webhook.received[1]?.params).toMatchObject({
      FaxStatus: 'failed',
      ErrorCode: code,
      ErrorMessage: words,
    });
    expect([of('message').at(-1)?.status, of('end')[0]?.status]).toEqual(['failed', 'failed']);
  });

  it('takes numbers, parameters and the fallback URL as a message does', async () => {
    const url = await serve({
      '/fax': (_request, answer) => void answer.writeHead(500).end(),
      '/b': '<Reject/>',
    });
    const args = ['--from', '+15550001111', '--param', 'RemoteStationId=HP', '--fallback-url'];
    const run = await program(['message', url, '--fax', ...args, `${webhook.origin}/b`]);
    expect(run.exitCode).toBe(0);
    expect(webhook.received[0]?.params).toMatchObject({ From: '+15550001111', RemoteStationId: 'HP' });
    expect(webhook.received[1]?.params).toMatchObject({ ErrorCode: '11200' });
  });

  it('runs a TwiML file without a webhook', async () => {
    const file = folder.join('fax.xml');
    writeFileSync(file, '<Response><Receive/></Response>');
    const { exitCode, of } = await program(['message', file, '--fax', '--json']);
    expect([exitCode, of('message').at(-1)?.status]).toEqual([0, 'received']);
  });

  it('exits 1 when the application cannot take the fax, and 3 when nothing answers', async () => {
    const url = await serve({
      '/fax': '<Message>no</Message>',
      '/bad': '<Receive action="/gone"/>',
    });
    expect((await program(['message', url, '--fax'])).exitCode).toBe(1);
    expect((await program(['message', url.replace('fax', 'bad'), '--fax'])).exitCode).toBe(1);
    await webhook.close();
    expect((await program(['message', url, '--fax'])).exitCode).toBe(3);
  });

  it('tells the fax as received when the webhook is gone before action', async () => {
    const url = await serve({
      '/fax': () => {
        setImmediate(() => void webhook.close());
        return '<Receive action="/done"/>';
      },
    });
    const run = await program(['message', url, '--fax', '--json', '--clock', 'real', '--speed', '200']);
    expect(run.of('message').map(({ status }) => status)).toEqual(['receiving', 'received']);
    expect([run.exitCode, run.of('end')[0]?.error]).toEqual([1, 11202]);
  });

  it('is canceled when the run is given up', async () => {
    const url = await serve({ '/fax': '<Receive/>' });
    const args = ['--fax', '--clock', 'real', '--timeout', '0.5', '--json'];
    const run = await program(['message', url, ...args]);
    expect(run.exitCode).toBe(1);
    expect(run.of('message').map(({ status }) => status)).toEqual(['receiving', 'canceled']);
  });

  it('says when pages cannot be counted, and counts one', async () => {
    const url = await serve(fetching([]));
    folder.write('packed.pdf', '%PDF-1.5\n1 0 obj <</Type/ObjStm>> stream x endstream');
    const run = await program(['message', url, '--fax', 'packed.pdf'], { cwd: folder.path });
    expect([run.exitCode, run.said]).toEqual([0, expect.stringContaining('packed.pdf cannot be counted')]);
    expect(webhook.received[1]?.params).toMatchObject({ NumPages: '1' });
  });

  it.each([
    [['--fax', 'nothing.pdf'], 'there is no file nothing.pdf to send'],
    [['--fax', 'folder'], 'there is no file folder to send'],
    [['--fax', 'empty.pdf'], 'empty.pdf is empty'],
    [['--fax', 'letter.txt'], 'letter.txt is not a PDF or TIFF file'],
    [
      ['--fax', 'http://127.0.0.1:1/a.pdf'],
      '--fax: a fax is read from a file, and http://127.0.0.1:1/a.pdf is a URL',
    ],
    [['--fax', '--body', 'hi'], '--fax cannot be used with --body or --media'],
    [['--media', 'letter.txt', '--fax'], '--fax cannot be used with --body or --media'],
    [['--fax', '--script-file', 'talk.txt'], '--fax cannot be used with --script-file'],
    [['--fax', '--channel', 'sms'], '--fax cannot be used with --channel'],
    [['--fax', '--opt-out', 'default'], '--fax cannot be used with --opt-out'],
    [['--fax', '--reply-media', 'skip'], '--fax cannot be used with --reply-media'],
    [['--fax', '--delivery', 'failed'], '--fax cannot be used with --delivery'],
    [['--fax', '--status-callback', 'http://127.0.0.1:1/'], '--fax cannot be used with --status-callback'],
    [['--fax-error', '34004'], '--fax-error needs a fax: add --fax'],
    [['--fax', '--fax-error', '34002'], '34002 is an error of outgoing faxes'],
    [['--fax', '--fax-error', '34003'], '34003 is an error of outgoing faxes'],
    [['--fax', '--fax-error', 'busy'], 'busy is not an error of an incoming fax; write 34004'],
  ])('refuses %j with exit code 2', async (args, said) => {
    mkdirSync(folder.join('folder'));
    folder.write('empty.pdf', '');
    folder.write('letter.txt', 'Dear Sirs');
    const script = folder.join('talk.txt');
    writeFileSync(script, 'send "hi"');
    const named = args.map((arg) => (arg === 'talk.txt' ? script : arg));
    const run = await program(['message', 'http://127.0.0.1:1/fax', ...named], { cwd: folder.path });
    expect([run.exitCode, run.said]).toEqual([2, expect.stringContaining(said)]);
  });

  it('says so when the target was taken for the file', async () => {
    const run = await program(['message', '--fax', 'http://127.0.0.1:1/fax']);
    expect(run.exitCode).toBe(2);
    expect(run.said).toContain('write the target first: twiml-debug message http://127.0.0.1:1/fax --fax');
  });
});
