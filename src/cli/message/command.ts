import type { Command } from 'commander';
import { UsageError } from '../arguments/usage-error.ts';
import { type FaxOptions, type MessageOptions, refuseForFax } from '../options/session-options.ts';
import type { Surroundings } from '../process/surroundings.ts';

/** `twiml-debug message`: a conversation, in the terminal or without one, or a fax. Answers the exit code. */
export async function message(target: string, command: Command, around: Surroundings): Promise<number> {
  const fax = command.opts<FaxOptions>();
  if (isFax(fax)) {
    refuseForFax(command);
    const { runFax } = await import('../fax/run.ts');
    return runFax(target, fax, around);
  }
  const options = command.opts<MessageOptions>();
  if (isWritten(options, around)) {
    const { debugMessage } = await import('./debug.ts');
    return debugMessage(target, options, around);
  }
  const { runMessage } = await import('./run.ts');
  return runMessage(target, options, around);
}

function isFax({ fax, faxError }: FaxOptions): boolean {
  if (fax === undefined && faxError !== undefined)
    throw new UsageError('--fax-error needs a fax: add --fax, or --fax FILE');
  return fax !== undefined;
}

/** Nothing says what is to be sent, and there is somebody who could. */
function isWritten({ said, scriptFile, json }: MessageOptions, { stdin, stdout }: Surroundings): boolean {
  return said.length === 0 && !scriptFile && !json && stdin.isTTY && stdout.isTTY;
}
