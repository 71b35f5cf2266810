import { describe, expect, it } from 'vitest';
import { headerValue, headerValues } from '../../src/http/hop.ts';

const HEADERS = [
  ['Set-Cookie', 'a=1'],
  ['content-TYPE', 'text/xml'],
  ['set-cookie', 'b=2'],
] as const;

describe('a header field', () => {
  it('is found whatever its case (RFC 9110 section 5.1)', () => {
    expect(headerValue(HEADERS, 'Content-Type')).toBe('text/xml');
  });

  it('may repeat: all its values in order, or the first', () => {
    expect(headerValues(HEADERS, 'SET-COOKIE')).toEqual(['a=1', 'b=2']);
    expect(headerValue(HEADERS, 'set-cookie')).toBe('a=1');
  });

  it('that is not there has no value', () => {
    expect([headerValues(HEADERS, 'ETag'), headerValue(HEADERS, 'ETag')]).toEqual([[], null]);
  });
});
