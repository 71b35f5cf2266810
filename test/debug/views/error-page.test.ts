import { describe, expect, it } from 'vitest';
import type { HopSummary } from '../../../src/debug/public-event.ts';
import { errorPageLines } from '../../../src/debug/views/exchange/error-page.ts';

const lines = (responseBody: string | null, more: Partial<HopSummary> = {}) =>
  // Only what an error page is made from.
  errorPageLines({
    status: 500,
    responseBody,
    cookiesSent: {},
    cookiesSet: {},
    requestHeaders: {},
    responseHeaders: [],
    ...more,
  } as HopSummary);

describe('the page of an error', () => {
  it('is its first lines without tags, styles and scripts', () => {
    const page = `<!DOCTYPE html><html><head><title>Error</title><style>h1 { color: red }</style></head><body>
      <script>alert(1)</script><pre>TypeError: name &lt;b&gt; is undefined<br> &nbsp; &nbsp;at /app.js:12:3<br>at b<br>at c</pre>`;
    expect(lines(page)).toEqual(['TypeError: name <b> is undefined', 'at /app.js:12:3', 'at b']);
  });

  it('is a text as it is, cut to a width', () => {
    expect(lines('a < b\n\n\nb')).toEqual(['a < b', 'b']);
    expect(lines('x'.repeat(300))).toEqual([`${'x'.repeat(200)}…`]);
  });

  it('is its title where it has no more', () => {
    expect(lines('<html><head><title>502 Bad Gateway</title></head><body></body></html>')).toEqual([
      '502 Bad Gateway',
    ]);
  });

  it('says nothing that cookies and the signature say', () => {
    const more = { cookiesSent: { s: 'abcdefgh' }, requestHeaders: { 'X-Twilio-Signature': 'c2lnbmVk' } };
    expect(lines('session abcdefgh\nsigned c2lnbmVk', more)).toEqual([
      'session (redacted)',
      'signed (redacted)',
    ]);
  });

  it('is none of an answer without text, or one that is no error', () => {
    expect([lines(null), lines(''), lines('hello', { status: 200 }), lines('x', { status: null })]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('is read to the end whatever it holds', () => {
    expect(lines('<script>'.repeat(9_000))).toEqual([]);
    expect(lines('&#999999;&#x10ffff;&#xfffff; a')).toHaveLength(1);
  });

  it('has no cookie and no login in any form in which a page could show it', () => {
    const sent = {
      cookiesSent: { s: 'abc%3D%3Ddefghi', q: '"quoted-value"' },
      requestHeaders: { Authorization: 'Basic dXNlcjpwYXNzd29yZA==' },
    };
    expect(lines('<p>abc==defghi</p><p>quoted-value</p><p>dXNlcjpwYXNzd29yZA==</p>', sent)).toEqual([
      '(redacted)',
    ]);
  });

  it('is read in time that grows with its length, however many tags are left open', () => {
    expect(lines('<p'.repeat(10_000))).toEqual([`${'<p'.repeat(100)}…`]);
  });
});
