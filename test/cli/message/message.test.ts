import { readFileSync, writeFileSync } from 'node:fs';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { stepperOf } from '../../../src/cli/recordings/stepper-of.ts';
import { readRecording } from '../../../src/recording/reader.ts';
import { restep } from '../../../src/recording/restep.ts';
import { program } from '../../support/program.ts';
import { serveSurvey } from '../../support/survey-app.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();
const folder = temporaryFolder();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/sms`;

const SURVEY = ['--body', 'hi', '--body', 'Jane', '--body', '30', '--body', 'blue'];

describe('twiml-debug message', () => {
  it('has a survey of four turns with an application that keeps a session, and its recording replays', async () => {
    await webhook.use(serveSurvey());
    const path = folder.join('survey.twiml.jsonl');
    const args = ['message', `${webhook.origin}/sms`, ...SURVEY, '--json', '--record', path];
    const run = await program(args, { record: true });
    expect(run.exitCode).toBe(0);
    const texts = run.of('message').filter(({ status }) => status === 'received' || status === 'queued');
    expect(texts.map(({ body }) => body)).toEqual([
      'hi',
      'What is your name?',
      'Jane',
      'How old are you, Jane?',
      '30',
      'Which colour do you like?',
      'blue',
      'Thank you, Jane.',
    ]);
    expect(new Set(run.events.map(({ call }) => call))).toEqual(new Set(['+15551230001|+15559870002']));
    expect(run.events.at(-1)).toMatchObject({
      type: 'end',
      status: 'completed',
      error: null,
      recording: path,
    });
    const recording = readRecording(path);
    expect(restep(recording, stepperOf(recording)).differences).toEqual([]);
    const again = await program(['replay', path, '--json']);
    expect(again.events).toEqual(run.events);
  });

  it('prints the conversation for people', async () => {
    await webhook.use(serveSurvey());
    const { data } = await program(['message', `${webhook.origin}/sms`, '--body', 'hi', '--body', 'Jane']);
    const lines = data.split('\n').map((line) => line.replace(/\d+ ms/, 'N ms').replace(webhook.origin, 'O'));
    expect(lines).toEqual([
      '00:00.0           +15551230001 → +15559870002',
      '00:00.0  →        "hi"',
      expect.stringContaining('200  O/sms  N ms'),
      '00:00.0  ←        "What is your name?"',
      '00:00.4           ✓ sent',
      '00:01.4           ✓✓ delivered',
      '00:01.4  →        "Jane"',
      expect.stringContaining('200  /sms  N ms'),
      '00:01.4  ←        "How old are you, Jane?"',
      '00:01.8           ✓ sent',
      '00:02.8           ✓✓ delivered',
      '00:02.8  end      completed after 3 s: every message has been dealt with  2 messages, 2 replies',
    ]);
  });

  it('prints how far each message is, of several which one, and what callbacks tell', async () => {
    const url = await serve({
      '/sms':
        '<Message statusCallback="/status">one</Message><Message>a text that is longer than others</Message>',
      '/status': '',
    });
    const args = ['message', url, '--body', 'hi', '--delivery', 'failed 30007; delivered'];
    const { data } = await program(args);
    const lines = data.split('\n').map((line) => line.replace(/ {2}\d+ ms.*/, ''));
    expect(lines.slice(3, 13)).toEqual([
      '00:00.0  ←        "one"',
      '00:00.0  ←        "a text that is longer than others"',
      '00:00.4           ! failed 30007  "one"',
      expect.stringMatching(/^00:00.4 {2}warning {2}30007 the message SM/),
      expect.stringContaining('help:'),
      '00:00.4  POST     200  /status  MessageStatus=failed ErrorCode=30007',
      '00:00.4           ✓ sent  "a text that is longer than ot…',
      '00:01.4           ✓✓ delivered  "a text that is longer than ot…',
      expect.stringMatching(/^00:01.4 {2}end/),
      expect.stringContaining('not simulated: Message statusCallback: told of an SMS too'),
    ]);
  });

  it('asks for the files of replies, and goes on where they cannot be had', async () => {
    const file = folder.join('reply.xml');
    writeFileSync(file, '<Response><Message>a<Media>http://127.0.0.1:9/owl.png</Media></Message></Response>');
    const lost = await program(['message', file, '--body', 'hi', '--json']);
    expect([lost.exitCode, lost.of('message').at(-1)]).toEqual([
      0,
      expect.objectContaining({ status: 'failed', error: 11202 }),
    ]);
    expect(lost.of('diagnostic')).toEqual([
      expect.objectContaining({
        code: 11202,
        level: 'warning',
        help: expect.stringContaining('--reply-media skip'),
      }),
    ]);
    const skipped = await program(['message', file, '--body', 'hi', '--reply-media', 'skip', '--json']);
    expect([skipped.of('exchange'), skipped.of('message').at(-1)?.status]).toEqual([[], 'delivered']);
  });

  it('fails when a reply was lost, and not when the fallback URL answered or the user wanted it so', async () => {
    const url = await serve({
      '/sms': '<Message>a</Message>',
      '/broken': (_request, answer) => {
        answer.writeHead(500).end();
        return undefined;
      },
      '/other': '<Message/>',
    });
    const exit = async (path: string, ...args: string[]) =>
      (await program(['message', new URL(path, url).href, ...args])).exitCode;
    expect(await exit('/sms', '--body', 'hi')).toBe(0);
    expect(await exit('/sms', '--body', 'STOP')).toBe(1);
    expect(await exit('/broken', '--body', 'hi')).toBe(1);
    expect(await exit('/broken', '--body', 'hi', '--fallback-url', url)).toBe(0);
    expect(await exit('/broken', '--body', 'hi', '--fallback-url', new URL('/broken', url).href)).toBe(1);
    const failed = ['--delivery', 'undelivered 30003', '--max-warnings', '0'];
    expect(await exit('/sms', '--body', 'hi', ...failed)).toBe(0);
  });

  it('counts warnings, and fails above --max-warnings', async () => {
    const url = await serve({
      '/sms': `<Message>${'x'.repeat(1601)}</Message><Message>a<Media>/gone.png</Media></Message>`,
    });
    const args = ['message', url, '--body', 'hi'];
    const any = await program(args);
    expect(any.exitCode).toBe(0);
    expect(any.data).toMatch(
      /end +completed after \d+ s: every message has been dealt with, 2 warnings {2}1 message, 1 reply/,
    );
    const most = await program([...args, '--max-warnings', '2']);
    expect(most.exitCode).toBe(0);
    const one = await program([...args, '--max-warnings', '1']);
    expect([one.exitCode, one.said]).toEqual([
      1,
      expect.stringContaining('2 warnings and errors, more than --max-warnings 1'),
    ]);
    expect((await program([...args, '--max-warnings', 'x'])).exitCode).toBe(2);
  });

  it('keeps no byte of a file that a reply brings, whatever its type', async () => {
    const url = await serve({
      '/sms': '<Message>a<Media>/card.vcf</Media></Message>',
      '/card.vcf': (_request, answer) =>
        void answer.writeHead(200, { 'Content-Type': 'text/vcard' }).end(`BEGIN:VCARD ${'x'.repeat(70_000)}`),
    });
    const path = folder.join('card.twiml.jsonl');
    const run = await program(['message', url, '--body', 'hi', '--json', '--record', path], { record: true });
    expect(run.of('message').at(-1)?.status).toBe('delivered');
    expect(readFileSync(path, 'utf8')).not.toContain('BEGIN:VCARD');
    const recording = readRecording(path);
    expect(restep(recording, stepperOf(recording)).differences).toEqual([]);
  });

  it('serves the files of a message on loopback, with their types', async () => {
    const got: unknown[] = [];
    const url = await serve({
      '/sms': async ({ params }) => {
        const file = await fetch(params['MediaUrl0'] ?? '');
        got.push([
          params['NumMedia'],
          params['MediaContentType0'],
          file.headers.get('content-type'),
          await file.text(),
        ]);
        const elsewhere = await fetch((params['MediaUrl0'] ?? '').replace(/.$/, 'x'));
        got.push(elsewhere.status);
        return '<Message>nice</Message>';
      },
    });
    folder.write('photo.png', 'pixels');
    const { exitCode } = await program(['message', url, '--body', 'look', '--media', 'photo.png'], {
      cwd: folder.path,
    });
    expect([exitCode, got]).toEqual([0, [['1', 'image/png', 'image/png', 'pixels'], 404]]);
  });

  it('follows a script file: files, waits, other numbers', async () => {
    const url = await serve({ '/sms': '' });
    folder.write('photo.jpg', 'pixels');
    const script = folder.join('talk.txt');
    writeFileSync(script, 'send "hi"\nwait 4h\nattach photo.jpg\nfrom +15550001111\nsend "x"');
    const run = await program(['message', url, '--script-file', script, '--json'], { cwd: folder.path });
    expect(run.of('message').map(({ at, from, body, media }) => [at, from, body, media.length])).toEqual([
      [0, '+15551230001', 'hi', 0],
      [4 * 3_600_000, '+15551230001', '', 1],
      [4 * 3_600_000, '+15550001111', 'x', 0],
    ]);
  });

  it('signs requests so that the helper library accepts them', async () => {
    const url = await serve({ '/sms': '' });
    await program(['message', url, '--body', 'héllo ☎', '--auth-token', 'secret']);
    const [request] = webhook.received;
    const signature = request?.headers['x-twilio-signature'] ?? '';
    expect(twilio.validateRequest('secret', String(signature), url, request?.params ?? {})).toBe(true);
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('fails replies on demand, and tells Advanced Opt-Out to the webhook', async () => {
    const url = await serve({ '/sms': '<Message>a</Message>' });
    const failed = await program([
      'message',
      url,
      '--body',
      'hi',
      '--delivery',
      'undelivered 30003',
      '--json',
    ]);
    expect([failed.exitCode, failed.of('message').at(-1)?.status]).toEqual([0, 'undelivered']);
    const service = ['--messaging-service', `MG${'a'.repeat(32)}`, '--opt-out', 'advanced'];
    await program(['message', url, '--body', 'stop', ...service]);
    expect(webhook.received.at(-1)?.params).toMatchObject({ OptOutType: 'STOP' });
  });

  it('runs a TwiML file without a webhook', async () => {
    const file = folder.join('reply.xml');
    writeFileSync(file, '<Response><Message>a</Message></Response>');
    const { exitCode, of } = await program(['message', file, '--body', 'hi', '--json']);
    expect([exitCode, of('exchange'), of('message').at(-1)?.status]).toEqual([0, [], 'delivered']);
  });

  it('exits 1 when a message got an error, and 3 when nothing answered', async () => {
    const url = await serve({ '/sms': (_request, answer) => void answer.writeHead(500).end() });
    expect((await program(['message', url, '--body', 'hi'])).exitCode).toBe(1);
    await webhook.close();
    expect((await program(['message', url, '--body', 'hi'])).exitCode).toBe(3);
  });

  it('gives up after --timeout, and says which messages were never sent', async () => {
    const url = await serve({ '/sms': () => new Promise(() => {}) });
    const run = await program([
      'message',
      url,
      '--body',
      'hi',
      '--body',
      'there',
      '--timeout',
      '0.3',
      '--json',
    ]);
    expect(run.exitCode).not.toBe(0);
    expect(run.of('diagnostic').map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['timeout', 'script-left']),
    );
    expect(run.events.at(-1)?.type).toBe('end');
    expect(run.of('input')).toEqual([]);
  });

  it.each([
    [[], 'without a terminal, say what to send with --body TEXT, --media FILE or --script-file FILE'],
    [['--media', 'nothing.png'], 'there is no file nothing.png to send'],
    [['--body', 'a'.repeat(1601)], 'at most 1600 characters, and one here has 1601'],
    [['--body', 'a', '--opt-out', 'advanced'], 'add --messaging-service MG...'],
    [['--body', 'a', '--delivery', 'lost'], '--delivery: "lost" is not an outcome'],
    [['--body', 'a', '--caller', 'press 1'], "unknown option '--caller'"],
    [['--body', 'a', '--messaging-service', 'MG1'], 'write MG and 32 hexadecimal digits'],
  ])('refuses %j with exit code 2', async (args, said) => {
    const run = await program(['message', 'http://127.0.0.1:1/sms', ...args]);
    expect([run.exitCode, run.said]).toEqual([2, expect.stringContaining(said)]);
  });
});
