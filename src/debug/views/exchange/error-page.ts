import type { HopSummary } from '../../public-event.ts';

/** Lines of an error page that are shown, and characters of each. */
const MOST_LINES = 3;
const LONGEST = 200;

/** Characters of a page that are read: a reason stands at its beginning. */
const READ = 20_000;

/** A shorter value is no secret, and would be found in the middle of words. */
const SHORTEST_SECRET = 6;

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  amp: '&',
};

/**
 * The first lines of an answer that is an error, as people would read them in a browser: without tags, styles and
 * scripts, each cut to 200 characters. What cookies and the signature say is left out. Empty for an answer that is none.
 */
export function errorPageLines(hop: HopSummary): readonly string[] {
  const { status, responseBody } = hop;
  if (status === null || status < 400 || responseBody === null) return [];
  const text = withoutSecrets(readableText(responseBody.slice(0, READ)), hop);
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  return lines
    .filter((line, index) => line !== lines[index - 1])
    .slice(0, MOST_LINES)
    .map(shortened);
}

/** Tags that end a line are line breaks; a title is said again below it, most often. */
function readableText(body: string): string {
  if (!/<[a-z!/]/i.test(body)) return body;
  const page = body
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<(script|style|template|svg)\b[\s\S]*?(<\/\1\s*>|$)/gi, '');
  const withoutHead = page.replace(/<head\b[\s\S]*?(<\/head\s*>|$)/i, '');
  const shown = /[^\s<>]/.test(withoutHead.replace(/<[^<>]*>/g, '')) ? withoutHead : page;
  return shown
    .replace(
      /<\/?(br|p|div|h[1-6]|li|ul|ol|tr|td|th|pre|title|section|header|body|html|hr|dt|dd)\b[^<>]*>/gi,
      '\n',
    )
    .replace(/<\/?[a-z!?][^<>]*>/gi, '')
    .replace(/&(?:(lt|gt|quot|apos|nbsp|amp)|#(\d{1,6})|#x([\da-f]{1,5}));/gi, entity);
}

function entity(_written: string, name?: string, decimal?: string, hexadecimal?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? '';
  return String.fromCodePoint(
    decimal === undefined ? Number.parseInt(hexadecimal ?? '0', 16) : Number(decimal),
  );
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
