import type { Target } from '../../engine/placed/leg-setup.ts';
import { credentialsDiagnostic, splitCredentials } from '../../http/authentication.ts';
import { httpUrl } from '../../http/url/http-url.ts';
import { MOST_DOCUMENT_BYTES } from './bounded-file.ts';
import { documentText } from './document-text.ts';
import { readFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/** A target and what it is called on screen. */
export interface ParsedTarget {
  readonly target: Target;
  readonly title: string;
  /** The URL with its `user:pass@`, which `target` never has; `null` without one. */
  readonly login: string | null;
  /** Said to the user once. */
  readonly notices: readonly string[];
}

/** How to read a target. */
export interface TargetOptions {
  readonly method: 'GET' | 'POST';
  readonly baseUrl: string | null;
  readonly readStdin: () => Promise<Buffer>;
}

/**
 * Reads a target: an http(s) URL, a path to a TwiML file, or `-` for standard input. Anything else is a usage
 * error that says what to type instead.
 */
export async function parseTarget(
  text: string,
  { method, baseUrl, readStdin }: TargetOptions,
): Promise<ParsedTarget> {
  if (text === '-') return source(await readStdin(), '-', baseUrl);
  if (/^https?:/i.test(text)) return url(text, method);
  return source(fileBytes(text), text, baseUrl);
}

function fileBytes(path: string): Buffer {
  return readFile({
    path,
    mostBytes: MOST_DOCUMENT_BYTES,
    missing: complaint(path),
    wanted: 'a TwiML file',
  });
}

function source(bytes: Buffer, name: string, base: string | null): ParsedTarget {
  const { text, wrong } = documentText(bytes);
  const split = base === null ? null : splitCredentials(base);
  const target = {
    kind: 'source',
    source: text,
    name,
    baseUrl: split?.url ?? null,
    ...(wrong && { wrong }),
  } as const;
  return { target, title: name, login: split?.credentials ? base : null, notices: [] };
}

function url(text: string, method: 'GET' | 'POST'): ParsedTarget {
  const href = httpUrl(text) ?? parseUrl(text).href;
  parseUrl(text);
  const { url, credentials } = splitCredentials(href);
  const target = { kind: 'url', url, method } as const;
  return { target, title: url, login: credentials === null ? null : href, notices: [] };
}

/** Reads a URL that is to be asked. Throws a usage error for one that nobody can ask. */
export function parseUrl(text: string): URL {
  const parsed = URL.parse(text);
  if (!parsed?.host)
    throw new UsageError(`${text} is not a valid URL; write it like http://127.0.0.1:3000/voice`);
  const refused = credentialsDiagnostic(text);
  if (refused) throw new UsageError(`${refused.message}; ${refused.help}`);
  return parsed;
}

function complaint(text: string): string {
  return (
    urlMeant(text) ??
    `there is no file ${text}; a target is an http or https URL, a TwiML file, or - for standard input`
  );
}

/** Explains a text that was meant as a URL but is not one; `null` if it looks like a file. */
export function urlMeant(text: string): string | null {
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined)
    return `${scheme}:// is not supported; a target is an http or https URL, a TwiML file, or -`;
  if (
    /^(localhost|[\w-]+(\.[\w-]+)+|\[[\da-f:]+\])(:\d+)?(\/|$)/i.test(text) &&
    !/\.(xml|twiml)$/i.test(text)
  ) {
    return `${text} has no scheme; did you mean http://${text} ?`;
  }
  if (/^:?\d+(\/|$)/.test(text))
    return `${text} is not a target; did you mean http://127.0.0.1:${text.replace(/^:/, '')} ?`;
  return null;
}
