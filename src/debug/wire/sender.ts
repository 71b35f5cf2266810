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
  /** Keeps media, under its SHA-256, for whoever plays it; nobody does by default. */
  readonly keep?: KeepMedia;
}

/** Keeps media under its SHA-256. */
export type KeepMedia = (
  sha256: string,
  media: { readonly bytes: Uint8Array; readonly contentType: string },
) => void;

/** A sender that signs each hop for its public URL, logs in where it is asked to, and sends through `transport`. */
export function signingSender(transport: Transport, secrets: SenderSecrets): Sender {
  const { key, publicUrls = [], logins = new Map(), keep = () => {} } = secrets;
  return {
    async send(request, signal, mode = 'valid') {
      const url = publicUrls.length === 0 ? request.url : toLocal(request.url, publicUrls);
      const credentials = logins.size > 0 || request.authenticate ? credentialsFor(request, logins) : null;
      const authorized = authorizationOf(request, credentials);
      const signature = mode === 'missing' ? null : signatureOf(request, key, mode);
      const headers: Headers = [
        ...request.headers,
        ...(url === request.url ? [] : forwarded(request.url)),
        ...header('X-Twilio-Signature', signature?.value),
        ...header('Authorization', authorized?.value),
      ];
      const { requestHeaders, ...answer } = await transport.send({ ...request, url, headers }, signal);
      const sent: Sent = {
        headers: authorized ? redacted(requestHeaders, authorized.login) : requestHeaders,
        signature: signature?.shown ?? null,
        ...(authorized && { login: authorized.login }),
        user: credentials?.user ?? null,
        fault: null,
      };
      return complete(answer, sent, keep);
    },
  };
}

/** The signature of a request, and what may be shown of how it was made. */
function signatureOf(
  { url, form, dialect }: HopRequest,
  { authToken, name }: SigningKey,
  mode: Exclude<SignatureMode, 'missing'>,
): { readonly value: string; readonly shown: Sent['signature'] } {
  const signed = stringToSign(url, form, dialect);
  if (mode === 'valid') return { value: sign(authToken, signed), shown: { signed, key: name } };
  return { value: sign(`not ${authToken}`, signed), shown: { signed, key: name, wrong: true } };
}

/** Media is named by its content, and measured here: its bytes do not enter the state. */
function complete(
  answer: Omit<WireAnswer, 'requestHeaders'>,
  sent: Sent,
  keep: KeepMedia,
): HopResponse | HopFailure {
  // The union lost its tag's grip when a field was left out of it.
  const got = answer as HopFailure | (Omit<HopResponse, 'content'> & { readonly media: Uint8Array | null });
  if (got.kind === 'failure') return { ...got, sent };
  const { media, ...response } = got;
  if (media === null) return { ...response, content: null, sent };
  const sha256 = createHash('sha256').update(media).digest('hex');
  const contentType = headerValue(response.headers, 'content-type') ?? '';
  const playsMs = playbackMs(media, contentType);
  keep(sha256, { bytes: media, contentType });
  return { ...response, content: { sha256, playsMs }, sent };
}

function credentialsFor(
  { url, authenticate }: HopRequest,
  logins: ReadonlyMap<string, Credentials>,
): Credentials | null {
  return authenticate?.credentials ?? logins.get(new URL(url).origin) ?? null;
}

/** What the challenge wants to hear, and what may be shown of it; nothing before there was one. */
function authorizationOf(
  { authenticate, method, url }: HopRequest,
  credentials: Credentials | null,
): { readonly value: string; readonly login: Login } | null {
  if (!authenticate || authenticate.challenge === '' || !credentials) return null;
  const uri = wireTarget(url)?.path ?? '';
  const cnonce = randomBytes(8).toString('hex');
  const { challenge, count } = authenticate;
  const value = authorization(challenge, { method, uri, credentials, count, cnonce });
  return { value, login: { scheme: value.split(' ', 1)[0] ?? '', user: credentials.user } };
}

function header(name: string, value: string | undefined): Headers {
  return value === undefined ? [] : [[name, value]];
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
