import { UsageError } from '../arguments/usage-error.ts';
import type { MessageOptions } from '../options/session-options.ts';

/** Advanced Opt-Out is an option of messaging services. Throws a usage error where there is none. */
export function refuseOptOut({
  optOut,
  messagingService,
}: Pick<MessageOptions, 'optOut' | 'messagingService'>): void {
  if (optOut === 'advanced' && messagingService === undefined)
    throw new UsageError('--opt-out advanced needs a messaging service: add --messaging-service MG...');
}
