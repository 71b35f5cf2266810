import type { FailureReason } from './hop.ts';

/** What a failed hop says of itself. */
export interface WireFailure {
  readonly reason: FailureReason;
  /** An error code of the system, or a sentence. */
  readonly detail: string;
}

const REASONS: Readonly<Record<string, FailureReason>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  ETIMEDOUT: 'connect-timeout',
  EHOSTUNREACH: 'connect-timeout',
  ENETUNREACH: 'connect-timeout',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  UND_ERR_SOCKET: 'closed',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  CERT_HAS_EXPIRED: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
};

/** Largest header of an answer in bytes. No limit of Twilio's is known; common servers send at most 8 kB. */
export const MAX_HEADER_BYTES = 65_536;

/** Nobody waits for the answer any more. */
export const ABANDONED: WireFailure = { reason: 'abandoned', detail: '' };

/** Detail of an answer that is not HTTP since its server speaks TLS. */
export const TLS_ALERT = 'it is a TLS alert';

const BROKEN_HEADER: WireFailure = { reason: 'malformed', detail: 'in its header' };

/** How far a hop had come. */
export interface Reached {
  /** Its connection waits for TLS. */
  readonly handshaking: boolean;
  /** Its request had left. */
  readonly sent: boolean;
  /** The header of its answer had come. */
  readonly answering: boolean;
}

/** What an error of the socket, of TLS or of undici's parser means to a hop that had come so far. */
export function wireFailure(error: unknown, reached: Reached): WireFailure {
  const code = codeOf(error);
  if (code === 'UND_ERR_DESTROYED') return ABANDONED;
  const message = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error ? error.name : '';
  return (
    parserFailure({ name, code, message }, reached) ??
    knownFailure({ code, message }, reached) ??
    otherFailure(code, message)
  );
}

/** What undici's parser has to say; `null` for what is none of its errors. */
function parserFailure(
  { name, code, message }: { readonly name: string; readonly code: string; readonly message: string },
  { answering }: Reached,
): WireFailure | null {
  // Only what does not even begin as HTTP is something else; undici gives the parser's words, but not its code.
  if (name === 'HTTPParserError')
    return { reason: /Expected HTTP\//.test(message) ? 'not-http' : 'malformed', detail: message };
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return answering
      ? { reason: 'malformed', detail: `more than ${MAX_HEADER_BYTES / 1024} kB of fields behind its body` }
      : { reason: 'header-too-large', detail: `more than ${MAX_HEADER_BYTES / 1024} kB` };
  if (code === 'UND_ERR_SOCKET' && message === 'bad upgrade')
    return { reason: 'protocol-switch', detail: 'unasked' };
  // The parser blames the length for everything after a Content-Length, and has no words for a status below 100.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return answering ? { reason: 'closed', detail: message } : BROKEN_HEADER;
  return code === 'ERR_ASSERTION' ? BROKEN_HEADER : null;
}

/** An error of the system or of the connection by its code. */
function knownFailure(
  { code, message }: { readonly code: string; readonly message: string },
  { handshaking, sent }: Reached,
): WireFailure | null {
  const known = REASONS[code];
  if (!known) return null;
  // "TLS handshake was reset" (error dictionary, 11220).
  if (known === 'closed' && handshaking) return { reason: 'tls', detail: code };
  // What the system calls a timeout of a connection that was there is the end of it.
  if (known === 'connect-timeout' && sent) return { reason: 'closed', detail: code };
  return { reason: known, detail: code.startsWith('UND_ERR') ? message : code };
}

function otherFailure(code: string, message: string): WireFailure {
  if (/^ERR_(SSL|TLS)|^EPROTO/.test(code)) return { reason: 'tls', detail: code };
  // Everything else that OpenSSL can find wrong with a certificate: not yet valid, revoked, of another purpose ...
  if (/CERT|^INVALID_(CA|PURPOSE)$/.test(code)) return { reason: 'certificate-untrusted', detail: code };
  return { reason: 'other', detail: code === '' ? message : `${code}: ${message}` };
}

/** The code of an error, or of the first one inside an AggregateError (both loopback addresses refused). */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? '' : codeOf(error.cause);
}
