import { describe, expect, it } from 'vitest';
import { hiddenLogin, readHiddenLogin } from '../../../src/debug/wire/hidden-login.ts';

describe('the value of an Authorization header that is kept', () => {
  it.each(['ann', 'a (b), c', ''])('names the user %j, and can be read', (user) => {
    const login = { scheme: 'Digest', user };
    expect(hiddenLogin(login)).toBe(`Digest (login of ${user}, not kept)`);
    expect(readHiddenLogin(hiddenLogin(login))).toEqual(login);
  });

  it.each(['Basic YW5uOnB3', '', undefined])('is not seen in %j', (value) => {
    expect(readHiddenLogin(value)).toBeNull();
  });
});
