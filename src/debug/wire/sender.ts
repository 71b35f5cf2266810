import { createHash, randomBytes } from 'node:crypto';
import { playbackMs } from '../../audio/file-duration.ts';
import { authorization } from '../../http/authentication.ts';
import {
  type Credentials,
  type Headers,
  type HopFailure,
  type HopRequest,
  type HopResponse,
  headerValue,
  type Login,
  type Sent,
} from '../../http/hop.ts';
import { sign, stringToSign } from '../../http/signature.ts';
import { splitUrl } from '../../http/url/http-url.ts';
import { type PublicUrl, toLocal } from '../../http/url/public-url.ts';
import { wireTarget } from '../../http/url/wire-target.ts';
import type { Transport, WireAnswer } from '../../http/wire/transport.ts';

/** The key that requests are signed with, and what it is called where it is mentioned. */
export interface SigningKey {
  readonly authToken: string;
  /** Names the token without giving it away. */
  readonly name: string;
}

/** How the next requests are signed: well, or so that an app's validation has something to refuse. */
export type SignatureMode = 'valid' | 'wrong' | 'missing';

/** Sends hops: here, outside the state, is where secrets and addresses are known. */
export interface Sender {
  send(request: HopRequest, signal: AbortSignal, mode?: SignatureMode): Promise<HopResponse | HopFailure>;
}

/** What a sender knows besides the requests. */
export interface SenderSecrets {
  readonly key: SigningKey;
  readonly publicUrls?: readonly PublicUrl[];
  /** Logins by origin, from `user:pass@` in the URLs that the user gave. */
  readonly logins?: ReadonlyMap<string, Credentials>;
}

/** A sender that signs each hop for its public URL, logs in where it is asked to, and sends through `transport`. */
export function signingSender(transport: Transport, secrets: SenderSecrets): Sender {
  const { key, publicUrls = [], logins = new Map() } = secrets;
  return {
    async send(request, signal, mode = 'valid') {
      const signed = mode === 'missing' ? null : stringToSign(request.url, request.form, request.dialect);
      const local = publicUrls.length === 0 ? request.url : toLocal(request.url, publicUrls);
      const credentials = logins.size > 0 || request.authenticate ? credentialsFor(request, logins) : null;
      const headers: (readonly [string, string])[] = [...request.headers];
      if (local !== request.url) headers.push(...forwarded(request.url));
      if (signed !== null) headers.push(['X-Twilio-Signature', signature(key, signed, mode)]);
      const authorized = authorizationOf(request, credentials);
      if (authorized !== null) headers.push(['Authorization', authorized]);
      const login = authorized === null ? null : loginOf(authorized, credentials);
      const { requestHeaders, ...answer } = await transport.send({ ...request, url: local, headers }, signal);
      const sent: Sent = {
        headers: login === null ? requestHeaders : redacted(requestHeaders, login),
        signature:
          signed === null ? null : { signed, key: key.name, ...(mode === 'wrong' && { wrong: true }) },
        ...(login && { login }),
        user: credentials?.user ?? null,
        fault: null,
      };
      return complete(answer, sent);
    },
  };
}

function signature(key: SigningKey, signed: string, mode: SignatureMode): string {
  return sign(mode === 'wrong' ? `not ${key.authToken}` : key.authToken, signed);
}

/** Media is named by its content, and measured here: its bytes do not enter the state. */
function complete(answer: Omit<WireAnswer, 'requestHeaders'>, sent: Sent): HopResponse | HopFailure {
  // The union lost its tag's grip when a field was left out of it.
  const got = answer as HopFailure | (Omit<HopResponse, 'content'> & { readonly media: Uint8Array | null });
  if (got.kind === 'failure') return { ...got, sent };
  const { media, ...response } = got;
  if (media === null) return { ...response, content: null, sent };
  const sha256 = createHash('sha256').update(media).digest('hex');
  const playsMs = playbackMs(media, headerValue(response.headers, 'content-type') ?? '');
  return { ...response, content: { sha256, playsMs }, sent };
}

function credentialsFor(
  { url, authenticate }: HopRequest,
  logins: ReadonlyMap<string, Credentials>,
): Credentials | null {
  return authenticate?.credentials ?? logins.get(new URL(url).origin) ?? null;
}

/** What the challenge wants to hear; nothing before there was one. */
function authorizationOf(
  { authenticate, method, url }: HopRequest,
  credentials: Credentials | null,
): string | null {
  if (!authenticate || authenticate.challenge === '' || !credentials) return null;
  const uri = wireTarget(url)?.path ?? '';
  const cnonce = randomBytes(8).toString('hex');
  const { challenge, count } = authenticate;
  return authorization(challenge, { method, uri, credentials, count, cnonce });
}

function loginOf(authorization: string, credentials: Credentials | null): Login {
  return { scheme: authorization.split(' ', 1)[0] ?? '', user: credentials?.user ?? '' };
}

/** Who logged in may be seen, with what not. */
function redacted(headers: Headers, { scheme, user }: Login): Headers {
  return headers.map(([name, value]) =>
    name === 'Authorization' ? [name, `${scheme} (login of ${user}, not kept)`] : [name, value],
  );
}

/**
 * What a tunnel in front of the app hands on of the original request: Host as well, from which Twilio's own helper
 * libraries compute the URL that was signed.
 */
function forwarded(url: string): Headers {
  const { scheme, host } = splitUrl(url) ?? { scheme: 'http:', host: '' };
  return [
    ['Host', host],
    ['X-Forwarded-Host', host],
    ['X-Forwarded-Proto', scheme.slice(0, -1).toLowerCase()],
  ];
}
