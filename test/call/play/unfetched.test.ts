import { describe, expect, it } from 'vitest';
import { SUGGESTED } from '../../../src/engine/placed/leg-setup.ts';
import { failure, placeCall } from '../../support/memory-call.ts';

const SKIP = { choices: { ...SUGGESTED, playMedia: 'skip' } } as const;

describe('--play-media skip', () => {
  it('asks for no file: each plays its estimated time, and the end lists it', async () => {
    const voice = '<Play loop="2">http://media.test/a.mp3</Play><Say>on</Say>';
    const call = await placeCall({ app: { '/voice': voice }, leg: SKIP });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual(['http://media.test/a.mp3', 'http://media.test/a.mp3', 'on']);
    expect(call.end).toMatchObject({
      error: null,
      notSimulated: ['Play: files are not fetched (--play-media skip); each plays 3 s'],
    });
  });

  it('asks for no file of several in a Gather', async () => {
    const voice = '<Gather timeout="1"><Play>/a.mp3</Play><Play>/b.mp3</Play></Gather>';
    const call = await placeCall({ app: { '/voice': voice }, leg: SKIP });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toHaveLength(2);
  });

  it.each([
    ['host-not-found', 11210],
    ['connect-timeout', 11201],
  ] as const)('is named where a file cannot be had: %s, error %i', async (reason, code) => {
    const call = await placeCall({ app: { '/voice': '<Play>/a.mp3</Play>', '/a.mp3': failure(reason) } });
    const [problem] = call.of('diagnostic').filter((one) => one.code === code);
    expect(problem?.help).toMatch(/; where there is no Internet: --play-media skip$/);
  });
});

describe('the sounds of Twilio’s own hosts', () => {
  it.each([
    'http://com.twilio.music.classical.s3.amazonaws.com/BusyStrings.mp3',
    'http://com.twilio.sounds.music.s3.amazonaws.com/BusyStrings.mp3',
    'https://api.twilio.com/cowbell.mp3',
    'http://demo.twilio.com/docs/classic.mp3',
    'http://twimlets.com/holdmusic?Bucket=com.twilio.music.ambient',
  ])('are known and never fetched: %s', async (url) => {
    const call = await placeCall({ app: { '/voice': `<Play>${url}</Play>` } });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual([url]);
    expect(call.end.notSimulated).toEqual([
      "Play: the sounds of Twilio's own hosts are not fetched; each plays 3 s",
    ]);
  });

  it('as a waitUrl are the music of the queue', async () => {
    const waitUrl = 'http://twimlets.com/holdmusic?Bucket=com.twilio.music.ambient';
    const call = await placeCall({
      app: { '/voice': `<Enqueue waitUrl="${waitUrl}">q</Enqueue>` },
      caller: 'wait 90s; hang up',
    });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard.some((url) => url.startsWith('http://twimlets.com/holdmusic'))).toBe(true);
  });

  it.each(['http://media.test/a.mp3', 'http://nottwilio.com/a.mp3'])('do not include %s', async (url) => {
    const call = await placeCall({ app: { '/voice': `<Play>${url}</Play>` } });
    expect(call.asked).toHaveLength(2);
  });
});
