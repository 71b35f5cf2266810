import { type ErrorPage, errorPageOf } from '../../../http/help/error-page.ts';
import { readableLines } from '../../../http/help/readable-page.ts';
import type { HopSummary } from '../../public-event.ts';

/** Lines of an error page that are shown, and characters of each. */
const MOST_LINES = 3;
const LONGEST = 200;

/** Characters of a page that are read: a reason stands at its beginning. */
const READ = 20_000;

/** A shorter value is no secret, and would be found in the middle of words. */
const SHORTEST_SECRET = 6;

/**
 * What an answer that is an error says: of the page of a known framework or tunnel its title and the line that tells
 * why, else the first lines as people would read them in a browser; each cut to 200 characters. What cookies and the
 * signature say is left out. Empty for an answer that is none.
 */
export function errorPageLines(hop: HopSummary): readonly string[] {
  const { status, responseBody, responseHeaders } = hop;
  if (status === null || status < 400 || responseBody === null) return [];
  const page = errorPageOf(responseBody, responseHeaders);
  const lines = page ? pageLines(page) : readableLines(responseBody.slice(0, READ));
  return lines
    .map((line) => withoutSecrets(line, hop))
    .filter((line, index, all) => line !== all[index - 1])
    .slice(0, MOST_LINES)
    .map(shortened);
}

function pageLines({ framework, title, line }: ErrorPage): readonly string[] {
  const [first, ...rest] = [title, line].filter((text) => text !== null);
  return first === undefined ? [framework] : [`${framework}: ${first}`, ...rest];
}

/** A value as the application reads it, and its pages show it: without its quotes, decoded. */
function decoded(value: string): string {
  const bare = value.replace(/^"(.*)"$/, '$1');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** Pages of development servers repeat what they were sent. */
function withoutSecrets(text: string, { cookiesSent, cookiesSet, requestHeaders }: HopSummary): string {
  const authorization = requestHeaders['Authorization'] ?? '';
  const sent = [
    ...Object.values(cookiesSent),
    ...Object.values(cookiesSet),
    requestHeaders['X-Twilio-Signature'] ?? '',
    authorization,
    authorization.replace(/^\w+ /, ''),
  ];
  const known = sent.filter((secret) => secret !== null);
  const secrets = [...new Set(known.flatMap((secret) => [secret, decoded(secret)]))];
  let clean = text;
  // A value may be a part of another one.
  for (const secret of secrets.toSorted((a, b) => b.length - a.length))
    if (secret.length >= SHORTEST_SECRET) clean = clean.replaceAll(secret, '(redacted)');
  return clean;
}

function shortened(line: string): string {
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
