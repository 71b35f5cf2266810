import type { HopSummary } from '../../debug/public-event.ts';
import { redactedHeader } from './redaction.ts';
import { quoted, shellWord } from './shell-word.ts';

/** Options for {@link curlCommand}. */
export interface CurlOptions {
  /**
   * Compute the signature when the command runs, from $TWILIO_AUTH_TOKEN and the string that was signed: the token is
   * never in the command.
   */
  readonly signed?: boolean;
  /** Leave out the values of cookies. */
  readonly redacted?: boolean;
  /** Format it for a script with several commands: no progress meter, and the status below the answer. */
  readonly quiet?: boolean;
}

/** Headers that curl derives from the URL, the body and the login. */
const NOT_GIVEN = /^(host|content-length|connection|authorization)$/i;

/** A header's name (RFC 9110, section 5.6.2); curl would read `@name` as the name of a file. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

const SIGNATURE = /^x-twilio-signature$/i;

/** Headers that curl sends unless it is told not to. */
const OF_CURL = ['User-Agent', 'Accept', 'Content-Type'];

const QUIET = "-sS -w '\\n%{http_code}\\n'";

/** Writes a command for a POSIX shell that repeats the request of a hop, to the same place. */
export function curlCommand(hop: HopSummary, options: CurlOptions = {}): string {
  const url = wireUrl(hop);
  const lines = [
    [
      'curl',
      ...(options.quiet ? [QUIET] : []),
      ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
      ...(hop.method === 'GET' ? [] : ['-X', shellWord(hop.method)]),
      // A recording can contain anything: a value that begins with - must not become an option.
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

/** The recorded URL is the public one; the connection tells where the socket really went. */
function wireUrl(hop: HopSummary): string {
  const { url, connection } = hop;
  const parsed = URL.parse(url);
  if (!parsed || !connection || !isForwarded(hop)) return url;
  return `${connection.tls ? 'https' : 'http'}://${connection.remote}${parsed.pathname}${parsed.search}`;
}

/** True for a request that was sent to a local server in place of the public one. */
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

/** The password is recorded nowhere: curl asks for it. */
function login({ login: known }: HopSummary): readonly string[] {
  if (!known) return [];
  return [`${known.scheme.toLowerCase() === 'digest' ? '--digest ' : ''}--user ${shellWord(known.user)}`];
}

/** One argument for each parameter, which curl joins with `&`; any other body in one argument. */
function body({ requestBody }: HopSummary): readonly string[] {
  if (requestBody === null) return [];
  const pieces = requestBody.split('&');
  return pieces.every((piece) => /^[^=\s]+=\S*$/.test(piece)) ? pieces : [requestBody];
}

/** A separate assignment: within double quotes an interactive shell would expand history in the string. */
function signature(string: string): string {
  return [
    `signature=$(printf '%s' ${quoted(string)} |`,
    '  openssl dgst -sha1 -hmac "$TWILIO_AUTH_TOKEN" -binary | base64)',
  ].join(' \\\n');
}
