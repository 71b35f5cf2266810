import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import type { FailureReason, HopFailure } from './hop.ts';
import { TLS_ALERT } from './wire-failure.ts';

interface Explained {
  readonly code: number;
  readonly message: string;
  readonly help: string;
}

/** Twilio's codes for what can go wrong below HTTP (error dictionary; Twilio docs: Connection overrides). */
const FAILURES: Readonly<Record<FailureReason, Explained>> = {
  refused: {
    code: 11202,
    message: 'the connection was refused',
    help: 'nothing listens there: is your server running, on this port?',
  },
  'host-not-found': {
    code: 11210,
    message: 'the host name cannot be resolved',
    help: 'check the spelling of the host',
  },
  'connect-timeout': {
    code: 11201,
    message: 'the connection was not established in time',
    help: 'is the host up, and does a firewall let the port through?',
  },
  timeout: {
    code: 11205,
    message: 'no complete answer came in time',
    help: 'answer faster, or start with --webhook-timeout off while you sit at a breakpoint of your own',
  },
  'read-timeout': {
    code: 11205,
    message: 'nothing came for too long',
    help: 'answer faster, or raise rt in the fragment of the URL',
  },
  closed: {
    code: 11205,
    message: 'the connection was closed before the answer was complete',
    help: 'did your server crash while it answered? Its log should say',
  },
  'not-http': {
    code: 11206,
    message: 'the answer is not HTTP',
    help: 'is this the port of a web server, and one that speaks plain HTTP?',
  },
  malformed: {
    code: 11206,
    message: 'the answer breaks the rules of HTTP',
    help: 'does your app, or a proxy in front of it, write header fields, a Content-Length or chunks itself? Frameworks write valid ones',
  },
  'header-too-large': {
    code: 11206,
    message: 'the header of the answer is too large',
    help: 'does your app set many or large cookies? Common servers and proxies send no more than 8 kB',
  },
  'protocol-switch': {
    code: 11206,
    message: 'the server switched to another protocol',
    help: 'answer with plain HTTP/1.1: 101 and Upgrade are for clients that asked for them, and Twilio does not',
  },
  encoding: {
    code: 11205,
    message: 'the compressed answer cannot be decoded',
    help: 'check what your server says in Content-Encoding',
  },
  'certificate-untrusted': {
    code: 11237,
    message: 'the TLS certificate is not trusted',
    help: 'it is self-signed, or its chain is incomplete; for a test on your own machine use http, or --insecure',
  },
  'certificate-expired': { code: 11236, message: 'the TLS certificate has expired', help: 'renew it' },
  'certificate-name': {
    code: 11235,
    message: 'the TLS certificate is for another host name',
    help: 'use the name that the certificate was issued for',
  },
  tls: {
    code: 11220,
    message: 'the TLS handshake failed',
    help: 'does the server speak TLS 1.2 or newer on this port? For plain HTTP write http://',
  },
  abandoned: {
    code: 11205,
    message: 'the debugger gave up waiting for the answer',
    help: 'see above why the run was cut off',
  },
  'invalid-url': { code: 11100, message: 'the URL is not valid', help: 'use an absolute http or https URL' },
  other: { code: 11205, message: 'the request failed', help: 'see the detail' },
};

/** The total time that the URL itself set with `tt` ran out: it has a code of its own. */
const OWN_TOTAL: Explained = {
  code: 11203,
  message: 'the total time set with tt in the URL ran out',
  help: 'raise tt in the fragment of the URL, or answer faster',
};

/** What went wrong, in a few words. */
export function failureWords(reason: FailureReason): string {
  return FAILURES[reason].message;
}

/** What a failed hop says of itself, as far as it is known. */
type Failed = Pick<HopFailure, 'reason' | 'detail'> & Partial<Pick<HopFailure, 'partial' | 'sent'>>;

/** What a failed hop means to the webhook's author. `ownTotal`: the total time that the URL set itself ran out. */
export function failureDiagnostic(url: string, failure: Failed, ownTotal = false): Diagnostic {
  const { code, message, help } = ownTotal ? OWN_TOTAL : FAILURES[failure.reason];
  const fault = faultBehind(failure);
  const detail = failure.detail === '' ? '' : ` (${failure.detail})`;
  const advice =
    fault === null
      ? adviceOn(url, failure, help)
      : `nothing is wrong with your app: the fault ${fault} was asked for`;
  return diagnostic({ code, level: 'error', message: `${message}: ${url}${detail}`, help: advice, url });
}

/** What a fault that the user asked for looks like on the wire. */
const FAULTS: Partial<Readonly<Record<FailureReason, string>>> = {
  refused: 'refused',
  closed: 'truncated',
  timeout: 'slow',
};

/** The fault on request that did this, in words; `null` for a failure that nobody asked for. */
function faultBehind({ reason, sent }: Failed): string | null {
  const fault = sent?.fault ?? null;
  const word = FAULTS[reason];
  return fault !== null && word !== undefined && fault.includes(word) ? fault : null;
}

/** What to do about a failure, as the URL and what had come tell. */
function adviceOn(url: string, failure: Failed, help: string): string {
  if (mayBeTls(url, failure)) return `${help.replace(/\?$/, '')}; or does this port speak https?`;
  const parsed = failure.reason === 'tls' ? URL.parse(url) : null;
  if (parsed?.protocol !== 'https:') return help;
  // A proxy or tunnel takes TLS off in production; the app itself speaks plain HTTP.
  return (
    `does the server speak TLS 1.2 or newer on this port? For plain HTTP write http://${parsed.host}, ` +
    `with --public-url https://${parsed.host} if your app is to see https`
  );
}

/** A TLS server that is asked in plain HTTP answers with an alert, or just goes away. */
function mayBeTls(url: string, { reason, detail, partial = true }: Failed): boolean {
  if (!/^http:/i.test(url)) return false;
  return detail === TLS_ALERT || (reason === 'closed' && !partial);
}
