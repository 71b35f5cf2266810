import { tooMuchFor } from '../../debug/conversation/message-limits.ts';
import { type PlannedMessage, plainMessage } from '../../debug/conversation/message-script.ts';
import { UsageError } from '../arguments/usage-error.ts';
import type { Said } from '../options/message-rows.ts';
import type { MessageOptions } from '../options/session-options.ts';

/** The messages that the command line asks for. Throws a usage error where there are none, or one is no message. */
export function plannedMessages(
  { said, scriptFile }: Pick<MessageOptions, 'said' | 'scriptFile'>,
  target: string,
): readonly PlannedMessage[] {
  if (scriptFile && said.length > 0)
    throw new UsageError(
      '--script-file cannot be used with --body or --media: write "send" and "attach" in the file',
    );
  const messages = scriptFile ?? messagesOf(said);
  if (messages.length === 0)
    throw new UsageError(
      `without a terminal, say what to send with --body TEXT, --media FILE or --script-file FILE: twiml-debug message ${target} --body "hi"`,
    );
  for (const { body, attachments } of messages) {
    const problem = tooMuchFor(body, attachments.length);
    if (problem !== null) throw new UsageError(problem);
  }
  return messages;
}

/** A file goes with the text before it, the files in front of all texts with the first one. */
function messagesOf(said: readonly Said[]): readonly PlannedMessage[] {
  const bodies = said.flatMap((one) => ('body' in one ? [one.body] : []));
  const messages = (bodies.length > 0 || said.length === 0 ? bodies : ['']).map(plainMessage);
  let at = -1;
  for (const one of said) {
    if ('body' in one) {
      at++;
      continue;
    }
    const index = Math.max(0, at);
    const message = messages[index];
    if (message) messages[index] = { ...message, attachments: [...message.attachments, one.media] };
  }
  return messages;
}
