import type { Command } from 'commander';
import { UsageError } from '../arguments/usage-error.ts';
import type { MessageOptions } from '../message/options.ts';

/** Options of a fax as commander hands them over. */
export interface FaxOptions {
  /** A path; `true` for a page made on the spot. */
  readonly fax?: string | true;
  readonly faxError?: 34004 | 34108;
}

/** What a fax has nothing to do with, by the name of the option's attribute. */
const NOT_OF_A_FAX = {
  said: '--body and --media',
  scriptFile: '--script-file',
  channel: '--channel',
  profileName: '--profile-name',
  messagingService: '--messaging-service',
  optOut: '--opt-out',
  delivery: '--delivery',
  messageAction: '--message-action',
  replyMedia: '--reply-media',
  statusCallback: '--status-callback',
  statusCallbackMethod: '--status-callback-method',
} as const satisfies Partial<Record<keyof MessageOptions, string>>;

/** Adds the options of a fax. */
export function addFaxOptions(command: Command): Command {
  return command
    .option(
      '--fax [file]',
      'fax a PDF or TIFF, or a page made on the spot, instead of writing (Twilio retired fax in 2021)',
      path,
    )
    .option('--fax-error <code>', 'has the fax fail: 34004 breaks off, 34108 is incompatible', failure);
}

/** Whether a fax is to be sent. Throws a usage error for options that do not go together. */
export function isFax({ fax, faxError }: FaxOptions, command: Command): boolean {
  if (fax === undefined) {
    if (faxError !== undefined)
      throw new UsageError('--fax-error belongs to a fax: add --fax, or --fax FILE');
    return false;
  }
  for (const [attribute, name] of Object.entries(NOT_OF_A_FAX)) {
    if (command.getOptionValueSource(attribute) === 'cli')
      throw new UsageError(`--fax goes without ${name}: a fax is one document, and has no conversation`);
  }
  return true;
}

/** An option with an optional value takes a target that follows it for the value. */
function path(text: string): string {
  if (!/^https?:/i.test(text)) return text;
  throw new UsageError(
    `${text} is a URL, and a fax is read from a file; a target comes first: twiml-debug message ${text} --fax`,
  );
}

function failure(text: string): 34004 | 34108 {
  if (text === '34004') return 34004;
  if (text === '34108') return 34108;
  const choice = 'write 34004 (it breaks off) or 34108 (the machines are incompatible)';
  if (text === '34002' || text === '34003')
    throw new UsageError(`${text} is about faxes that are sent: one that comes in was answered; ${choice}`);
  throw new UsageError(`${text} is no error of a fax that comes in; ${choice}`);
}
