import { describe, expect, it } from 'vitest';
import type { Sender } from '../../src/debug/wire/sender.ts';
import { SUGGESTED } from '../../src/engine/event.ts';
import { Core } from '../support/core.ts';
import {
  type Answer,
  audio,
  type CallPlan,
  failure,
  heldCall,
  ORIGIN,
  ok,
  placeCall,
  response,
  until,
} from '../support/memory-call.ts';

const ANNOUNCEMENT = 'We are sorry. An application error has occurred. Goodbye.';
const FILE = `${ORIGIN}/a.mp3`;
const NEXT = { choices: { ...SUGGESTED, playFailure: 'next' } } as const;

const play = (verbs: string, file: Answer = audio(), plan: Partial<CallPlan> = {}) =>
  placeCall({ ...plan, app: { '/voice': verbs, '/a.mp3': file } });

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

describe('the cache', () => {
  it('answers a second Play of the same URL within max-age: nothing is asked', async () => {
    const call = await play(
      '<Play>a.mp3</Play><Play>a.mp3</Play>',
      audio(2_000, [['Cache-Control', 'max-age=60']]),
    );
    expect(call.paths).toEqual(['/voice', '/a.mp3']);
    expect(call.of('heard').map(({ at, url }) => [at, url])).toEqual([
      [2_000, FILE],
      [4_000, FILE],
    ]);
    expect(
      call
        .of('exchange')
        .slice(1)
        .map(({ cache, hops }) => [cache, hops[0]?.cacheReason]),
    ).toEqual([
      ['stored', 'Cache-Control: max-age=60'],
      ['hit', 'Cache-Control: max-age=60; fresh for 58 s more'],
    ]);
  });

  it('asks with a condition when its copy is stale, and plays it after a 304', async () => {
    let visits = 0;
    const call = await play('<Play>a.mp3</Play><Play>a.mp3</Play>', ({ headers }) =>
      visits++ === 0 || headers['if-none-match'] !== '"v1"'
        ? audio(2_000, [['ETag', '"v1"']])
        : { status: 304, headers: [['ETag', '"v1"']], body: '' },
    );
    expect(call.paths).toEqual(['/voice', '/a.mp3', '/a.mp3']);
    expect(call.of('exchange')[2]).toMatchObject({
      cache: 'revalidated',
      hops: [{ cacheReason: 'If-None-Match "v1" was confirmed', bytes: 24_000 }],
    });
    expect(call.heard).toEqual([FILE, FILE]);
  });

  it('keeps nothing that says nothing about it', async () => {
    const call = await play('<Play>a.mp3</Play><Play>a.mp3</Play>');
    expect(call.paths).toEqual(['/voice', '/a.mp3', '/a.mp3']);
  });

  it('is empty again after the user has emptied it', () => {
    const core = new Core('<Play>/a.mp3</Play><Play>/a.mp3</Play>');
    core.advance();
    core.answer(audio(1_000, [['Cache-Control', 'max-age=60']]));
    core.enter({ type: 'clear-cache', url: null });
    core.enter({ type: 'played', work: core.work('play').id });
    core.advance();
    expect(core.pending).toEqual(['hop']);
  });
});

describe('a file that cannot be played', () => {
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

describe('inside a Gather', () => {
  const gather = (prompts: string) => `<Gather timeout="1">${prompts}</Gather><Say>on</Say>`;

  it('a file that is no audio is 13325, and only the nested verb fails', async () => {
    const call = await play(
      gather('<Play>a.mp3</Play><Say>press</Say>'),
      ok('x', [['Content-Type', 'text/html']]),
    );
    expect(call.of('diagnostic')).toMatchObject([{ code: 13325, level: 'error', line: 3 }]);
    expect(call.heard).toEqual(['press', 'on']);
    expect(call.end.error).toBeNull();
  });

  it('a file that cannot be fetched ends the call, or with --play-failure next leads to the next prompt', async () => {
    const verbs = gather('<Play>a.mp3</Play><Say>press</Say>');
    expect((await play(verbs, { status: 404 })).end.error).toBe(11200);
    expect((await play(verbs, { status: 404 }, { leg: NEXT })).heard).toEqual(['press', 'on']);
  });

  it('a key cuts the file off', async () => {
    const app = {
      '/voice': '<Gather numDigits="1" action="/next"><Play>a.mp3</Play></Gather>',
      '/a.mp3': audio(60_000),
      '/next': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'early press 1' });
    expect(call.heard).toEqual([`${FILE}…`]);
    expect(call.paths).toEqual(['/voice', '/a.mp3', '/next']);
  });
});

describe('while its file is being fetched', () => {
  const LATE = audio();

  it('a Play waits: nothing is heard', () => {
    const core = new Core('<Play>/a.mp3</Play>');
    core.advance();
    expect(core.pending).toEqual(['hop']);
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    expect(core.pending).toEqual(['hop']);
    core.answer(LATE);
    expect(core.pending).toEqual(['play']);
  });

  it('a hang-up abandons the request: it is told, the call is over, and a late answer changes nothing', () => {
    const core = new Core('<Play>/a.mp3</Play>');
    core.advance();
    const { id } = core.work('hop');
    core.enter({ type: 'hang-up', leg: core.sid });
    expect(core.pending).toEqual([]);
    expect(core.of('end')).toMatchObject([{ status: 'completed', error: null }]);
    expect(core.of('heard')).toEqual([]);
    expect(core.of('exchange')).toMatchObject([
      { purpose: 'media', url: FILE, status: null, error: null, hops: [{ failure: 'abandoned' }] },
    ]);
    const before = core.board;
    core.enter({ type: 'hop', work: id, got: LATE });
    expect(core.board).toEqual(before);
  });

  it('a key that a Gather waits for abandons the request, and the Gather goes on', () => {
    const core = new Core('<Gather numDigits="2" timeout="9"><Play>/a.mp3</Play><Say>later</Say></Gather>');
    core.advance();
    core.advance();
    expect(core.pending).toEqual(['hop']);
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    expect(core.pending).toEqual(['timer']);
    expect(core.leg.frames[0]?.running.map(({ name }) => name)).toEqual(['Gather']);
    expect(core.of('heard')).toEqual([]);
  });

  it('a redirect of it is one more hop of the same verb', () => {
    const core = new Core('<Play>/a.mp3</Play>');
    core.advance();
    core.answer({ ...ok(''), status: 302, headers: [['Location', '/b.mp3']] });
    expect(core.pending).toEqual(['hop']);
    core.answer(LATE);
    expect(core.work('play')).toMatchObject({ piece: { kind: 'play', url: FILE, playsMs: 3_000 } });
  });
});

describe('the request for a file', () => {
  it('is aborted on the wire when the caller hangs up', async () => {
    let aborted = false;
    const sender: Sender = {
      send(request, signal) {
        if (request.url !== FILE) return Promise.resolve(ok(response('<Play>a.mp3</Play>')));
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve(failure('abandoned'));
          });
        });
      },
    };
    const { session, events } = await heldCall({ app: {}, sender });
    session.next();
    session.act({ type: 'hang-up' });
    await until(session, () => session.over);
    expect(aborted).toBe(true);
    expect(events.filter(({ type }) => type === 'exchange' || type === 'heard')).toMatchObject([
      { purpose: 'document' },
      { purpose: 'media', error: null, hops: [{ failure: 'abandoned' }] },
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'end', status: 'completed', error: null });
  });
});

describe('a document that is audio', () => {
  it('is played without a second request, whatever its size, and the call is hung up', async () => {
    const call = await placeCall({ app: { '/voice': { ...audio(5_000), bytes: 9_000_000 } } });
    expect(call.paths).toEqual(['/voice']);
    expect(call.of('heard')).toMatchObject([{ kind: 'play', url: `${ORIGIN}/voice`, at: 5_000 }]);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it('is asked for again when its bytes were not kept', async () => {
    const app = {
      '/voice': ({ method }: { method: string }) =>
        method === 'POST' ? ok('ID3', [['Content-Type', 'audio/mpeg']]) : audio(4_000),
    };
    const call = await placeCall({ app });
    expect(call.asked.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(call.of('heard')).toMatchObject([{ at: 4_000 }]);
  });
});
