import { describe, expect, it } from 'vitest';
import { SUGGESTED } from '../../../src/engine/placed/leg-setup.ts';
import { Core } from '../../support/core.ts';
import {
  type Answer,
  audio,
  type CallPlan,
  failure,
  ORIGIN,
  ok,
  placeCall,
} from '../../support/memory-call.ts';

const ANNOUNCEMENT = 'We are sorry. An application error has occurred. Goodbye.';

const FILE = `${ORIGIN}/a.mp3`;

const NEXT = { choices: { ...SUGGESTED, playFailure: 'next' } } as const;

const play = (verbs: string, file: Answer = audio(), plan: Partial<CallPlan> = {}) =>
  placeCall({ ...plan, app: { '/voice': verbs, '/a.mp3': file } });

describe('a file that cannot be played (Twilio errors 11100, 11200, 11243, 13420, 15004)', () => {
  it.each<readonly [string, Answer, number]>([
    ['is not there', { status: 404 }, 11200],
    ['makes the server fail', { status: 500, bytes: 70_000 }, 11200],
    ['is no audio', ok('<html/>', [['Content-Type', 'text/html']]), 13420],
    ['is of a type that Twilio does not play', audio(null, [], 'audio/ogg'), 13420],
    ['is empty', { ...audio(), bytes: 0 }, 13420],
    ['has no type', ok('ID3', []), 12300],
    ['redirects with 308', { status: 308, headers: [['Location', '/b.mp3']] as const }, 11216],
    ['is on a server that is gone', failure('refused'), 11202],
  ])(
    'because it %s counts as a failed document: the caller hears the application-error announcement',
    async (_what, file, code) => {
      const call = await play('<Play>a.mp3</Play><Say>never</Say>', file);
      expect(call.heard).toEqual([ANNOUNCEMENT]);
      expect(call.end).toMatchObject({ status: 'completed', error: code });
      const [problem] = call.of('diagnostic');
      expect(problem).toMatchObject({ code, level: 'error', url: `${ORIGIN}/voice`, line: 3, column: 1 });
      expect(problem?.message).toContain(FILE);
      expect(problem?.excerpt).toContain('^');
      expect(call.of('exchange')[1]).toMatchObject({ purpose: 'media', error: code });
    },
  );

  it('is told to the fallback URL as what failed', async () => {
    const call = await placeCall({
      app: { '/voice': '<Play>a.mp3</Play>', '/a.mp3': { status: 404 }, '/fallback': '<Hangup/>' },
      leg: { fallback: { url: `${ORIGIN}/fallback`, method: 'POST' } },
    });
    expect(call.asked[2]?.params).toMatchObject({ ErrorCode: '11200', ErrorUrl: FILE });
  });

  it('with --play-failure next is an error, and the next verb runs', async () => {
    const call = await play(
      '<Play digits="1" loop="2">a.mp3</Play><Say>on</Say>',
      { status: 404 },
      { leg: NEXT },
    );
    expect(call.of('diagnostic')).toMatchObject([
      { rule: 'play-both', level: 'warning' },
      { code: 11200, level: 'error', line: 3 },
    ]);
    expect(call.heard).toEqual(['on']);
    expect(call.end.error).toBeNull();
  });

  it('that is refused is asked for twice, as every request is', async () => {
    expect((await play('<Play>a.mp3</Play>', failure('refused'))).paths).toEqual([
      '/voice',
      '/a.mp3',
      '/a.mp3',
    ]);
    expect((await play('<Play>a.mp3#rc=0</Play>', failure('refused'))).paths).toEqual(['/voice', '/a.mp3']);
  });

  it('because its URL is none is 11100', async () => {
    const call = await play('<Play>ftp://app.test/a.mp3</Play>');
    expect(call.end.error).toBe(11100);
    expect(call.paths).toEqual(['/voice']);
  });

  it('because its connection overrides are bad is 11243, and nothing is asked', async () => {
    const call = await play('<Play>a.mp3#rp=never</Play>');
    expect(call.end.error).toBe(11243);
    expect(call.paths).toEqual(['/voice']);
  });

  it('in a document without a URL is 15004 when its own is relative', () => {
    const target = {
      kind: 'source',
      source: '<Response><Play>a.mp3</Play></Response>',
      name: '-',
      baseUrl: null,
    } as const;
    const core = new Core('', { target });
    core.advance();
    expect(core.of('diagnostic')).toMatchObject([{ code: 15004 }]);
  });
});
