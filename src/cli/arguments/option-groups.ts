import type { Command } from 'commander';

/** The options of sessions, by what people look for when they read the help. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'The request:': [
    ...[
      'method',
      'from',
      'to',
      'param',
      'direction',
      'outcome',
      'machine-detection',
      'stir',
      'forwarded-from',
    ],
    ...['account-sid', 'auth-token', 'public-url', 'fallback-url', 'fallback-url-method', 'status-callback'],
    ...['status-callback-method', 'status-callback-event', 'base-url', 'wait', 'insecure', 'seed'],
    ...['channel', 'profile-name', 'messaging-service', 'fax'],
  ],
  'Who does what:': [
    ...['caller', 'caller-file', 'callee', 'far-end', 'join', 'application', 'body', 'media', 'script-file'],
    ...['delivery', 'message', 'update-to'],
  ],
  'What goes wrong, and how Twilio takes it:': [
    ...['fault', 'signature', 'webhook-timeout', 'redirect-307', 'play-failure', 'empty-recording'],
    ...['pay-exhausted', 'fax-error', 'opt-out', 'message-action', 'reply-media'],
  ],
  'Debugging:': ['break', 'clock', 'speed', 'max-steps', 'timeout', 'max-warnings'],
  'Output:': ['json', 'ascii', 'no-ascii', 'record', 'no-record'],
  'The demo:': ['serve', 'port'],
};

const HEADINGS: ReadonlyMap<string, string> = new Map(
  Object.entries(GROUPS).flatMap(([heading, names]) => names.map((name) => [`--${name}`, heading] as const)),
);

/** Has the help of a command show its options in groups. */
export function groupOptions(command: Command): Command {
  for (const option of command.options) {
    const heading = HEADINGS.get(option.long ?? '');
    if (heading !== undefined) option.helpGroup(heading);
  }
  return command;
}
