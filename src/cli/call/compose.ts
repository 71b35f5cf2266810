import { voice } from '../../call/voice.ts';
import { Session } from '../../debug/session/session.ts';
import type { LegSetup } from '../../engine/event.ts';
import type { ParsedTarget } from '../arguments/target.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { loadLanguage } from '../data-files.ts';
import { groundOf, type Making } from '../session/ground.ts';
import { castingOf } from './casting.ts';
import { joinsOf } from './joins.ts';
import type { CallOptions } from './options.ts';
import { phoneSetup } from './phone-options.ts';

/** How a call is made, besides what its options say. */
export interface CallMaking extends Making {
  /** A terminal UI holds, waits in real time and has a person at the keys; a run does none of that. */
  readonly interactive: boolean;
  /** What the URLs of recordings begin with: where something serves them. */
  readonly recordingsAt: string;
}

/** Puts the session of a call together. */
export function composeSession(options: CallOptions, parsed: ParsedTarget, making: CallMaking): Session {
  const { interactive, recordingsAt } = making;
  if (options.outcome !== 'answer' && options.direction === 'inbound')
    throw new UsageError(`--outcome ${options.outcome} is of an outbound call: add --direction outbound-api`);
  if (options.machineDetection !== undefined && options.direction === 'inbound')
    throw new UsageError('--machine-detection is of an outbound call: add --direction outbound-api');
  const {
    leg: ground,
    setup,
    ports,
    routes,
  } = groundOf(options, parsed, making, voice(loadLanguage()), interactive);
  const { from, to, direction } = options;
  const leg: LegSetup = {
    product: 'call',
    ...ground,
    from,
    to,
    direction,
    choices: {
      playFailure: options.playFailure,
      emptyRecording: options.emptyRecording,
      payExhausted: options.payExhausted,
    },
    statusCallbackEvents: options.statusCallbackEvent,
    ...phoneSetup(options, routes),
    recordingsAt,
  };
  const joins = joinsOf(options.join, leg, routes);
  return new Session(
    { ...setup, leg, joins, stopOnEntry: interactive },
    {
      ...ports,
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
