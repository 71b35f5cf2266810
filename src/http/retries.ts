import type { FailureReason, HopFailure, HopResponse } from './hop.ts';
import type { Overrides, RetryCause } from './overrides.ts';

/** TCP could not connect, or TLS could not be agreed upon. */
const CONNECTING: ReadonlySet<FailureReason> = new Set([
  'refused',
  'connect-timeout',
  'tls',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-name',
]);

/**
 * Why an attempt is made again, or `null` when it is not: its kind must be among those that the URL retries, and
 * attempts must be left. By default only a connection that could not be made is tried again, once. What was
 * answered in part is never tried again (Twilio docs: Webhooks: Connection overrides).
 */
export function retryCause(
  got: HopResponse | HopFailure,
  attempt: number,
  { retries, retryOn }: Pick<Overrides, 'retries' | 'retryOn'>,
): RetryCause | null {
  if (attempt > retries) return null;
  const cause = causeOf(got);
  if (cause === null) return null;
  return retryOn.includes(cause) || retryOn.includes('all') ? cause : null;
}

function causeOf(got: HopResponse | HopFailure): RetryCause | null {
  if (got.kind === 'response') {
    if (got.status >= 500) return '5xx';
    return got.status >= 400 ? '4xx' : null;
  }
  if (got.partial) return null;
  if (CONNECTING.has(got.reason)) return 'ct';
  if (got.reason === 'read-timeout') return 'rt';
  // Closed before anything came has no policy of its own.
  return got.reason === 'closed' || got.reason === 'other' ? 'all' : null;
}
