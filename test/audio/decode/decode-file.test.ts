import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecodedFile, decodeFile, type Wanted } from '../../../src/audio/decode/decode-file.ts';
import { soundMs } from '../../../src/audio/signal/sound.ts';
import { hasSox, sox, WITHOUT_SOX } from '../../support/sox.ts';
import { decibelsAt } from '../../support/spectrum.ts';
import { wavFile } from '../../support/wav-file.ts';

const PHONE: Wanted = { quality: 'phone' };

async function decoded(bytes: Uint8Array, type = 'audio/wav', wanted = PHONE): Promise<DecodedFile> {
  const file = await decodeFile(bytes, type, wanted);
  if (!file.ok) throw new Error(file.why);
  return file;
}

async function why(bytes: Uint8Array, type = 'audio/wav'): Promise<string> {
  const file = await decodeFile(bytes, type, PHONE);
  return file.ok ? 'it is heard' : file.why;
}

const TONE = ['synth', '1.5', 'sine', '1000', 'gain', '-6'];

describe.skipIf(!hasSox)(`files that sox wrote (${hasSox ? 'installed' : WITHOUT_SOX})`, () => {
  const kinds: readonly (readonly [string, readonly string[], string])[] = [
    ['wav, 8 bits', ['-t', 'wav', '-b', '8', '-r', '8000'], 'audio/wav'],
    ['wav, 16 bits, 44.1 kHz, stereo', ['-t', 'wav', '-b', '16', '-r', '44100', '-c', '2'], 'audio/x-wav'],
    ['wav, 24 bits, 48 kHz', ['-t', 'wav', '-b', '24', '-r', '48000'], 'audio/wav'],
    ['wav, 32 bits, 22,050 Hz', ['-t', 'wav', '-b', '32', '-e', 'signed', '-r', '22050'], 'audio/wav'],
    ['wav, floats', ['-t', 'wav', '-e', 'float', '-b', '32', '-r', '16000'], 'audio/wav'],
    ['wav, floats of 64 bits', ['-t', 'wav', '-e', 'float', '-b', '64', '-r', '16000'], 'audio/wav'],
    ['wav, mu-law', ['-t', 'wav', '-e', 'mu-law', '-r', '8000'], 'audio/wav'],
    ['wav, A-law', ['-t', 'wav', '-e', 'a-law', '-r', '8000'], 'audio/wav'],
    ['wav of five channels and 11,127 Hz', ['-t', 'wav', '-r', '11127', '-c', '5'], 'audio/wav'],
    ['aiff', ['-t', 'aiff', '-b', '16', '-r', '22050'], 'audio/aiff'],
    ['aiff, 24 bits, stereo', ['-t', 'aiff', '-b', '24', '-r', '44100', '-c', '2'], 'audio/x-aiff'],
    ['aiff-c, mu-law', ['-t', 'aifc', '-b', '16', '-r', '8000'], 'audio/aiff'],
    ['gsm', ['-t', 'gsm', '-r', '8000'], 'audio/gsm'],
    ['raw mu-law', ['-t', 'raw', '-e', 'mu-law', '-r', '8000'], 'audio/basic'],
    ['mp3', ['-t', 'mp3', '-r', '44100'], 'audio/mpeg'],
    ['mp3, stereo, 22,050 Hz', ['-t', 'mp3', '-r', '22050', '-c', '2'], 'audio/mp3'],
  ];

  it.each(kinds)('Play: %s is heard as the tone that it holds', async (_name, format, type) => {
    const bytes = sox(['-n', ...format, '-', ...TONE]);
    for (const quality of ['phone', 'full'] as const) {
      const { sound, warnings } = await decoded(bytes, type, { quality });
      expect(warnings).toEqual([]);
      expect(Math.abs(soundMs(sound) - 1_500)).toBeLessThan(80);
      const middle = { ...sound, samples: sound.samples.subarray(sound.rate * 0.25, sound.rate * 1.25) };
      expect(Math.abs(decibelsAt(middle, 1_000) + 6)).toBeLessThan(0.6);
      expect(decibelsAt(middle, 2_500)).toBeLessThan(-30);
    }
  });

  it('decodes full-rate GSM to the same samples as another decoder (GSM 06.10)', async () => {
    const gsm = sox([
      '-n',
      '-t',
      'gsm',
      '-r',
      '8000',
      '-',
      'synth',
      '3',
      'sine',
      '300-3000',
      'tremolo',
      '3',
      '80',
    ]);
    const theirs = sox(['-t', 'gsm', '-r', '8000', '-', '-t', 'raw', '-e', 'signed', '-b', '16', '-'], gsm);
    const { GsmDecoder, GSM_FRAME_BYTES } = await import('../../../src/audio/decode/gsm.ts');
    const decoder = new GsmDecoder();
    const ours: number[] = [];
    for (let at = 0; at + GSM_FRAME_BYTES <= gsm.length; at += GSM_FRAME_BYTES)
      for (const sample of decoder.decode(gsm.subarray(at, at + GSM_FRAME_BYTES)) ?? [])
        ours.push(sample * 32_768);
    expect(ours.length).toBeGreaterThan(23_000);
    expect(ours).toEqual(Array.from({ length: theirs.length / 2 }, (_, at) => theirs.readInt16LE(at * 2)));
  });

  it.each(['mu-law', 'a-law'])(
    'decodes every byte of %s to the same sample as another decoder (ITU-T G.711)',
    async (law) => {
      const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const raw = ['-t', 'raw', '-r', '8000', '-c', '1'];
      const theirs = sox([...raw, '-e', law, '-', ...raw, '-e', 'signed', '-b', '16', '-'], bytes);
      const { A_LAW, MU_LAW } = await import('../../../src/audio/decode/g711.ts');
      const ours = Array.from(law === 'a-law' ? A_LAW : MU_LAW, (sample) => sample * 32_768);
      expect(ours).toEqual(Array.from(bytes, (byte) => theirs.readInt16LE(byte * 2)));
    },
  );

  it('plays what there is of an mp3 file that breaks off, and says so', async () => {
    const whole = sox(['-n', '-t', 'mp3', '-r', '44100', '-', ...TONE]);
    const { sound, warnings } = await decoded(whole.subarray(0, whole.length * 0.6), 'audio/mpeg');
    expect(warnings).toEqual(['the file breaks off: what there is of it is played']);
    expect(soundMs(sound)).toBeGreaterThan(700);
    expect(soundMs(sound)).toBeLessThan(1_100);
  });
});

/** A second of a tone, in 16 bits at 8 kHz. */
const SECOND = Buffer.from(
  Int16Array.from({ length: 8_000 }, (_, at) => 8_000 * Math.sin((at * Math.PI) / 4)).buffer,
);

describe('files that are not what they say', () => {
  it('a header that promises an hour: what there is of it is played, with a warning', async () => {
    const { sound, warnings } = await decoded(wavFile(SECOND, { says: 57_600_000 }));
    expect(soundMs(sound)).toBe(1_000);
    expect(warnings).toEqual(['the file breaks off: what there is of it is played']);
  });

  it.each([0, 0xffff_ffff, 0x7fff_ffff, 0x7fff_f000])(
    'a recorder that streams and writes %i for the size it does not know: all of it is played',
    async (says) => {
      const { sound, warnings } = await decoded(wavFile(SECOND, { says }));
      expect(soundMs(sound)).toBe(1_000);
      expect(warnings).toEqual([]);
    },
  );

  it('samples that are no numbers are silence, and endless ones are loud', async () => {
    const floats = Buffer.from(new Float32Array([Number.NaN, Number.POSITIVE_INFINITY, 1e30, -1e30]).buffer);
    const { sound } = await decoded(wavFile(floats, { codec: 3, bits: 32 }), 'audio/wav', {
      quality: 'full',
    });
    expect(sound.samples.every((sample) => Number.isInteger(sample) && Math.abs(sample) <= 32_767)).toBe(
      true,
    );
  });

  it('no more is read of a file than is played of it: 40 minutes (Twilio docs: Play)', async () => {
    const hour = new Uint8Array(60 * 60 * 8_000);
    const { sound, warnings } = await decoded(hour, 'audio/basic', { quality: 'phone', longestMs: 60_000 });
    expect(soundMs(sound)).toBe(60_000);
    expect(warnings).toEqual(['the file plays longer than 1 minutes: the rest is not heard']);
  });

  it('a file of more than 64 MB is not decoded', async () => {
    expect(await why(new Uint8Array(64_000_001), 'audio/basic')).toBe('is larger than 64 MB');
  });

  it.each<[string, Uint8Array, string, string]>([
    [
      'a page of HTML',
      Buffer.from('<html>not here</html>'),
      'text/html',
      'is in no format that is known: mp3, wav, aiff, gsm or ulaw',
    ],
    ['a WAV file without samples', wavFile(new Uint8Array(0)), 'audio/wav', 'has no samples'],
    [
      'a WAV file in ADPCM',
      wavFile(SECOND, { codec: 17 }),
      'audio/wav',
      'is a WAV file in codec 17, which is not known',
    ],
    ['a rate of nothing', wavFile(SECOND, { rate: 0 }), 'audio/wav', 'says that it has 0 samples a second'],
    [
      'a rate of 4 GHz',
      wavFile(SECOND, { rate: 4e9 }),
      'audio/wav',
      'says that it has 4000000000 samples a second',
    ],
    [
      '60,000 channels',
      wavFile(SECOND, { channels: 60_000 }),
      'audio/wav',
      'says that it has 60000 channels',
    ],
    [
      'PCM of 64 bits',
      wavFile(SECOND, { bits: 64 }),
      'audio/wav',
      'has signed samples of 64 bits, which are not known',
    ],
    ['mp3 that is none', SECOND, 'audio/mpeg', 'has no frame of mp3 in it'],
    ['GSM that is none', SECOND, 'audio/gsm', 'has no frame of GSM in it'],
    [
      'an AIFF file without chunks',
      Buffer.from('FORM\0\0\0\0AIFF'),
      'audio/aiff',
      'is an AIFF file that does not say how its samples are written',
    ],
    ['nothing', new Uint8Array(0), 'audio/wav', 'is in no format that is known: mp3, wav, aiff, gsm or ulaw'],
  ])('%s is not heard, and it is said why', async (_name, bytes, type, expected) => {
    expect(await why(bytes, type)).toBe(expected);
  });

  it('an mp3 file is not heard where the package that reads it is not installed', async () => {
    const file = await decodeFile(SECOND, 'audio/mpeg', { ...PHONE, loadMp3: async () => null });
    expect(file).toEqual({
      ok: false,
      why: 'is an mp3 file, and the package "mpg123-decoder" that reads them is not installed',
    });
  });

  it('whatever the bytes are, they are heard or it is said why they are not', async () => {
    const starts = [wavFile(SECOND.subarray(0, 64)), Buffer.from('FORM\0\0\0\x40AIFFCOMM\0\0\0\x12\0\x01')];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
        fc.uint8Array({ maxLength: 80 }),
        async (start, changes, rest) => {
          const bytes = Buffer.concat([start, rest]);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const file = await decodeFile(bytes, 'audio/wav', PHONE);
          if (file.ok) expect(file.sound.samples.length).toBeGreaterThan(0);
          else expect(file.why).not.toBe('');
        },
      ),
    );
  });
});
