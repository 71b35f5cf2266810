import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import { wavFile } from '../../support/wav-file.ts';
import type { Route } from '../../support/webhook.ts';

const folder = temporaryFolder();
const webhook = testWebhook();

const sends =
  (type: string, bytes: Uint8Array): Route =>
  (_request, answer) => {
    answer.writeHead(200, { 'Content-Type': type }).end(bytes);
    return undefined;
  };

const SENTENCE = 'Welcome to Acme. For sales, press one. For support, press two.';

/** A file of TwiML, and no speech from earlier runs. */
function twiml(verbs: string): string {
  return folder.write('voice.xml', `<Response>${verbs}</Response>`);
}

describe('the sound of a run', () => {
  beforeEach(() => {
    vi.stubEnv('XDG_CACHE_HOME', folder.join('cache'));
    vi.stubEnv('ALSA_CONFIG_PATH', folder.write('no-device.conf', ''));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('--durations real: speech lasts as long as the embedded voice speaks, and is kept', async () => {
    const file = twiml(`<Say>${SENTENCE}</Say>`);
    const estimated = (await program(['run', file, '--json'])).of('heard')[0]?.at ?? 0;
    expect(existsSync(folder.join('cache'))).toBe(false);
    const real = (await program(['run', file, '--json', '--durations', 'real'])).of('heard')[0]?.at ?? 0;
    expect(real).not.toBe(estimated);
    expect(real / estimated).toBeGreaterThan(0.6);
    expect(real / estimated).toBeLessThan(1.6);
    expect(readdirSync(folder.join('cache', 'twiml-debug', 'speech'))).toHaveLength(5);
    const again = (await program(['run', file, '--json', '--durations', 'real'])).of('heard')[0]?.at;
    expect(again).toBe(real);
  });

  it('--audio: a run takes the time that the sound takes; without a device one line says so', async () => {
    const run = await program([
      'run',
      twiml('<Say>Yes</Say><Play digits="1"/>'),
      '--json',
      '--audio',
      'embedded',
    ]);
    const heard = run.of('heard');
    expect(heard).toHaveLength(2);
    expect(run.said.split('\n').filter((line) => line.includes('nothing is heard'))).toEqual([
      'nothing is heard: no sound device could be opened',
    ]);
    expect(run.exitCode).toBe(0);
  });

  it('--audio at another speed is silent, and needs no device', async () => {
    const run = await program(['run', twiml('<Say>Yes</Say>'), '--audio', 'auto', '--speed', '50']);
    expect(run.said).not.toContain('nothing is heard');
    expect(run.exitCode).toBe(0);
  });

  it('--audio beside --clock virtual, and a volume that is none, are refused in one sentence', async () => {
    const virtual = await program(['run', twiml('<Say>Yes</Say>'), '--audio', 'auto', '--clock', 'virtual']);
    expect(virtual.exitCode).toBe(2);
    expect(virtual.said).toContain('--audio cannot be used with --clock virtual: sound takes its time');
    const loud = await program(['run', twiml('<Say>Yes</Say>'), '--volume', '110']);
    expect(loud.said).toContain('--volume: write a number from 0 to 100, not "110"');
  });

  it('Play: a file that was fetched is decoded; one that only claims to be sound is said, and the call goes on', async () => {
    const samples = Buffer.alloc(16_000);
    const url = `${await webhook.serve({
      '/voice': '<Play>/a.wav</Play><Play>/b.gsm</Play><Say>Yes</Say>',
      '/a.wav': sends('audio/wav', wavFile(samples, { says: 64_000 })),
      '/b.gsm': sends('audio/gsm', samples.subarray(0, 3_300)),
    })}/voice`;
    const run = await program(['run', url, '--json', '--durations', 'real']);
    expect(
      run
        .of('heard')
        .map(({ at }) => at)
        .slice(0, 2),
    ).toEqual([1_000, 3_000]);
    expect(run.said).toContain('Play: the file breaks off: what there is of it is played');
    expect(run.said).toContain('Play: the file has no frame of GSM in it: it is not heard');
    expect(run.exitCode).toBe(0);
  });
});
