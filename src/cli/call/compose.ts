import { voice } from '../../call/voice.ts';
import { Session } from '../../debug/session/session.ts';
import type { CallSetup } from '../../engine/placed/leg-setup.ts';
import type { ParsedTarget } from '../arguments/target.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { loadLanguage } from '../language.ts';
import type { CallOptions } from '../options/session-options.ts';
import { groundOf, type Making } from '../session/ground.ts';
import { castingOf } from './casting.ts';
import { joinsOf } from './joins.ts';
import { phoneSetup } from './phone-setup.ts';

/** How a call is made, besides what its options say. */
export interface CallMaking extends Making {
  /** A terminal UI holds, waits in real time and has a person at the keys; a run does none of that. */
  readonly interactive: boolean;
  /** Origin of the URLs of recordings, where they are served. */
  readonly recordingsAt: string;
}

/** Puts the session of a call together. */
export function composeCall(options: CallOptions, parsed: ParsedTarget, making: CallMaking): Session {
  const { interactive, recordingsAt } = making;
  refuseForInbound(options);
  const product = voice(loadLanguage());
  const ground = groundOf(options, parsed, { ...making, product, holds: interactive });
  const leg: CallSetup = {
    product: 'voice',
    ...ground.leg,
    from: options.from,
    to: options.to,
    direction: options.direction,
    choices: {
      playFailure: options.playFailure,
      playMedia: options.playMedia,
      emptyRecording: options.emptyRecording,
      payExhausted: options.payExhausted,
      transcribeCallback: options.transcribeCallback,
    },
    statusCallbackEvents: options.statusCallbackEvent,
    ...(options.queue.length > 0 ? { queues: options.queue } : {}),
    ...phoneSetup(options, ground.routes),
    recordingsAt,
  };
  const joins = joinsOf(options.join, leg, ground.routes);
  return new Session(
    { ...ground.setup, leg, joins, stopOnEntry: interactive },
    {
      ...ground.ports,
      casting: () =>
        castingOf({
          interactive,
          caller: options.caller ?? options.callerFile,
          callee: options.callee,
          farEnd: options.farEnd,
          joins: joins.map((one) => one.actions),
        }),
    },
  );
}

function refuseForInbound({ direction, outcome, machineDetection }: CallOptions): void {
  if (direction === 'outbound-api') return;
  if (outcome !== 'answer')
    throw new UsageError(`--outcome ${outcome} needs an outbound call: add --direction outbound-api`);
  if (machineDetection !== undefined)
    throw new UsageError('--machine-detection needs an outbound call: add --direction outbound-api');
}
