import { describe, expect, it } from 'vitest';
import { mergeParams, paramsRecord } from '../../../src/http/url/params.ts';

describe('mergeParams', () => {
  it('puts new values in the place of old ones, and new names behind', () => {
    expect(
      mergeParams(
        [
          ['a', '1'],
          ['b', '2'],
        ],
        [
          ['c', '3'],
          ['a', '4'],
        ],
      ),
    ).toEqual([
      ['a', '4'],
      ['b', '2'],
      ['c', '3'],
    ]);
  });

  it('changes nothing when there is nothing to merge', () => {
    expect(mergeParams([['a', '1']], [])).toEqual([['a', '1']]);
    expect(mergeParams([], [['a', '1']])).toEqual([['a', '1']]);
  });

  it('lets an empty value replace one', () => {
    expect(mergeParams([['a', '1']], [['a', '']])).toEqual([['a', '']]);
  });
});

describe('paramsRecord', () => {
  it('has the last value of a name that repeats', () => {
    expect(
      paramsRecord([
        ['a', '1'],
        ['b', '2'],
        ['a', '3'],
      ]),
    ).toEqual({ a: '3', b: '2' });
  });

  it('holds any name', () => {
    expect(
      Object.entries(
        paramsRecord([
          ['__proto__', '1'],
          ['toString', '2'],
        ]),
      ),
    ).toEqual([
      ['__proto__', '1'],
      ['toString', '2'],
    ]);
  });
});
