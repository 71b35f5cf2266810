import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/errors/diagnostic.ts';
import { failureDiagnostic } from '../../src/http/failure.ts';
import { UNSENT } from '../../src/http/hop.ts';
import { failed } from './builders.ts';

const ASKED = 'http://app.test/voice';

describe('what can go wrong below HTTP has its code of Twilio’s (error dictionary)', () => {
  it.each([
    ['refused', 11202, 'the connection was refused'],
    ['host-not-found', 11210, 'the host name cannot be resolved'],
    ['connect-timeout', 11201, 'the connection was not established in time'],
    ['timeout', 11205, 'no complete answer came in time'],
    ['read-timeout', 11205, 'nothing came for too long'],
    ['closed', 11205, 'the connection was closed before the answer was complete'],
    ['not-http', 11206, 'the answer is not HTTP'],
    ['malformed', 11206, 'the answer breaks the rules of HTTP'],
    ['header-too-large', 11206, 'the header of the answer is too large'],
    ['protocol-switch', 11206, 'the server switched to another protocol'],
    ['encoding', 11205, 'the compressed answer cannot be decoded'],
    ['certificate-untrusted', 11237, 'the TLS certificate is not trusted'],
    ['certificate-expired', 11236, 'the TLS certificate has expired'],
    ['certificate-name', 11235, 'the TLS certificate is for another host name'],
    ['tls', 11220, 'the TLS handshake failed'],
    ['abandoned', 11205, 'the debugger gave up waiting for the answer'],
    ['invalid-url', 11100, 'the URL is not valid'],
    ['other', 11205, 'the request failed'],
  ] as const)('%s is %i: %s', (reason, code, message) => {
    const told = failureDiagnostic(ASKED, failed(reason));
    expect(told).toEqual(
      diagnostic({
        code,
        level: 'error',
        message: `${message}: ${ASKED}`,
        help: told.help,
        url: ASKED,
      }),
    );
    expect(told.help).toMatch(/\w/);
  });

  it('is 11203 when the total time ran out that the URL set itself with tt', () => {
    expect(failureDiagnostic(ASKED, failed('timeout'), true)).toMatchObject({
      code: 11203,
      message: `the total time set with tt in the URL ran out: ${ASKED}`,
      help: 'raise tt in the fragment of the URL, or answer faster',
    });
  });

  it('tells the machine’s own words too', () => {
    expect(failureDiagnostic(ASKED, failed('refused', 'ECONNREFUSED')).message).toBe(
      `the connection was refused: ${ASKED} (ECONNREFUSED)`,
    );
  });
});

describe('what is said about a failure comes from the exchange', () => {
  const help = (url: string, ...given: Parameters<typeof failed>) =>
    failureDiagnostic(url, failed(...given)).help;

  it('an https URL of a port that speaks plain HTTP is asked for by http, with --public-url for what the app sees', () => {
    expect(help('https://localhost:3000/voice', 'tls', 'EPROTO')).toBe(
      'does the server speak TLS 1.2 or newer on this port? For plain HTTP write http://localhost:3000, ' +
        'with --public-url https://localhost:3000 if your app is to see https',
    );
  });

  it.each([
    ['refused', 'refused (--fault)'],
    ['closed', 'truncated (--fault)'],
    ['timeout', 'slow 20s (--fault)'],
  ] as const)('%s is no fault of the app where it was asked for: %s', (reason, fault) => {
    expect(help(ASKED, reason, '', { sent: { ...UNSENT, fault } })).toBe(
      `nothing is wrong with your app: the fault ${fault} was asked for`,
    );
  });

  it('a real failure is one, whatever else was asked for', () => {
    expect(help(ASKED, 'refused', '', { sent: { ...UNSENT, fault: 'duplicated (--fault)' } })).toMatch(
      /^nothing listens there/,
    );
  });
});
