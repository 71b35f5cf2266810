import { describe, expect, it } from 'vitest';
import { type Answer, audio, type CallPlan, ORIGIN, ok, placeCall } from '../../support/memory-call.ts';

const FILE = `${ORIGIN}/a.mp3`;

const play = (verbs: string, file: Answer = audio(), plan: Partial<CallPlan> = {}) =>
  placeCall({ ...plan, app: { '/voice': verbs, '/a.mp3': file } });

const playFile = (file: ReturnType<typeof audio>) =>
  placeCall({ app: { '/voice': '<Play>/file</Play><Say>on</Say>', '/file': file } });

describe('Play (Twilio docs: TwiML Voice: Play)', () => {
  it('GETs the file; media requests carry no Twilio parameters', async () => {
    const call = await play('<Play> a.mp3 </Play>');
    expect(call.asked[1]).toMatchObject({ method: 'GET', path: '/a.mp3', params: {} });
    expect(call.asked[1]?.headers).toMatchObject({ 'user-agent': 'TwilioProxy/1.1', accept: '*/*' });
    expect(call.of('exchange')[1]).toMatchObject({
      purpose: 'media',
      method: 'GET',
      url: FILE,
      params: {},
      status: 200,
      contentType: 'audio/mpeg',
      bytes: 24_000,
      error: null,
      hops: [{ url: FILE, requestBody: null, responseBody: null, bytes: 24_000 }],
    });
  });

  it('answers the call, plays as long as the file does, and runs the next verb', async () => {
    const call = await play('<Play>a.mp3</Play><Say>on</Say>', audio(7_250));
    expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.end.notSimulated).toEqual([]);
    expect(call.of('heard')).toMatchObject([
      { kind: 'play', url: FILE, at: 7_250, interrupted: false },
      { text: 'on' },
    ]);
  });

  it('takes three seconds for a file that does not tell how long it plays', async () => {
    expect((await play('<Play>a.mp3</Play>', audio(null))).of('heard')).toMatchObject([{ at: 3_000 }]);
  });

  it('asks once for a file that it repeats with loop', async () => {
    const call = await play('<Play loop="3">a.mp3</Play>', audio(1_000));
    expect(call.paths).toEqual(['/voice', '/a.mp3']);
    expect(call.of('heard').map(({ at }) => at)).toEqual([1_000, 2_000, 3_000]);
  });

  it('sends tones with digits, w waiting half a second and W a second, and asks for nothing', async () => {
    const call = await placeCall({ app: { '/voice': '<Play digits="wwW1"/>' } });
    expect(call.of('heard')).toMatchObject([{ kind: 'tones', text: 'wwW1', at: 2_200 }]);
    expect(call.paths).toEqual(['/voice']);
  });

  it('with both plays the file, then the tones: what Twilio does is not documented', async () => {
    const call = await play('<Play digits="1w2" loop="2">a.mp3</Play><Say>on</Say>', audio(1_000));
    expect(call.heard).toEqual([FILE, FILE, '1w2', '1w2', 'on']);
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'play-both', level: 'warning', line: 3 }]);
    expect(call.end.notSimulated).toEqual([
      'Play: of a URL and digits the file is played first (not documented)',
    ]);
  });

  it('warns about bad digits (13430) and about nothing to play', async () => {
    const call = await placeCall({ app: { '/voice': '<Play digits="12x"/><Play/><Say>on</Say>' } });
    expect(call.of('diagnostic').map(({ code, rule }) => code ?? rule)).toEqual([13430, 'nothing-to-play']);
    expect(call.heard).toEqual(['on']);
  });

  it('carries the cookies of the call, and keeps those of the file', async () => {
    const app = {
      '/voice': {
        ...ok('<Response><Play>a.mp3</Play><Redirect>/next</Redirect></Response>', [
          ['Content-Type', 'text/xml'],
          ['Set-Cookie', 'id=1'],
        ]),
      },
      '/a.mp3': audio(1_000, [['Set-Cookie', 'file=2']]),
      '/next': '<Hangup/>',
    };
    const call = await placeCall({ app });
    expect(call.asked.map(({ headers }) => headers['cookie'])).toEqual([undefined, 'id=1', 'id=1; file=2']);
  });

  it('follows a redirect to the file', async () => {
    const app = {
      '/voice': '<Play>old.mp3</Play>',
      '/old.mp3': { status: 302, headers: [['Location', '/a.mp3']] as const },
    };
    const call = await placeCall({ app });
    expect(call.paths).toEqual(['/voice', '/old.mp3', '/a.mp3']);
    expect(call.end.error).toBeNull();
  });

  it('of a link to the local server asks for the public one, with a warning at the verb', async () => {
    const call = await play('<Play>http://127.0.0.1:3000/a.mp3</Play>', audio(), {
      publicUrls: [{ origin: ORIGIN, local: 'http://127.0.0.1:3000' }],
    });
    expect(call.of('exchange')[1]?.hops.map(({ url }) => url)).toEqual([FILE]);
    expect(call.of('diagnostic')).toMatchObject([
      { rule: 'local-link', level: 'warning', url: `${ORIGIN}/voice`, line: 3, column: 1 },
    ]);
  });
});

describe('Play: types of files, digits and loop (Twilio docs: TwiML Voice: Play)', () => {
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
    const call = await playFile(audio(1_000, [], type));
    expect(call.heard).toEqual(['http://app.test/file', 'on']);
    expect(call.end).toMatchObject({ error: null });
  });

  it.each(['audio/ogg', 'audio/mp3', 'audio/basic', 'video/mp4', 'text/html', 'application/octet-stream'])(
    'does not playFile %s: 13420',
    async (type) => {
      const call = await playFile(audio(1_000, [], type));
      expect(call.heard).not.toContain('on');
      expect(call.end).toMatchObject({ error: 13420 });
    },
  );

  it('warns about a file of more than 40 minutes, which may drop the call', async () => {
    const rules = async (minutes: number) =>
      (await playFile(audio(minutes * 60_000))).of('diagnostic').map(({ rule }) => rule);
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
