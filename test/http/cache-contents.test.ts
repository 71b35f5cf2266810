import { describe, expect, it } from 'vitest';
import { type Cache, cacheContents, receiveIntoCache } from '../../src/http/cache.ts';
import type { Headers } from '../../src/http/hop.ts';
import { answerWith, DATE, hopRequest, httpDate } from './builders.ts';

/** What is kept of answers with these headers that came at zero, some seconds later. */
function contents(seconds: number, ...answers: readonly Headers[]) {
  const cache = answers.reduce<Cache>((kept, headers, at) => {
    const request = hopRequest({ url: `http://app.test/${at}` });
    return receiveIntoCache(kept, request, answerWith(headers, { body: 'x' }), DATE).cache;
  }, {});
  return cacheContents(cache, DATE + seconds * 1000);
}

describe('what the cache has', () => {
  it('is told with its age, how long it is fresh, and what it is asked again with', () => {
    expect(
      contents(20, [
        ['Cache-Control', 'max-age=60'],
        ['ETag', '"v1"'],
      ]),
    ).toMatchObject([
      {
        url: 'http://app.test/0',
        ageMs: 20_000,
        freshMs: 40_000,
        validator: ['ETag', '"v1"'],
      },
    ]);
  });

  it('goes stale, or is never fresh', () => {
    const stale = contents(90, [['Cache-Control', 'max-age=60']]);
    expect(stale).toMatchObject([{ ageMs: 90_000, freshMs: -30_000, validator: null, bytes: 1 }]);
    const modified = httpDate(-100);
    const always = contents(5, [
      ['Cache-Control', 'no-cache'],
      ['Last-Modified', modified],
    ]);
    expect(always).toMatchObject([{ ageMs: 5000, freshMs: -5000, validator: ['Last-Modified', modified] }]);
  });

  it('is nothing at first', () => {
    expect(contents(0)).toEqual([]);
  });
});
