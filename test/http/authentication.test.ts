import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerableChallenge,
  asksAnew,
  authorization,
  credentialsDiagnostic,
  splitCredentials,
  withoutCredentials,
} from '../../src/http/authentication.ts';

const NONCE = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
const OPAQUE = 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS';
const RFC_7616 = {
  method: 'GET',
  uri: '/dir/index.html',
  credentials: { user: 'Mufasa', password: 'Circle of Life' },
  count: 1,
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const responseOf = (header: string) => /\bresponse="(\w+)"/.exec(header)?.[1];

describe('Basic (RFC 7617)', () => {
  const basic = (user: string, password: string, challenge = 'Basic realm="app"') =>
    authorization(challenge, { ...RFC_7616, credentials: { user, password } });

  it('sends user and password in base64', () => {
    expect(basic('Aladdin', 'open sesame')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
  });

  it('sends text beyond ASCII in UTF-8 (section 2.1)', () => {
    expect(basic('test', '123£', 'Basic realm="foo", charset="UTF-8"')).toBe('Basic dGVzdDoxMjPCow==');
  });

  it('may have an empty password', () => {
    expect(basic('ann', '')).toBe(`Basic ${Buffer.from('ann:').toString('base64')}`);
  });
});

describe('Digest (RFC 7616)', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers the example of section 3.9.1 with %s', (algorithm, response) => {
    const challenge =
      `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, ` +
      `nonce="${NONCE}", opaque="${OPAQUE}"`;
    expect(authorization(challenge, RFC_7616)).toBe(
      `Digest username="Mufasa", realm="http-auth@example.org", nonce="${NONCE}", uri="/dir/index.html", ` +
        `algorithm=${algorithm}, response="${response}", qop=auth, nc=00000001, ` +
        `cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", opaque="${OPAQUE}"`,
    );
  });

  it('answers the example of RFC 2617 section 3.5, which names no algorithm', () => {
    const challenge =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", ' +
      'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    const credentials = { user: 'Mufasa', password: 'Circle Of Life' };
    const answer = authorization(challenge, { ...RFC_7616, credentials, cnonce: '0a4f113b' });
    expect(responseOf(answer)).toBe('6629fae49393a05397450978507c4ef1');
  });

  it('answers a server older than qop as RFC 2069 has it, without qop, nc and cnonce', () => {
    const challenge =
      'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc"';
    const credentials = { user: 'Mufasa', password: 'CircleOfLife' };
    expect(authorization(challenge, { ...RFC_7616, credentials })).toBe(
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
        'uri="/dir/index.html", algorithm=MD5, response="1949323746fe6a43ef61f9606e7febea", opaque="5ccc"',
    );
  });

  it.each([
    ['MD5-sess', md5],
    ['SHA-256-sess', sha256],
  ] as const)(
    'with %s hashes the login together with nonce and cnonce (section 3.4.2)',
    (algorithm, hash) => {
      const challenge = `Digest realm="app", qop="auth", algorithm=${algorithm}, nonce="n1"`;
      const session = hash(`${hash('Mufasa:app:Circle of Life')}:n1:c1`);
      const about = hash('GET:/dir/index.html');
      const answer = authorization(challenge, { ...RFC_7616, cnonce: 'c1' });
      expect(responseOf(answer)).toBe(hash(`${session}:n1:00000001:c1:auth:${about}`));
      expect(answer).toContain(`algorithm=${algorithm},`);
    },
  );

  it('takes the algorithm in any letter case, and names it as the RFC does', () => {
    const challenge = 'Digest realm="app", qop="auth", algorithm=sha-256, nonce="n1"';
    expect(authorization(challenge, RFC_7616)).toContain('algorithm=SHA-256,');
  });

  it('counts the nonce in eight hexadecimal digits', () => {
    const challenge = 'Digest realm="app", qop="auth", nonce="n1"';
    expect(authorization(challenge, { ...RFC_7616, count: 2 })).toContain('nc=00000002,');
    expect(authorization(challenge, { ...RFC_7616, count: 300 })).toContain('nc=0000012c,');
  });

  it('depends on method and query', () => {
    const challenge = 'Digest realm="app", qop="auth", nonce="n1"';
    const answers = [
      { method: 'GET', uri: '/a' },
      { method: 'POST', uri: '/a' },
      { method: 'GET', uri: '/a?b=1' },
    ].map((changes) => responseOf(authorization(challenge, { ...RFC_7616, ...changes })));
    expect(new Set(answers).size).toBe(3);
  });

  it('reads and writes quotes and backslashes as quoted pairs', () => {
    const challenge = 'Digest realm="a \\"b\\" \\\\c", nonce="n1"';
    const credentials = { user: 'x"y\\z', password: 'p' };
    const answer = authorization(challenge, { ...RFC_7616, credentials });
    expect(answer).toContain('username="x\\"y\\\\z", realm="a \\"b\\" \\\\c",');
    expect(responseOf(answer)).toBe(md5(`${md5('x"y\\z:a "b" \\c:p')}:n1:${md5('GET:/dir/index.html')}`));
  });
});

describe('the challenge that is answered', () => {
  it.each<readonly [string, readonly string[], string | null]>([
    ['Basic', ['Basic realm="app"'], 'Basic realm="app"'],
    ['Digest', ['Digest realm="app", nonce="1"'], 'Digest realm="app", nonce="1"'],
    ['one with a realm that is no quoted string', ['basic realm=app'], 'basic realm=app'],
    ['one with an empty realm', ['Basic realm=""'], 'Basic realm=""'],
    [
      'Digest rather than Basic, in one header',
      ['Basic realm="a, b", charset="UTF-8", Digest realm="app", nonce="1", qop="auth,auth-int"'],
      'Digest realm="app", nonce="1", qop="auth,auth-int"',
    ],
    [
      'Digest rather than Basic, in two headers',
      ['Basic realm="app"', 'DIGEST realm="app",nonce=1'],
      'DIGEST realm="app", nonce=1',
    ],
    [
      'the first of two Digests, which the server prefers',
      ['Digest realm="app", algorithm=SHA-256, nonce="1"', 'Digest realm="app", algorithm=MD5, nonce="2"'],
      'Digest realm="app", algorithm=SHA-256, nonce="1"',
    ],
    [
      'the first that is known',
      ['Digest realm="app", algorithm=SHA-512-256, nonce="1", Digest realm="app", algorithm=MD5, nonce="2"'],
      'Digest realm="app", algorithm=MD5, nonce="2"',
    ],
    [
      'one among others',
      ['Negotiate, NTLM TlRMTVNTUAAC==, Bearer realm="app", Basic realm = "x"'],
      'Basic realm = "x"',
    ],
    [
      'Basic when Digest wants a hash of the body',
      ['Digest realm="app", nonce="1", qop="auth-int", Basic realm="b"'],
      'Basic realm="b"',
    ],
    ['none without a realm', ['Basic', 'Digest nonce="1"'], null],
    ['none of another scheme', ['Bearer realm="app"', 'Negotiate'], null],
    ['none of an empty header', ['', ' , '], null],
    ['none without a header', [], null],
  ])('is %s', (_what, headers, expected) => {
    expect(answerableChallenge(headers)).toBe(expected);
  });

  it('asks anew when only the nonce was too old, or when another realm is asked for', () => {
    const first = 'Digest realm="app", nonce="1"';
    expect(asksAnew('Digest realm="app", nonce="2", stale=true', first)).toBe(true);
    expect(asksAnew('Digest realm="app", nonce="2", stale=TRUE', first)).toBe(true);
    expect(asksAnew('Digest realm="admin", nonce="2"', first)).toBe(true);
    expect(asksAnew('Digest realm="app", nonce="2", stale=false', first)).toBe(false);
    expect(asksAnew('Digest realm="app", nonce="2"', first)).toBe(false);
  });

  it('can be any text', () => {
    const piece = fc.constantFrom(
      'Basic ',
      'Digest ',
      'realm=',
      'nonce="1"',
      '"',
      '\\',
      ',',
      '=',
      ' ',
      'qop=auth',
      '__proto__="x"',
    );
    const header = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(header, { maxLength: 4 }), (headers) => {
        const challenge = answerableChallenge(headers);
        if (challenge !== null) expect(authorization(challenge, RFC_7616)).toMatch(/^(Basic|Digest) /);
      }),
      { numRuns: 500 },
    );
  });
});

describe('credentials in a URL', () => {
  it.each([
    ['http://ann:s3cret@app.test/a?b#rc=2', 'http://app.test/a?b#rc=2', { user: 'ann', password: 's3cret' }],
    ['https://ann@app.test/', 'https://app.test/', { user: 'ann', password: '' }],
    ['http://:key@app.test/', 'http://app.test/', { user: '', password: 'key' }],
    ['http://a%40b:c%3Ad%26e@app.test/', 'http://app.test/', { user: 'a@b', password: 'c:d&e' }],
    ['http://100%:%zz@app.test/', 'http://app.test/', { user: '100%', password: '%zz' }],
    ['http://ann:s3@cret@app.test/', 'http://app.test/', { user: 'ann', password: 's3@cret' }],
    ['http:ann:s3cret@app.test', 'http://app.test/', { user: 'ann', password: 's3cret' }],
  ])('%s are taken out, and decoded', (written, url, credentials) => {
    expect(splitCredentials(written)).toEqual({ url, credentials });
  });

  it.each([
    'http://app.test/',
    'http://app.test/@ann:s3cret@',
    'http://app.test/?mail=ann@app.test',
    'http://app.test#ann:s3cret@',
    'http://app.test\\@other.test/',
    'http://@app.test/',
    'http://ann:s3cret@',
    'not a URL @ all',
  ])('%s has none', (written) => {
    expect(splitCredentials(written)).toEqual({ url: written, credentials: null });
  });

  it.each([
    ['http://ann:s3cret@app.test/a', 'http://app.test/a'],
    ['ftp://ann:s3cret@app.test/a', 'ftp://app.test/a'],
    ['http://ann:s3cret@', 'http://'],
    ['http://ann:s3cret@ app.test/', 'http:// app.test/'],
    ['http://app.test/ann@b', 'http://app.test/ann@b'],
    ['mailto:ann@app.test', 'mailto:ann@app.test'],
    ['/path?x=a@b', '/path?x=a@b'],
  ])('are not shown, even of a URL that is none: %s', (written, shown) => {
    expect(withoutCredentials(written)).toBe(shown);
  });

  it.each([
    'http://ann:a&b@app.test/',
    'http://a&b@app.test/',
    'http://ann:a:b@app.test/',
    'https://a:b:c@app.test',
  ])('%s hold & or :, which Twilio does not take there: 11100', (written) => {
    const finding = credentialsDiagnostic(written);
    expect(finding).toMatchObject({ code: 11100, level: 'error' });
    expect(JSON.stringify(finding)).not.toMatch(/ann|a&b|a:b|b:c/);
  });

  it.each([
    'http://ann:s3cret@app.test/',
    'http://ann:a%26b%3Ac@app.test/',
    'http://app.test/a&b:c:d@',
    'http://app.test:80/',
  ])('%s are fine', (written) => {
    expect(credentialsDiagnostic(written)).toBeNull();
  });
});
