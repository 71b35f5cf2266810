import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playbackMs } from '../../src/audio/file-duration.ts';

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const zeros = (length: number) => new Uint8Array(length);

/** Joins byte sequences; a number is one byte. */
function bytes(...parts: readonly (number | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part])));
}

function u32(value: number, little = false): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, little);
  return new Uint8Array(view.buffer);
}

/** A chunk of RIFF (little-endian) or IFF, which are padded to an even length; the size may be a lie. */
function chunk(name: string, data: Uint8Array, little: boolean, size = data.length): Uint8Array {
  return bytes(ascii(name), u32(size, little), data, zeros(data.length % 2));
}

const wav = (...chunks: readonly Uint8Array[]) => bytes(ascii('RIFF'), zeros(4), ascii('WAVE'), ...chunks);
const aiff = (...chunks: readonly Uint8Array[]) => bytes(ascii('FORM'), zeros(4), ascii('AIFF'), ...chunks);

/** PCM of one channel: format 1, so many bytes a second. */
const fmt = (byteRate: number) =>
  chunk('fmt ', bytes(1, 0, 1, 0, u32(8_000, true), u32(byteRate, true), 2, 0, 16, 0), true);
const data = (length: number, size = length) => chunk('data', zeros(length), true, size);

/** The rate is an 80-bit float: exponent and the upper half of the mantissa are given. */
const comm = (frames: number, exponent: number, mantissa: number) =>
  chunk(
    'COMM',
    bytes(0, 1, u32(frames), 0, 16, exponent >>> 8, exponent & 255, u32(mantissa), zeros(4)),
    false,
  );
const COMM_8000_HZ = (frames: number) => comm(frames, 16_383 + 12, 0xfa000000);

/** One frame of layer III: 128 kbit/s at 44.1 kHz, 417 bytes and 1152 samples, if nothing else is said. */
const frame = (header = 0xfffb9000, length = 417) => bytes(u32(header), zeros(length - 4));
const frames = (count: number, one = frame()) => bytes(...Array<Uint8Array>(count).fill(one));
const FRAME_MS = (1152 * 1000) / 44_100;

describe('wav', () => {
  it.each([
    [16_000, 16_000, 1_000],
    [16_000, 24_001, 1_500],
    [8_000, 4_000, 500],
    [176_400, 176_400, 1_000],
    [16_000, 0, 0],
  ])('with %i bytes a second and %i bytes of sound plays %i ms', (rate, length, ms) => {
    expect(playbackMs(wav(fmt(rate), data(length)), 'audio/wav')).toBe(ms);
  });

  it.each(['audio/wav', 'audio/wave', 'audio/x-wav', 'audio/mpeg', ''])(
    'is known by its content, also as "%s"',
    (type) => {
      expect(playbackMs(wav(fmt(8_000), data(8_000)), type)).toBe(1_000);
    },
  );

  it('may have other chunks between, padded to an even length', () => {
    const list = chunk('LIST', ascii('odd'), true);
    expect(playbackMs(wav(list, fmt(8_000), list, data(8_000), list), 'audio/wav')).toBe(1_000);
  });

  it('of a recorder that does not know its size plays what is there', () => {
    expect(playbackMs(wav(fmt(8_000), data(4_000, 0xffffffff)), 'audio/wav')).toBe(500);
  });

  it('that was cut plays what is there', () => {
    expect(playbackMs(wav(fmt(8_000), data(8_000)).subarray(0, 44 + 2_000), 'audio/wav')).toBe(250);
  });

  it.each([
    ['without sound', wav(fmt(8_000))],
    ['without a format', wav(data(8_000))],
    ['with the sound before its format', wav(data(8_000), fmt(8_000))],
    ['with no bytes a second', wav(fmt(0), data(8_000))],
    ['with a format that is cut', wav(fmt(8_000)).subarray(0, 26)],
    ['of nothing but its name', ascii('RIFF')],
  ])('%s does not tell', (_what, file) => {
    expect(playbackMs(file, 'audio/wav')).toBeNull();
  });
});

describe('aiff', () => {
  it.each([
    [8_000, 1_000],
    [12_000, 1_500],
    [1, 0],
  ])('with %i sample frames at 8 kHz plays %i ms', (count, ms) => {
    expect(playbackMs(aiff(COMM_8000_HZ(count), chunk('SSND', zeros(9), false)), 'audio/aiff')).toBe(ms);
  });

  it('with 44.1 kHz has a rate that is no power of two', () => {
    expect(playbackMs(aiff(comm(44_100, 16_383 + 15, 0xac440000)), 'audio/x-aiff')).toBe(1_000);
  });

  it('may have other chunks before', () => {
    expect(playbackMs(aiff(chunk('NAME', ascii('odd'), false), COMM_8000_HZ(8_000)), 'audio/x-aifc')).toBe(
      1_000,
    );
  });

  it.each([
    ['without its common chunk', aiff(chunk('SSND', zeros(8), false))],
    ['with one that is cut', aiff(COMM_8000_HZ(8_000)).subarray(0, 30)],
    ['with a rate of nothing', aiff(comm(8_000, 0, 0))],
    ['with a rate that is not a number', aiff(comm(8_000, 0x7fff, 0))],
    ['with a rate that is next to nothing', aiff(comm(0xffffffff, 16_383 - 1_040, 0x80000000))],
    ['that says it plays for years', aiff(comm(0xffffffff, 16_383, 0x80000000))],
  ])('%s does not tell', (_what, file) => {
    expect(playbackMs(file, 'audio/aiff')).toBeNull();
  });
});

describe('files without headers', () => {
  it.each([
    ['audio/ulaw', 8_000, 1_000],
    ['audio/ulaw', 4, 1],
    ['audio/basic', 8_000, 1_000],
    ['AUDIO/ULAW; rate=8000', 8_000, 1_000],
    ['audio/gsm', 33 * 50, 1_000],
    ['audio/x-gsm', 33 * 50 + 32, 1_000],
    ['audio/gsm', 32, 0],
  ])('of the type %s with %i bytes play %i ms', (type, length, ms) => {
    expect(playbackMs(zeros(length), type)).toBe(ms);
  });

  it.each(['', 'audio/ogg', 'application/octet-stream', 'audio/aiff'])(
    'of the type "%s" do not tell',
    (type) => {
      expect(playbackMs(zeros(8_000), type)).toBeNull();
    },
  );
});

describe('mp3', () => {
  const ms = (...parts: readonly Uint8Array[]) => playbackMs(bytes(...parts), 'audio/mpeg');

  it('plays as many frames as there are', () => {
    expect(ms(frames(10))).toBe(Math.round(10 * FRAME_MS));
    expect(playbackMs(frames(10), 'audio/mp3')).toBe(Math.round(10 * FRAME_MS));
  });

  it.each([
    ['MPEG 1, 44.1 kHz, 128 kbit/s, padded', 0xfffb9200, 418, FRAME_MS],
    ['MPEG 1, 48 kHz, 320 kbit/s', 0xfffbe400, 960, 24],
    ['MPEG 1, 32 kHz, 32 kbit/s', 0xfffb1800, 144, 36],
    ['MPEG 2, 22.05 kHz, 64 kbit/s', 0xfff38000, 208, FRAME_MS],
    ['MPEG 2, 16 kHz, 8 kbit/s', 0xfff31800, 36, 36],
    ['MPEG 2.5, 8 kHz, 8 kbit/s', 0xffe31800, 72, 72],
  ])('of %s has frames of their own length', (_what, header, length, each) => {
    expect(ms(frames(20, frame(header, length)))).toBe(Math.round(20 * each));
  });

  it('may change its bit rate from frame to frame', () => {
    expect(ms(frame(), frame(0xfffbe000, 1044), frame())).toBe(Math.round(3 * FRAME_MS));
  });

  it('may begin with an ID3 tag, whose picture is no sound', () => {
    const picture = frames(30);
    const size = picture.length;
    const tag = bytes(
      ascii('ID3'),
      4,
      0,
      0,
      (size >> 21) & 127,
      (size >> 14) & 127,
      (size >> 7) & 127,
      size & 127,
      picture,
    );
    expect(ms(tag, frames(10))).toBe(Math.round(10 * FRAME_MS));
  });

  it('may have something else before its frames, and behind them', () => {
    expect(ms(zeros(100), frames(10), ascii('TAG'), zeros(125))).toBe(Math.round(10 * FRAME_MS));
  });

  it('does not take for sound what looks like one frame and leads to no other', () => {
    expect(ms(frame(), zeros(500))).toBeNull();
    expect(ms(bytes(u32(0xfffb9000), zeros(50)), frames(10))).toBe(Math.round(10 * FRAME_MS));
  });

  it('of one frame plays that', () => {
    expect(ms(frame())).toBe(26);
  });

  it('that was cut counts its last frame', () => {
    expect(ms(frames(10).subarray(0, 9 * 417 + 100))).toBe(Math.round(10 * FRAME_MS));
  });

  it.each([
    ['of another layer', 0xfffd9000],
    ['of a reserved version', 0xffeb9000],
    ['of a free bit rate', 0xfffb0000],
    ['of a bad bit rate', 0xfffbf000],
    ['of a reserved sampling rate', 0xfffb9c00],
    ['without synchronisation', 0xff7b9000],
  ])('%s does not tell', (_what, header) => {
    expect(ms(frames(10, frame(header)))).toBeNull();
  });

  it.each([
    ['nothing', zeros(0)],
    ['three bytes', bytes(255, 251, 144)],
    ['an ID3 tag that is cut', bytes(ascii('ID3'), 4, 0, 0, 127, 127, 127, 127)],
    ['an ID3 tag larger than the file', bytes(ascii('ID3'), 4, 0, 0, 127, 127, 127, 127, frames(3))],
    ['text', ascii('<html>no such file</html>')],
  ])('of %s does not tell', (_what, file) => {
    expect(playbackMs(file, 'audio/mpeg')).toBeNull();
  });
});

describe('hostile files', () => {
  const TYPES = ['audio/mpeg', 'audio/wav', 'audio/aiff', 'audio/ulaw', 'audio/gsm', ''];
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom('RIFF', 'WAVE', 'FORM', 'AIFF', 'fmt ', 'data', 'COMM', 'SSND', 'ID3').map(ascii),
    fc.constantFrom(0, 1, 16, 18, 0x7fffffff, 0xffffffff).map((value) => u32(value)),
    fc.constantFrom(0, 1, 16, 18, 0x7fffffff, 0xffffffff).map((value) => u32(value, true)),
    fc.constant(frame()),
  );
  const start = fc.constantFrom(wav(), aiff(), wav(fmt(1)), ascii('ID3'), zeros(0));

  it('are measured or not, in whole milliseconds, without an error and without end', () => {
    fc.assert(
      fc.property(
        start,
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom(...TYPES),
        (first, rest, type) => {
          const ms = playbackMs(bytes(first, ...rest), type);
          if (ms === null) return;
          expect(Number.isSafeInteger(ms)).toBe(true);
          expect(ms).toBeGreaterThanOrEqual(0);
          expect(ms).toBeLessThanOrEqual(24 * 3_600_000);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('are not searched for ever: a thousand chunks, 64 kB before the first frame', () => {
    const empty = chunk('junk', zeros(0), true);
    const many = (count: number) => wav(...Array<Uint8Array>(count).fill(empty), fmt(8_000), data(8_000));
    expect(playbackMs(many(998), 'audio/wav')).toBe(1_000);
    expect(playbackMs(many(999), 'audio/wav')).toBeNull();
    expect(playbackMs(bytes(zeros(65_536), frames(2)), 'audio/mpeg')).toBe(52);
    expect(playbackMs(bytes(zeros(65_537), frames(2)), 'audio/mpeg')).toBeNull();
  });

  it('may be a view into a larger buffer', () => {
    const file = wav(fmt(8_000), data(8_000));
    const within = bytes(zeros(7), file, zeros(7)).subarray(7, 7 + file.length);
    expect(playbackMs(within, 'audio/wav')).toBe(1_000);
  });
});
