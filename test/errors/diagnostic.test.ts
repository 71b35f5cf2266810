import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/errors/diagnostic.ts';

const PLACE = { url: 'http://app.test/voice', text: 'f00', offset: 10, length: 3, line: 2, column: 1 };

describe('diagnostic', () => {
  it('fills in what the finding leaves out', () => {
    expect(diagnostic({ level: 'warning', message: 'odd' })).toEqual({
      code: null,
      rule: null,
      level: 'warning',
      message: 'odd',
      help: null,
      url: null,
      location: null,
      about: null,
      excerpt: null,
      parserMessage: null,
    });
  });

  it('is about the document of its location', () => {
    expect(diagnostic({ level: 'error', message: 'bad', location: PLACE }).url).toBe(PLACE.url);
  });

  it('lets the finding name another document', () => {
    const url = 'http://app.test/other';
    expect(diagnostic({ level: 'error', message: 'bad', location: PLACE, url }).url).toBe(url);
  });

  it('is data: it survives a recording', () => {
    const found = diagnostic({
      code: 12100,
      level: 'error',
      message: 'bad',
      location: PLACE,
      excerpt: '1 | x',
    });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});
