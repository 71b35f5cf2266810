import { createHash } from 'node:crypto';
import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import type { Authenticate, Credentials } from './hop.ts';
import { httpUrl, joinUrl, splitUrl } from './url/http-url.ts';

/** The logins of a session by origin: a challenge that was met is answered from the start from then on. */
export type Logins = Readonly<Record<string, Authenticate>>;

/** One challenge of a WWW-Authenticate header (RFC 9110 section 11.6.1). */
interface Challenge {
  readonly scheme: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A URL without its `user:pass@`, and what stood there. */
export function splitCredentials(url: string): {
  readonly url: string;
  readonly credentials: Credentials | null;
} {
  const parsed = url.includes('@') ? URL.parse(url) : null;
  if (!parsed || (parsed.username === '' && parsed.password === '')) return { url, credentials: null };
  const credentials = { user: decoded(parsed.username), password: decoded(parsed.password) };
  const parts = splitUrl(httpUrl(url) ?? url);
  if (parts) return { url: joinUrl({ ...parts, userinfo: '' }), credentials };
  parsed.username = '';
  parsed.password = '';
  return { url: parsed.href, credentials };
}

/** A URL for showing: what stands before its host is left out, even of one that is not valid. */
export function withoutCredentials(written: string): string {
  if (!written.includes('@')) return written;
  return splitCredentials(written).url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#\\]*@/i, '$1');
}

/** `&` and `:` in a user or password are not taken, unless percent-encoded: 11100 (error dictionary). */
export function credentialsDiagnostic(written: string): Diagnostic | null {
  if (!written.includes('@')) return null;
  const [, info] = /^[a-z]+:\/\/([^/?#]*)@/i.exec(written) ?? [];
  if (info === undefined || !/&|:.*:/.test(info)) return null;
  return diagnostic({
    code: 11100,
    level: 'error',
    message: 'the user or password in the URL holds & or :, which Twilio does not take there',
    help: 'percent-encode it (& is %26, : is %3A), or choose another password',
    url: withoutCredentials(written),
  });
}

/**
 * The challenge that can be answered, of those that an answer makes: Digest is preferred to Basic (RFC 7616
 * section 3.7). Twilio needs a realm (Twilio docs: Security, "HTTP authentication"). `null` when there is none.
 */
export function answerableChallenge(headers: readonly string[]): string | null {
  const known = headers.flatMap(splitChallenges).filter((text) => {
    const { scheme, params } = readChallenge(text);
    if (params['realm'] === undefined) return false;
    return (
      scheme === 'basic' || (scheme === 'digest' && algorithmOf(params) !== null && qopOf(params) !== null)
    );
  });
  return known.find((text) => /^digest/i.test(text)) ?? known[0] ?? null;
}

/**
 * True when a challenge does not say that the login it was met with is wrong: only the nonce was too old (RFC 7616
 * section 3.3), or it is for another realm than the one that was answered.
 */
export function asksAnew(challenge: string, answered: string): boolean {
  const { params } = readChallenge(challenge);
  return /^true$/i.test(params['stale'] ?? '') || params['realm'] !== readChallenge(answered).params['realm'];
}

/** What an Authorization header is made of, besides the challenge. */
export interface AuthorizationInput {
  readonly method: string;
  /** Path and query as in the request line. */
  readonly uri: string;
  readonly credentials: Credentials;
  /** How often the nonce is used, from 1. */
  readonly count: number;
  /** Any text; it should not come twice. */
  readonly cnonce: string;
}

/** The value of an Authorization header: Basic (RFC 7617) or Digest (RFC 7616). */
export function authorization(challenge: string, input: AuthorizationInput): string {
  const { scheme, params } = readChallenge(challenge);
  const { user, password } = input.credentials;
  if (scheme === 'basic') return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  return digest(params, input);
}

function digest(params: Challenge['params'], input: AuthorizationInput): string {
  const { method, uri, credentials, count, cnonce } = input;
  const { realm = '', nonce = '', opaque } = params;
  const algorithm = algorithmOf(params) ?? 'MD5';
  const qop = qopOf(params) ?? '';
  const hash = (text: string) =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5')
      .update(text, 'utf8')
      .digest('hex');
  const plain = hash(`${credentials.user}:${realm}:${credentials.password}`);
  const secret = algorithm.endsWith('-sess') ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
  const nc = count.toString(16).padStart(8, '0');
  const about = hash(`${method}:${uri}`);
  const response = hash(
    qop === '' ? `${secret}:${nonce}:${about}` : `${secret}:${nonce}:${nc}:${cnonce}:${qop}:${about}`,
  );
  const fields = [
    `username=${quoted(credentials.user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `algorithm=${algorithm}`,
    `response="${response}"`,
    ...(qop === '' ? [] : [`qop=${qop}`, `nc=${nc}`, `cnonce=${quoted(cnonce)}`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ];
  return `Digest ${fields.join(', ')}`;
}

const ALGORITHMS = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'];

function algorithmOf(params: Challenge['params']): string | null {
  const wanted = (params['algorithm'] ?? 'MD5').toLowerCase();
  return ALGORITHMS.find((known) => known.toLowerCase() === wanted) ?? null;
}

/** `auth`, or empty for servers older than qop; `null` where only what we cannot do is offered. */
function qopOf({ qop }: Challenge['params']): string | null {
  if (qop === undefined) return '';
  return qop.split(',').some((one) => one.trim().toLowerCase() === 'auth') ? 'auth' : null;
}

/**
 * A header may hold several challenges, separated by commas as their own parameters are. A quotation without an end
 * goes on to the header's: looked for at each of its quotes, that end would take seconds.
 */
function splitChallenges(header: string): readonly string[] {
  const parts = header.match(/(?:"(?:\\.?|[^"\\])*(?:"|$)|[^,"])+/g) ?? [];
  const challenges: string[] = [];
  for (const part of parts) {
    const text = part.trim();
    const continues = /^[\w!#$%&'*+.^`|~-]+\s*=/.test(text);
    if (continues && challenges.length > 0) challenges.push(`${challenges.pop()}, ${text}`);
    else if (text !== '') challenges.push(text);
  }
  return challenges;
}

function readChallenge(text: string): Challenge {
  const trimmed = text.trimStart();
  const scheme = /^\S*/.exec(trimmed)?.[0] ?? '';
  const rest = trimmed.slice(scheme.length);
  const params: Record<string, string> = {};
  for (const [, name = '', string, token] of rest.matchAll(
    /(?<![\w-])([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,]+))/g,
  ))
    params[name.toLowerCase()] = string?.replace(/\\(.)/g, '$1') ?? token ?? '';
  return { scheme: scheme.toLowerCase(), params };
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
