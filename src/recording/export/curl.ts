import type { HopSummary } from '../../debug/public-event.ts';
import { redactedHeader } from './redaction.ts';
import { quoted, shellWord } from './shell-word.ts';

/** What of a request curl is given. */
export interface CurlOptions {
  /**
   * Make the signature anew when the command runs, from $TWILIO_AUTH_TOKEN, over the string that was signed: the token
   * is never in the command.
   */
  readonly signed?: boolean;
  /** Leave out what cookies say. */
  readonly redacted?: boolean;
  /** As one of several in a script: no progress, the status below the answer. */
  readonly quiet?: boolean;
}

/** The request line, connection, body and login tell these by themselves. */
const NOT_GIVEN = /^(host|content-length|connection|authorization)$/i;

/** A header's name (RFC 9110, section 5.6.2); curl would read `@name` as the name of a file. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

const SIGNATURE = /^x-twilio-signature$/i;

/** What curl sends unless it is told not to. */
const OF_CURL = ['User-Agent', 'Accept', 'Content-Type'];

const QUIET = "-sS -w '\\n%{http_code}\\n'";

/** A command for a POSIX shell that sends the request of a hop again, to where it went. */
export function curlCommand(hop: HopSummary, options: CurlOptions = {}): string {
  const url = wireUrl(hop);
  const lines = [
    [
      'curl',
      ...(options.quiet ? [QUIET] : []),
      ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
      ...(hop.method === 'GET' ? [] : ['-X', shellWord(hop.method)]),
      // A recording can say anything: what begins with - must not become an option.
      '--url',
      quoted(url),
    ].join(' '),
    ...headers(hop, options).map((header) => `-H ${header}`),
    ...login(hop),
    ...(given(hop, 'accept-encoding') ? ['--compressed'] : []),
    ...body(hop).map((piece) => `--data-raw ${quoted(piece)}`),
  ];
  const command = lines.join(' \\\n  ');
  const { signed } = hop;
  return options.signed && signed ? `${signature(signed.string)} &&\n${command}` : command;
}

/** Everything visible has the public URL; where the socket went is what the connection says then. */
function wireUrl(hop: HopSummary): string {
  const { url, connection } = hop;
  const parsed = URL.parse(url);
  if (!parsed || !connection || !isForwarded(hop)) return url;
  return `${connection.tls ? 'https' : 'http'}://${connection.remote}${parsed.pathname}${parsed.search}`;
}

/** Sent to a local server in place of the public one. */
function isForwarded({ url, requestHeaders }: HopSummary): boolean {
  const forwarded = requestHeaders['X-Forwarded-Host'];
  return forwarded !== undefined && forwarded === URL.parse(url)?.host;
}

/** Header arguments in wire order, ready for the shell. */
function headers(hop: HopSummary, { signed, redacted }: CurlOptions): readonly string[] {
  const forwarded = isForwarded(hop);
  const sent = Object.entries(hop.requestHeaders).flatMap(([name, value]) => {
    if (name === 'Host' && forwarded) return [quoted(argument(name, value))];
    if (NOT_GIVEN.test(name) || !HEADER_NAME.test(name)) return [];
    if (SIGNATURE.test(name) && signed && hop.signed) return [`"${name}: $signature"`];
    if (SIGNATURE.test(name) && redacted) return [];
    return [quoted(argument(name, redacted ? redactedHeader(name, value) : value))];
  });
  const unsent = OF_CURL.filter(
    (name) => !given(hop, name) && (name !== 'Content-Type' || hop.requestBody !== null),
  );
  return [...sent, ...unsent.map((name) => quoted(`${name}:`))];
}

/** In curl's own notation a header without a value ends with a semicolon. */
function argument(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

function given({ requestHeaders }: HopSummary, wanted: string): boolean {
  return Object.keys(requestHeaders).some((name) => name.toLowerCase() === wanted.toLowerCase());
}

/** The password is nowhere: curl asks for it. */
function login({ login: known }: HopSummary): readonly string[] {
  if (!known) return [];
  return [`${known.scheme.toLowerCase() === 'digest' ? '--digest ' : ''}--user ${shellWord(known.user)}`];
}

/** One piece for each parameter, as curl puts a `&` between them; another body in one. */
function body({ requestBody }: HopSummary): readonly string[] {
  if (requestBody === null) return [];
  const pieces = requestBody.split('&');
  return pieces.every((piece) => /^[^=\s]+=\S*$/.test(piece)) ? pieces : [requestBody];
}

/** An assignment of its own: within double quotes an interactive shell would look for history in the string. */
function signature(string: string): string {
  return [
    `signature=$(printf '%s' ${quoted(string)} |`,
    '  openssl dgst -sha1 -hmac "$TWILIO_AUTH_TOKEN" -binary | base64)',
  ].join(' \\\n');
}
