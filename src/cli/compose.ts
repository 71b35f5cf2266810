import { silentSpeaker } from '../audio/silent-speaker.ts';
import { voice } from '../call/voice.ts';
import { signingSender } from '../debug/sender.ts';
import { Session } from '../debug/session.ts';
import type { LegSetup } from '../engine/event.ts';
import { stepper } from '../engine/step.ts';
import type { Transport } from '../http/transport.ts';
import { type CallOptions, publicUrls } from './call-options.ts';
import { castingOf } from './casting.ts';
import { loadLanguage } from './data-files.ts';
import { identityOf } from './identity.ts';
import { joinsOf } from './joins.ts';
import { phoneSetup } from './phone-options.ts';
import {
  callback,
  clocks,
  loginsOf,
  notices,
  publicTarget,
  recorderFor,
  rulesOf,
  seeds,
} from './session-parts.ts';
import type { Surroundings } from './surroundings.ts';
import type { ParsedTarget } from './target.ts';
import { UsageError } from './usage-error.ts';

/** How a call is made, besides what its options say. */
export interface Making {
  readonly around: Surroundings;
  readonly transport: Transport;
  /** A terminal UI holds, waits in real time and has a person at the keys; a run does none of that. */
  readonly interactive: boolean;
  /** What the URLs of recordings begin with: where something serves them. */
  readonly recordingsAt: string;
}

/** Puts a session together: the only place where every room meets. */
export function composeSession(options: CallOptions, parsed: ParsedTarget, making: Making): Session {
  const { interactive, around } = making;
  if (options.outcome !== 'answer' && options.direction === 'inbound')
    throw new UsageError(`--outcome ${options.outcome} is of an outbound call: add --direction outbound-api`);
  const identity = identityOf(options, around.env);
  const routes = publicUrls(options.publicUrl, parsed.target.kind === 'url' ? parsed.target.url : null);
  const target = publicTarget(parsed.target, routes);
  const logins = loginsOf([parsed.login, options.fallbackUrl, options.statusCallback], routes);
  const shown = target.kind === 'url' ? target.url : parsed.title;
  const actions = options.caller ?? options.callerFile;
  const { from, to, direction, param: params } = options;
  const leg: LegSetup = {
    product: 'call',
    accountSid: identity.accountSid,
    from,
    to,
    direction,
    target,
    params,
    fallback: callback(options.fallbackUrl, options.fallbackUrlMethod, routes),
    statusCallback: callback(options.statusCallback, options.statusCallbackMethod, routes),
    choices: {
      playFailure: options.playFailure,
      emptyRecording: options.emptyRecording,
      payExhausted: options.payExhausted,
    },
    statusCallbackEvents: options.statusCallbackEvent,
    ...phoneSetup(options, routes),
    recordingsAt: making.recordingsAt,
  };
  const joins = joinsOf(options.join, leg, routes);
  return new Session(
    {
      leg,
      joins,
      rules: rulesOf(options, routes),
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
      clock: clocks(options, interactive),
      casting: () =>
        castingOf({
          interactive,
          caller: actions,
          callee: options.callee,
          farEnd: options.farEnd,
          joins: joins.map((one) => one.actions),
        }),
      seed: seeds(options.seed),
      date: () => Date.now(),
      recorder: recorderFor(options, shown, around),
    },
  );
}
