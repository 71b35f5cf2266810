import { describe, expect, it } from 'vitest';
import type { Sender } from '../../../src/debug/wire/sender.ts';
import { Core } from '../../support/core.ts';
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
} from '../../support/memory-call.ts';

const FILE = `${ORIGIN}/a.mp3`;

const play = (verbs: string, file: Answer = audio(), plan: Partial<CallPlan> = {}) =>
  placeCall({ ...plan, app: { '/voice': verbs, '/a.mp3': file } });

describe('the cache of files (RFC 9111)', () => {
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
    session.move('next');
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
