import { Command, Option } from 'commander';
import { type DeliveryPlan, parseDeliveryPlan } from '../../debug/conversation/message-delivery.ts';
import { type PlannedMessage, parseMessageScript } from '../../debug/conversation/message-script.ts';
import { readScript } from '../arguments/script-file.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { addCallOptions, type CallOptions, positive, wholeNumber, word } from '../call/options.ts';
import { addFaxOptions, type FaxOptions } from '../fax/options.ts';

/** Options of a call that make sense for messages too. */
const SHARED = [
  'method',
  'from',
  'to',
  'param',
  'accountSid',
  'authToken',
  'publicUrl',
  'fallbackUrl',
  'fallbackUrlMethod',
  'statusCallback',
  'statusCallbackMethod',
  'baseUrl',
  'clock',
  'speed',
  'break',
  'record',
  'webhookTimeout',
  'insecure',
  'fault',
  'signature',
  'redirect307',
  'wait',
  'maxSteps',
  'seed',
] as const satisfies readonly (keyof CallOptions)[];

/** What some of them are for here. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  '--from': 'who writes',
  '--to': 'the number that is written to',
  '--status-callback': 'told how far replies are whose document names nobody, as a messaging service does',
  '--max-steps': 'verbs started before a conversation is taken for a loop',
  '--seed': 'decides the identifiers: the same seed gives the same MessageSid',
};

/** One `--body` or `--media`, in the order of the command line. */
export type Said = { readonly body: string } | { readonly media: string };

/** Options of a conversation, or a fax, as commander hands them over. */
export interface MessageOptions extends Pick<CallOptions, (typeof SHARED)[number]>, FaxOptions {
  readonly said: readonly Said[];
  readonly scriptFile?: readonly PlannedMessage[];
  readonly channel: 'sms' | 'whatsapp' | 'rcs' | 'messenger';
  readonly profileName: string;
  readonly messagingService?: string;
  readonly optOut: 'off' | 'default' | 'advanced';
  readonly delivery?: DeliveryPlan;
  readonly messageAction: 'flow' | 'status';
  readonly replyMedia: 'fetch' | 'skip';
  readonly json?: boolean;
  readonly ascii?: boolean;
  readonly timeout: number;
  readonly maxWarnings?: number;
}

/** An option that shares its place with another one, so that their order is known. */
class SaidOption extends Option {
  constructor(flags: string, help: string, read: (text: string) => Said) {
    super(flags, help);
    this.argParser((text: string, before: readonly Said[]) => [...before, read(text)]).default([], 'none');
  }

  override attributeName(): string {
    return 'said';
  }
}

/** Adds the options of a conversation. */
export function addMessageOptions(command: Command): Command {
  command
    .addOption(
      new SaidOption('--body <text>', 'a text; one message after the other (repeatable)', (body) => ({
        body,
      })),
    )
    .addOption(
      new SaidOption(
        '--media <file|URL>',
        'a file that goes with the text before it, or the first (repeatable)',
        (media) => ({
          media,
        }),
      ),
    )
    .option('--script-file <file>', 'messages from a file: send "hi", attach photo.png, wait 4h', script)
    .option(
      '--channel <channel>',
      'sms, whatsapp, rcs or messenger: goes in front of addresses without one',
      word(['sms', 'whatsapp', 'rcs', 'messenger']),
      'sms',
    )
    .option('--profile-name <name>', 'ProfileName of a WhatsApp message', 'Alice')
    .option('--messaging-service <sid>', 'MessagingServiceSid of the number that is written to', service)
    .option(
      '--opt-out <off|default|advanced>',
      'whether Twilio answers STOP, START and HELP; advanced tells the webhook, and needs a messaging service',
      word(['off', 'default', 'advanced']),
      'default',
    )
    .option(
      '--delivery <outcomes>',
      'what becomes of replies: "delivered; failed 30007; undelivered 30003; read"',
      deliveries,
    )
    .option(
      '--message-action <flow|status>',
      'whether the answer of the action of a <Message> goes on in place of the document',
      word(['flow', 'status']),
      'flow',
    )
    .option(
      '--reply-media <fetch|skip>',
      'whether the files of replies are asked for, as Twilio does; skip where there is no Internet',
      word(['fetch', 'skip']),
      'fetch',
    );
  addFaxOptions(command);
  for (const option of addCallOptions(new Command()).options) {
    if (!SHARED.some((name) => name === option.attributeName())) continue;
    option.description = DESCRIPTIONS[option.long ?? ''] ?? option.description;
    command.addOption(option);
  }
  return command
    .option('--ascii', 'draw with ASCII characters only (the default in a locale without UTF-8)')
    .option('--no-ascii', 'draw with all characters, whatever the locale')
    .option('--json', 'one JSON object a line instead of a transcript')
    .option('--timeout <seconds>', 'real time that the conversation (or fax) may take', positive, 300)
    .option('--max-warnings <number>', 'fail when there are more', wholeNumber);
}

/** Advanced Opt-Out is an option of messaging services. Throws a usage error where there is none. */
export function refuseOptOut({
  optOut,
  messagingService,
}: Pick<MessageOptions, 'optOut' | 'messagingService'>): void {
  if (optOut === 'advanced' && messagingService === undefined)
    throw new UsageError('--opt-out advanced belongs to a messaging service: add --messaging-service MG...');
}

function script(path: string): readonly PlannedMessage[] {
  const parsed = parseMessageScript(readScript(path, '--script-file'));
  if (!parsed.ok) throw new UsageError(`--script-file ${path}: ${parsed.message}`);
  return parsed.messages;
}

function service(text: string): string {
  if (/^MG[0-9a-f]{32}$/i.test(text)) return text;
  throw new UsageError(`--messaging-service ${text}: write MG and 32 hexadecimal digits`);
}

function deliveries(text: string): DeliveryPlan {
  const plan = parseDeliveryPlan(text);
  if (typeof plan === 'string') throw new UsageError(`--delivery: ${plan}`);
  return plan;
}
