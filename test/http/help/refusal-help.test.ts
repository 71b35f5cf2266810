import { describe, expect, it } from 'vitest';
import { refusalHelp } from '../../../src/http/help/refusal-help.ts';
import type { HopResponse } from '../../../src/http/hop.ts';
import { answer, redirect, refused, signedFor } from '../builders.ts';
import { follow } from '../follow.ts';
import { PAGES } from './pages.ts';

const URL_SIGNED = 'http://app.test/voice';
const got = (status: number, body = '', more: Partial<HopResponse> = {}) =>
  answer({ status, body, sent: signedFor(URL_SIGNED), ...more });
const help = (...given: Parameters<typeof got>) => refusalHelp(refused(got(...given)));
const helpAfter = (...answers: readonly HopResponse[]) => follow(answers).done.diagnostics.at(-1)?.help;

describe('a redirect on the way (vocode-core issue 327; RFC 9110 section 15.4)', () => {
  it('that made a GET of the POST is why a route for POST alone answers 405', () => {
    expect(helpAfter(redirect(301, '/secure/in'), got(405, '{"detail":"Method Not Allowed"}'))).toBe(
      'the 301 from http://app.test/voice made a GET of the POST, and http://app.test/secure/in takes no GET: ' +
        'use that URL at once (a trailing slash, or https for http, is the usual cause), or redirect with 307',
    );
  });

  it('is why it answers 404, too, as Express does', () => {
    expect(helpAfter(redirect(302, '/in/'), got(404, 'Cannot GET /in/'))).toMatch(
      /^the 302 from .* made a GET/,
    );
  });

  it('that kept the POST is not blamed', () => {
    expect(helpAfter(redirect(307, '/in/'), got(405))).toMatch(
      /^the route is for another method, and this was a POST/,
    );
  });
});

describe('a refused signature', () => {
  it('is what a 401 with such words says (openclaw issue 6334)', () => {
    expect(help(401, '{"error":"invalid signature"}')).toMatch(
      /^your app refused the signature: signed for the URL http:\/\/app.test\/voice with the demo token/,
    );
  });

  it('may be what a bare 400 says (Django docs: SuspiciousOperation)', () => {
    const django = PAGES.find(({ status }) => status === 400)?.body ?? '';
    expect(help(400, django)).toMatch(
      /^if your app validates X-Twilio-Signature.*\(an error page of Django\)$/,
    );
  });

  it('on request is as it should be', () => {
    const sent = signedFor(URL_SIGNED);
    const wrong = { ...sent, signature: { signed: URL_SIGNED, key: 'the demo token', wrong: true } } as const;
    expect(help(403, 'Forbidden', { sent: wrong })).toMatch(/refused a wrong signature, as it should/);
  });
});

it.each([
  [403, '{"error":"invalid account"}', /^your app expects another account than the one .*--account-sid/],
  [403, 'CSRF verification failed. Request aborted.', /decorate the view with @csrf_exempt/],
  [419, '<title>Page Expired</title>', /list the route in validateCsrfTokens/],
  [
    400,
    "DisallowedHost at /voice: Invalid HTTP_HOST header: 'app.test'",
    /your app does not serve app\.test/,
  ],
  [403, '<h1>Blocked hosts: app.test</h1>', /^your app does not serve app\.test: add it to config\.hosts/],
  [502, 'error code: 1033', /^Cloudflare answered, not your app/],
  [404, 'ERR_NGROK_3200', /^ngrok answered, not your app/],
])('%i "%s": %s', (status, body, expected) => {
  expect(help(status, body)).toMatch(expected);
});

it('says which methods a route takes (RFC 9110 section 10.2.1, Allow)', () => {
  expect(help(405, '', { headers: [['Allow', 'GET, HEAD']] })).toBe(
    'the route takes GET, HEAD, and this was a POST: see method="..." and --method',
  );
});

it('does not blame the app for a fault that was asked for', () => {
  const sent = { ...signedFor(URL_SIGNED), fault: 'status 500 (--fault)' };
  expect(help(500, '', { sent })).toBe(
    'nothing is wrong with your app: the fault status 500 (--fault) was asked for',
  );
});
