import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Host, type HostSettings } from '../../../src/audio/host/host.ts';
import { RATES } from '../../../src/audio/signal/sound.ts';
import { dtmfSound } from '../../../src/audio/tones/dtmf.ts';
import { DtmfDetector } from '../../../src/audio/tones/dtmf-detector.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const FILE = new URL('../../../src/cli/sound/audio-host.ts', import.meta.url);
const ALSA = '/usr/lib/x86_64-linux-gnu/libasound.so.2';

const folder = temporaryFolder();
const hosts: Host[] = [];

function hostOf(settings: Partial<HostSettings> = {}): { readonly host: Host; readonly notices: string[] } {
  const cache = folder.join('speech');
  const host = new Host({ file: FILE, quality: 'phone', volume: 100, plays: false, cache, ...settings });
  const notices: string[] = [];
  host.onNotice = (text) => notices.push(text);
  hosts.push(host);
  return { host, notices };
}

const speech = (text: string, language: string | null = null) =>
  ({ kind: 'speech', bits: [{ text, speed: 1 }], voice: null, language }) as const;

describe('the process that makes sound', () => {
  afterEach(() => {
    for (const host of hosts.splice(0)) host.close();
    vi.unstubAllEnvs();
  });

  it('tells how long a sentence really lasts, and what has no end', async () => {
    const { host, notices } = hostOf();
    const ms = (await host.start(speech('Thank you for calling. Goodbye.')).measured) ?? 0;
    expect(ms).toBeGreaterThan(1_200);
    expect(ms).toBeLessThan(4_000);
    expect(await host.start({ kind: 'keys', digits: '12w' }).measured).toBe(900);
    expect(await host.start({ kind: 'ringing', country: 'us' }).measured).toBeNull();
    expect(notices).toEqual([]);
  });

  it('SSML: a break lasts as long as it says', async () => {
    const { host } = hostOf();
    const without = (await host.start(speech('Yes')).measured) ?? 0;
    const bits = [{ text: 'Yes', speed: 1 }, { silenceMs: 1_500 }];
    const whole = await host.start({ ...speech(''), bits }).measured;
    expect(whole).toBe(without + 1_500);
  });

  it('says once what it cannot speak, and measures nothing of it', async () => {
    const { host, notices } = hostOf();
    for (const text of ['Hallo', 'Welt']) expect(await host.start(speech(text, 'de-DE')).measured).toBeNull();
    expect(notices).toEqual(['Say: no voice here speaks de-DE: its text is shown, not heard']);
  });

  it('a file that is none is said, and the rest goes on', async () => {
    const { host, notices } = hostOf();
    const bytes = new TextEncoder().encode('no sound');
    expect(await host.start({ kind: 'file', bytes, contentType: 'audio/mpeg' }).measured).toBeNull();
    expect(notices).toEqual(['Play: the file has no frame of mp3 in it: it is not heard']);
    expect(await host.start({ kind: 'beep', ms: 500 }).measured).toBe(500);
  });

  it('what is stopped keeps nobody waiting', async () => {
    const { host } = hostOf();
    const { id, measured } = host.start(speech('A long sentence that nobody wants to hear. '.repeat(40)));
    host.stop(id);
    expect(await measured).toBeNull();
    expect(await host.start({ kind: 'keys', digits: '1' }).measured).toBe(200);
  });

  it('a process that cannot begin, or ends, is said once; everything is silent', async () => {
    const file = folder.write('ends.mjs', 'process.exit(1)');
    const { host, notices } = hostOf({ file: new URL(`file://${file}`) });
    expect(await host.start(speech('Hello')).measured).toBeNull();
    expect(await host.start(speech('Hello')).measured).toBeNull();
    expect(notices).toEqual(['nothing is heard any more: the process that makes the sound has ended']);
  });

  describe.skipIf(!existsSync(ALSA))('through ALSA (skipped without libasound2)', () => {
    /** A device that writes what it hears to a file, at the speed at which it is given it. */
    function capture(): string {
      const raw = folder.join('heard.raw');
      const file = folder.write(
        'asound.conf',
        `pcm.!default { type plug slave { pcm "heard" rate 8000 format S16_LE channels 1 } }
        pcm.heard { type file slave.pcm "nowhere" file "${raw}" format "raw" }
        pcm.nowhere { type null }`,
      );
      vi.stubEnv('ALSA_CONFIG_PATH', file);
      return raw;
    }

    const samplesOf = (file: string) => {
      const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
      return Int16Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readInt16LE(at * 2));
    };

    it('plays all sixteen keys, sample by sample', async () => {
      const raw = capture();
      const { host, notices } = hostOf({ plays: true });
      const sent = dtmfSound('123A456B789C*0#D', RATES.phone).samples;
      await host.start({ kind: 'keys', digits: '123A456B789C*0#D' }).measured;
      await vi.waitFor(() => expect(new DtmfDetector(8_000).push(samplesOf(raw))).toHaveLength(16), {
        timeout: 6_000,
        interval: 50,
      });
      const heard = samplesOf(raw);
      const from = heard.findIndex((sample) => sample !== 0) - sent.findIndex((sample) => sample !== 0);
      const last = sent.findLastIndex((sample) => sample !== 0);
      expect(heard.subarray(from, from + last + 1)).toEqual(sent.subarray(0, last + 1));
      expect(notices).toEqual([]);
    });

    it('a machine without a device is said once, and sounds are measured all the same', async () => {
      vi.stubEnv('ALSA_CONFIG_PATH', folder.write('nothing.conf', ''));
      const { host, notices } = hostOf({ plays: true });
      for (const digits of ['1', '2']) expect(await host.start({ kind: 'keys', digits }).measured).toBe(200);
      await vi.waitFor(() => expect(notices).toEqual(['nothing is heard: no sound device could be opened']));
    });
  });
});
