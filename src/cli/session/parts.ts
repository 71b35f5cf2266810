import { randomBytes } from 'node:crypto';
import { type Clock, realClock, virtualClock } from '../../clock.ts';
import { failedRecorder, NO_RECORDER, type Recorder } from '../../debug/recorder.ts';
import type { Callback, Target } from '../../engine/event.ts';
import { splitCredentials } from '../../http/authentication.ts';
import type { ExchangeRules } from '../../http/exchange-state.ts';
import type { Credentials } from '../../http/hop.ts';
import { type PublicUrl, toPublic } from '../../http/url/public-url.ts';
import { FORMAT_VERSION } from '../../recording/format.ts';
import { RecordingFileError } from '../../recording/recording-file.ts';
import { recordingWriter } from '../../recording/writer.ts';
import type { ParsedTarget } from '../arguments/target.ts';
import type { CallOptions } from '../call/options.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { VERSION } from '../process/version.ts';
import { recordingPath } from './recording-path.ts';

/** The rules of all exchanges. */
export function rulesOf(
  options: Pick<CallOptions, 'webhookTimeout' | 'redirect307'>,
  publicUrls: readonly PublicUrl[],
): ExchangeRules {
  return {
    timeoutMs: Number.isFinite(options.webhookTimeout) ? options.webhookTimeout : null,
    drop307: options.redirect307 === 'drop',
    publicUrls,
  };
}

/** Waiting takes time for somebody who watches, and none in a run, unless the options say otherwise. */
export function clocks(options: Pick<CallOptions, 'clock' | 'speed'>, interactive: boolean): () => Clock {
  const kind = options.clock ?? (interactive ? 'real' : 'virtual');
  return () => (kind === 'real' ? realClock(undefined, options.speed) : virtualClock());
}

/** A URL to ask, under its public origin and without its login. */
export function callback(
  url: string | undefined,
  method: 'GET' | 'POST',
  routes: readonly PublicUrl[],
): Callback | null {
  return url === undefined ? null : { url: toPublic(splitCredentials(url).url, routes), method };
}

/** A given seed belongs to the first call; a restart draws its own. */
export function seeds(given: string | undefined): () => string {
  let next = given;
  return () => {
    const seed = next ?? randomBytes(8).toString('hex');
    next = undefined;
    return seed;
  };
}

/**
 * Where each run of a session is kept; `--no-record` keeps none. A place that was asked for and cannot be used is
 * refused before the first run; one that nobody asked for, and that of a restart on a disk that is full by now, is told,
 * and the session goes on unrecorded.
 */
export function recorderFor(
  options: Pick<CallOptions, 'record'>,
  target: string,
  around: Surroundings,
): () => Recorder {
  if (options.record === false) return () => NO_RECORDER;
  const record = typeof options.record === 'string' ? options.record : null;
  let refuses = record !== null;
  return () => {
    const startedAt = new Date();
    const apart = randomBytes(2).toString('hex');
    const path = recordingPath({ record, cwd: around.cwd, target, startedAt, apart });
    const header = { recording: 'twiml-debug', version: FORMAT_VERSION, program: VERSION, target } as const;
    try {
      const recorder = recordingWriter(path, { ...header, startedAt: startedAt.toISOString() });
      around.kept(path);
      refuses = false;
      return recorder;
    } catch (error) {
      if (refuses || !(error instanceof RecordingFileError)) throw error;
      return failedRecorder(
        `${error.message}; the session goes on unrecorded (--record PATH chooses another place)`,
      );
    }
  };
}

/** With --public-url the target itself is asked for, signed and shown under its public origin. */
export function publicTarget(target: Target, routes: readonly PublicUrl[]): Target {
  return target.kind === 'url' ? { ...target, url: toPublic(target.url, routes) } : target;
}

/** Logins that the user gave in URLs, by the origin that asks for them: they stay out of the state. */
export function loginsOf(
  urls: readonly (string | null | undefined)[],
  routes: readonly PublicUrl[],
): ReadonlyMap<string, Credentials> {
  const logins = new Map<string, Credentials>();
  for (const written of urls) {
    if (!written) continue;
    const { url, credentials } = splitCredentials(written);
    if (credentials) logins.set(new URL(toPublic(url, routes)).origin, credentials);
  }
  return logins;
}

/** What is to be said all the time. */
export function notices(
  options: Pick<CallOptions, 'webhookTimeout' | 'insecure'>,
  parsed: ParsedTarget,
): readonly string[] {
  return [
    ...(Number.isFinite(options.webhookTimeout)
      ? []
      : ['webhook timeout is off: Twilio itself gives up after 15 s']),
    ...(options.insecure ? ['TLS certificates are not checked (--insecure)'] : []),
    ...parsed.notices,
  ];
}
