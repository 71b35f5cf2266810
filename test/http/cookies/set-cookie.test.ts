import { describe, expect, it } from 'vitest';
import { readSetCookie } from '../../../src/http/cookies/set-cookie.ts';
import { DATE } from '../builders.ts';

describe('a Set-Cookie header as it was written', () => {
  it('has all attributes', () => {
    const header =
      'sid=a=b; Path=/x; Domain=app.test; Expires=Thu, 01 Jan 2026 00:01:00 GMT; Secure; HttpOnly';
    expect(readSetCookie(header, DATE)).toEqual({
      name: 'sid',
      value: 'a=b',
      path: '/x',
      domain: 'app.test',
      expiresAt: Date.UTC(2026, 0, 1, 0, 1),
      httpOnly: true,
      secure: true,
    });
  });

  it('lasts as long as Max-Age says, whatever Expires does', () => {
    const header = 'a=1; Max-Age=60; Expires=Thu, 01 Jan 2026 00:01:00 GMT';
    expect(readSetCookie(header, DATE)?.expiresAt).toBe(DATE + 60_000);
    expect(readSetCookie('a=1', DATE)?.expiresAt).toBeNull();
  });

  it('has an end that any number can hold, however large Max-Age is', () => {
    const far = '9'.repeat(400);
    const expires = 'Expires=Thu, 01 Jan 2026 00:01:00 GMT';
    expect(readSetCookie(`a=1; Max-Age=${far}; ${expires}`, DATE)?.expiresAt).toBeNull();
    expect(readSetCookie(`a=1; Max-Age=-${far}; ${expires}`, DATE)?.expiresAt).toBe(0);
  });

  it('may be no cookie', () => {
    expect(readSetCookie('', DATE)).toBeNull();
  });
});
