import { randomBytes } from 'node:crypto';
import { silentSpeaker } from '../audio/silent-speaker.ts';
import { voice } from '../call/voice.ts';
import { realClock, virtualClock } from '../clock.ts';
import { NO_RECORDER, type Recorder } from '../debug/recorder.ts';
import { signingSender } from '../debug/sender.ts';
import { Session } from '../debug/session.ts';
import { type Callback, SUGGESTED, type Target } from '../engine/event.ts';
import { stepper } from '../engine/step.ts';
import { splitCredentials } from '../http/authentication.ts';
import type { Credentials } from '../http/hop.ts';
import { type PublicUrl, toPublic } from '../http/public-url.ts';
import type { Transport } from '../http/transport.ts';
import { FORMAT_VERSION } from '../recording/format.ts';
import { recordingWriter } from '../recording/writer.ts';
import { type CallOptions, publicUrls } from './call-options.ts';
import { castingOf } from './casting.ts';
import { loadLanguage } from './data-files.ts';
import { identityOf } from './identity.ts';
import { recordingPath } from './recording-path.ts';
import type { Surroundings } from './surroundings.ts';
import type { ParsedTarget } from './target.ts';
import { VERSION } from './version.ts';

/** How a call is made, besides what its options say. */
export interface Making {
  readonly around: Surroundings;
  readonly transport: Transport;
  /** A terminal UI holds, waits in real time and has a person at the keys; a run does none of that. */
  readonly interactive: boolean;
}

/** Puts a session together: the only place where every room meets. */
export function composeSession(options: CallOptions, parsed: ParsedTarget, making: Making): Session {
  const { interactive, around } = making;
  const identity = identityOf(options, around.env);
  const routes = publicUrls(options.publicUrl, parsed.target.kind === 'url' ? parsed.target.url : null);
  const target = publicTarget(parsed.target, routes);
  const logins = loginsOf([parsed.login, options.fallbackUrl, options.statusCallback], routes);
  const shown = target.kind === 'url' ? target.url : parsed.title;
  const actions = options.caller ?? options.callerFile;
  const clockKind = options.clock ?? (interactive ? 'real' : 'virtual');
  const { from, to, direction, param: params } = options;
  return new Session(
    {
      leg: {
        product: 'call',
        accountSid: identity.accountSid,
        from,
        to,
        direction,
        target,
        params,
        fallback: callback(options.fallbackUrl, options.fallbackUrlMethod, routes),
        statusCallback: callback(options.statusCallback, options.statusCallbackMethod, routes),
        choices: { ...SUGGESTED, playFailure: options.playFailure, emptyRecording: options.emptyRecording },
        statusCallbackEvents: options.statusCallbackEvent,
        outcome: options.outcome === 'answer' ? null : options.outcome,
        recordingsAt: 'https://api.twilio.com',
      },
      rules: {
        timeoutMs: Number.isFinite(options.webhookTimeout) ? options.webhookTimeout : null,
        drop307: options.redirect307 === 'drop',
        publicUrls: routes,
      },
      breakpoints: options.break,
      faults: options.fault,
      signature: options.signature,
      notices: notices(options, parsed, identity.notice),
      stopOnEntry: interactive,
      holds: interactive,
      maxSteps: options.maxSteps,
    },
    {
      step: stepper(voice(loadLanguage())),
      sender: signingSender(making.transport, { key: identity.key, publicUrls: routes, logins }),
      speaker: silentSpeaker(),
      clock: () => (clockKind === 'real' ? realClock(undefined, options.speed) : virtualClock()),
      casting: () =>
        castingOf({ interactive, caller: actions, callee: options.callee, farEnd: options.farEnd }),
      seed: seeds(options.seed),
      date: () => Date.now(),
      recorder: () => recorderFor(options, shown, around),
    },
  );
}

function callback(
  url: string | undefined,
  method: 'GET' | 'POST',
  routes: readonly PublicUrl[],
): Callback | null {
  return url === undefined ? null : { url: toPublic(splitCredentials(url).url, routes), method };
}

/** A given seed belongs to the first call; a restart draws its own. */
function seeds(given: string | undefined): () => string {
  let next = given;
  return () => {
    const seed = next ?? randomBytes(8).toString('hex');
    next = undefined;
    return seed;
  };
}

function recorderFor(options: CallOptions, target: string, around: Surroundings): Recorder {
  if (options.record === false) return NO_RECORDER;
  const startedAt = new Date();
  const record = typeof options.record === 'string' ? options.record : null;
  const apart = randomBytes(2).toString('hex');
  const path = recordingPath({ record, cwd: around.cwd, target, startedAt, apart });
  const header = { recording: 'twiml-debug', version: FORMAT_VERSION, program: VERSION, target } as const;
  const recorder = recordingWriter(path, { ...header, startedAt: startedAt.toISOString() });
  around.kept(path);
  return recorder;
}

/** With --public-url the target itself is asked for, signed and shown under its public origin. */
function publicTarget(target: Target, routes: readonly PublicUrl[]): Target {
  return target.kind === 'url' ? { ...target, url: toPublic(target.url, routes) } : target;
}

/** Logins that the user gave in URLs, by the origin that asks for them: they stay out of the state. */
function loginsOf(
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

function notices(options: CallOptions, parsed: ParsedTarget, identity: string | null): readonly string[] {
  return [
    ...(identity === null ? [] : [identity]),
    ...(Number.isFinite(options.webhookTimeout)
      ? []
      : ['webhook timeout is off: Twilio itself gives up after 15 s']),
    ...(options.insecure ? ['TLS certificates are not checked (--insecure)'] : []),
    ...parsed.notices,
  ];
}
