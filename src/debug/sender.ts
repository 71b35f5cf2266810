import type { HopFailure, HopRequest, HopResponse, Sent } from '../http/hop.ts';
import { sign, stringToSign } from '../http/signature.ts';
import type { Transport } from '../http/transport.ts';

/** Requests for a public origin go to a local one, as behind a tunnel or proxy. Both without a trailing slash. */
export interface PublicUrl {
  readonly origin: string;
  readonly local: string;
}

/** The key that requests are signed with, and what it is called where it is mentioned. */
export interface SigningKey {
  readonly authToken: string;
  /** Names the token without giving it away. */
  readonly name: string;
}

/** Sends hops: here, outside the state, is where secrets and addresses are known. */
export interface Sender {
  send(request: HopRequest, signal: AbortSignal): Promise<HopResponse | HopFailure>;
}

/** A sender that signs each hop for its public URL and sends it through `transport`. */
export function signingSender(
  transport: Transport,
  key: SigningKey,
  publicUrls: readonly PublicUrl[] = [],
): Sender {
  return {
    async send(request, signal) {
      const signed = stringToSign(request.url, request.form);
      const route = publicUrls.find(({ origin }) => new URL(request.url).origin === origin);
      const headers = [
        ...forwarded(request.url, route),
        ['X-Twilio-Signature', sign(key.authToken, signed)] as const,
      ];
      const sent: Sent = { headers, signature: { signed, key: key.name } };
      const url = route ? route.local + request.url.slice(route.origin.length) : request.url;
      const { method, body, timeoutMs, maxBytes } = request;
      const wire = { method, url, headers: [...request.headers, ...headers], body, timeoutMs, maxBytes };
      const answer = await transport.send(wire, signal);
      return { ...answer, sent };
    },
  };
}

/** What a proxy in front of the app would say about the original request. */
function forwarded(url: string, route: PublicUrl | undefined): readonly (readonly [string, string])[] {
  if (!route) return [];
  const { host, protocol } = new URL(url);
  return [
    ['X-Forwarded-Host', host],
    ['X-Forwarded-Proto', protocol.slice(0, -1)],
  ];
}
