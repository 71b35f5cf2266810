import type { Sid } from '../engine/identifiers.ts';
import { askForFile } from '../engine/running/product-file.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { diagnostic } from '../errors/diagnostic.ts';
import { withoutCredentials } from '../http/authentication.ts';
import type { Finished } from '../http/exchange-state.ts';
import { dropsText, tooLarge, type Unfit, unfitFile } from './attachments.ts';
import { channelOf } from './channel.ts';
import { cannotBeSent, goesItsWay } from './delivery.ts';
import { keep, type Outgoing, outgoing } from './outgoing.ts';

/**
 * Requests all files of a new message at once, while the document continues. The message is sent when all have
 * arrived, and fails with the first that cannot be sent (Twilio docs: Accepted content types for media).
 */
export function fetchFiles(turn: Turn, message: Outgoing, urls: readonly string[]): void {
  keep(turn, { ...message, files: { awaited: urls.length, bytes: 0 } });
  for (const url of urls) askForFile(turn, message.leg, message.sid, url);
}

/** Handles a file that has arrived or failed. For a message that has failed already it changes nothing. */
export function replyFileCame(turn: Turn, of: Sid, done: Finished): void {
  const message = outgoing(turn).find(({ sid }) => sid === of);
  if (!message?.files) return;
  for (const finding of done.diagnostics) if (finding.level !== 'error') turn.report(message.leg, finding);
  const channel = channelOf(message.to) ?? 'sms';
  const bytes = message.files.bytes + sizeOf(done);
  const problem = unfitFile(channel, done) ?? tooLarge(channel, bytes);
  if (problem) return refuse(turn, message, done, problem);
  if (message.body !== '' && dropsText(channel, done.content?.type ?? null)) reportText(turn, message, done);
  const awaited = message.files.awaited - 1;
  if (awaited > 0) return keep(turn, { ...message, files: { awaited, bytes } });
  goesItsWay(turn, { ...message, files: null });
}

function sizeOf({ hops }: Finished): number {
  const got = hops.at(-1)?.got;
  return got?.kind === 'response' ? got.bytes : 0;
}

function refuse(turn: Turn, message: Outgoing, { url }: Finished, problem: Unfit): void {
  const { code, help } = problem;
  const text = `a file of the message to ${message.to} cannot be sent: ${problem.message}`;
  const shown = withoutCredentials(url);
  turn.report(
    message.leg,
    diagnostic({ code, level: 'warning', message: text, help, url: shown, about: message.sid }),
  );
  cannotBeSent(turn, { ...message, files: null }, code);
}

function reportText(turn: Turn, { leg, to }: Outgoing, { url, content }: Finished): void {
  const message = `WhatsApp shows no text with ${content?.type}: ${to} gets the file alone`;
  const help = 'send the text in a <Message> of its own';
  turn.report(leg, diagnostic({ rule: 'text-with-file', level: 'info', message, help, url }));
}
