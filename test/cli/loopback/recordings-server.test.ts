import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoopbackServer } from '../../../src/cli/loopback/loopback-server.ts';
import { serveRecordings } from '../../../src/cli/loopback/recordings-server.ts';
import { program } from '../../support/program.ts';
import { serveWebhook } from '../../support/webhook.ts';

const SID = `RE${'a'.repeat(32)}`;
const PATH = `/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Recordings/${SID}`;

let server: LoopbackServer;
beforeEach(async () => {
  server = await serveRecordings();
});
afterEach(() => server.close());

describe('the recordings of a session', () => {
  it.each([PATH, `${PATH}.wav`, `${PATH}.wav?x=1`])('%s is a second of silence', async (path) => {
    const answer = await fetch(server.origin + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('audio/x-wav');
    const file = Buffer.from(await answer.arrayBuffer());
    expect(file.length).toBe(44 + 16_000);
    expect(file.subarray(0, 4).toString()).toBe('RIFF');
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    expect([file.readUInt16LE(20), file.readUInt16LE(22), file.readUInt32LE(24)]).toEqual([1, 1, 8000]);
    expect([file.readUInt32LE(28), file.readUInt16LE(32), file.readUInt16LE(34)]).toEqual([16_000, 2, 16]);
    expect(createHash('sha256').update(file.subarray(44)).digest('hex')).toBe(
      createHash('sha256').update(Buffer.alloc(16_000)).digest('hex'),
    );
  });

  it('answer HEAD without a body', async () => {
    const answer = await fetch(server.origin + PATH, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '16044']);
    expect(await answer.text()).toBe('');
  });

  it('are not made into MP3, and say so', async () => {
    const answer = await fetch(`${server.origin}${PATH}.mp3`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('ask for .wav');
  });

  it.each([
    ['GET', '/', 404],
    ['GET', PATH.replace(SID, 'RE1'), 404],
    ['GET', `${PATH}/../../x`, 404],
    ['POST', PATH, 405],
    ['DELETE', PATH, 405],
  ])('%s %s is answered with %i', async (method, path, status) => {
    expect((await fetch(server.origin + path, { method })).status).toBe(status);
  });

  it('are refused under any name but those of this machine', async () => {
    const { port } = new URL(server.origin);
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: PATH, headers: { Host: 'evil.test' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('can be fetched by the webhook while the call goes on, and not after it', async () => {
    let url = '';
    let status = 0;
    const webhook = await serveWebhook({
      '/voice': '<Record action="/done"/>',
      '/done': async ({ params }) => {
        url = params['RecordingUrl'] ?? '';
        status = (await fetch(url)).status;
        return '<Hangup/>';
      },
    });
    await program(['run', `${webhook.origin}/voice`, '--caller', 'wait 3s'], { recordings: serveRecordings });
    await webhook.close();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/2010-04-01\/Accounts\/AC\w+\/Recordings\/RE\w+$/);
    expect(status).toBe(200);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
