import { describe, expect, it } from 'vitest';
import { audio, placeCall, response } from '../support/memory-call.ts';

const play = (file: ReturnType<typeof audio>) =>
  placeCall({ app: { '/voice': '<Play>/file</Play><Say>on</Say>', '/file': file } });

describe('Play (voice.md 3.3)', () => {
  it.each([
    'audio/mpeg',
    'audio/wav',
    'audio/wave',
    'audio/x-wav',
    'audio/aiff',
    'audio/x-aifc',
    'audio/x-aiff',
    'audio/x-gsm',
    'audio/gsm',
    'audio/ulaw',
  ])('plays %s', async (type) => {
    const call = await play(audio(1_000, [], type));
    expect(call.heard).toEqual(['http://app.test/file', 'on']);
    expect(call.end).toMatchObject({ error: null });
  });

  it.each(['audio/ogg', 'audio/mp3', 'audio/basic', 'video/mp4', 'text/html', 'application/octet-stream'])(
    'does not play %s: 13420',
    async (type) => {
      const call = await play(audio(1_000, [], type));
      expect(call.heard).not.toContain('on');
      expect(call.end).toMatchObject({ error: 13420 });
    },
  );

  it('warns about a file of more than 40 minutes, which may drop the call', async () => {
    const rules = async (minutes: number) =>
      (await play(audio(minutes * 60_000))).of('diagnostic').map(({ rule }) => rule);
    expect(await rules(40)).toEqual([]);
    expect(await rules(41)).toEqual(['long-file']);
  });

  it('digits are 0-9 A-D # * w W; lower-case letters are not (13430)', async () => {
    const call = await placeCall({ app: { '/voice': '<Play digits="09AD#*wW"/><Play digits="1a"/>' } });
    expect(call.of('heard')).toMatchObject([{ kind: 'tones' }]);
    expect(call.of('diagnostic')).toMatchObject([{ code: 13430 }]);
  });

  it('loop may be any whole number: 10 is in an example of the docs', async () => {
    const call = await placeCall({ app: { '/voice': '<Play loop="10">/a.mp3</Play>' } });
    expect(call.heard).toHaveLength(10);
  });

  it('loop="0" repeats until hang-up, capped at 1000 iterations', async () => {
    const app = { '/voice': '<Play loop="0">/a.mp3</Play><Say>on</Say>' };
    expect((await placeCall({ app })).heard).toHaveLength(1001);
    expect((await placeCall({ app, caller: 'wait 10s; hang up' })).heard).toHaveLength(4);
  });
});

describe('Say (voice.md 3.1)', () => {
  it('an unknown voice is 13511, and the text is spoken', async () => {
    const call = await placeCall({ app: { '/voice': '<Say voice="bob">a</Say>' } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13511, level: 'warning' }]);
    expect(call.heard).toEqual(['a']);
  });

  it('has no verbs inside: the text is spoken, and nothing is said of SSML', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>one <Pause/>two</Say>' } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 12200 }]);
    expect(call.heard).toEqual(['one two']);
  });
});

describe('Pause (voice.md 3.4)', () => {
  it.each(['0', '-1', '1.5', 'x', ''])('length="%s" is 13910: one second', async (length) => {
    const call = await placeCall({ app: { '/voice': `<Pause length="${length}"/><Say>on</Say>` } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13910 }]);
    expect(call.of('verb')[1]).toMatchObject({ name: 'Say', at: 1_000 });
  });
});

describe('TwiML that comes with an API call (voice.md 1.1, 16)', () => {
  const document = (length: number) => {
    const frame = response('<Say></Say>').length;
    return response(`<Say>${'a'.repeat(length - frame)}</Say>`);
  };
  const leg = (length: number, baseUrl: string | null = null) =>
    ({
      direction: 'outbound-api',
      target: { kind: 'source', source: document(length), name: 'call.xml', baseUrl },
    }) as const;
  const codes = async (...of: Parameters<typeof leg>) =>
    (await placeCall({ app: {}, leg: leg(...of) })).of('diagnostic').map(({ code }) => code);

  it('may have at most 4000 characters: 32018', async () => {
    expect(await codes(4_000)).toEqual([]);
    expect(await codes(4_001)).toEqual([32018]);
    expect(await codes(4_001, 'http://app.test/voice')).toEqual([]);
  });
});
