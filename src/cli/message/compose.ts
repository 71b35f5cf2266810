import type { PlannedMessage } from '../../debug/conversation/message-script.ts';
import type { WritingSetup } from '../../debug/conversation/message-writer.ts';
import { Session } from '../../debug/session/session.ts';
import type { Attachment, MessageHandling } from '../../engine/placed/inbound-message.ts';
import type { MessageSetup } from '../../engine/placed/leg-setup.ts';
import { messaging } from '../../message/messaging.ts';
import type { ParsedTarget } from '../arguments/target.ts';
import { loadLanguage } from '../language.ts';
import type { MediaFile } from '../media/media-file.ts';
import type { MessageOptions } from '../options/session-options.ts';
import { groundOf, type Making } from '../session/ground.ts';
import { nobody } from '../session/nobody.ts';

/** A message that is to be sent, with the files that go with it. */
export interface ReadyMessage extends PlannedMessage {
  readonly files: readonly MediaFile[];
}

/** How a conversation is made, besides what its options say. */
export interface MessageMaking extends Making {
  /** None where somebody writes them while the session goes on. */
  readonly messages: readonly ReadyMessage[];
  /** Origin of the files; nothing is served without one. */
  readonly mediaAt: string | null;
  /** Where a file comes from that somebody wants to send, for those who write. */
  readonly files?: Pick<WritingSetup, 'shelve' | 'paths'>;
}

/**
 * Puts the session of a conversation together: each message is a leg of its own, placed when the one before is done,
 * or when somebody sends it.
 */
export function composeConversation(
  options: MessageOptions,
  parsed: ParsedTarget,
  making: MessageMaking,
): Session {
  const { messages, files } = making;
  const product = messaging(loadLanguage());
  const ground = groundOf(options, parsed, { ...making, product, holds: files !== undefined });
  const handling = handlingOf(options, making.mediaAt);
  const base: WritingSetup['base'] = { product: 'messaging', direction: 'inbound', ...ground.leg };
  const address = (written: string) => addressOf(written, options.channel);
  const to = address(options.to);
  const legs = messages.map((message) => ({
    afterMs: message.afterMs,
    leg: { ...base, to, ...legOf(message, options, handling) },
  }));
  const [first = null, ...followUps] = legs;
  const pair = { from: address(options.from), to };
  const writing = files ? { writing: { base, pair, handling, address, ...files }, staysOpen: true } : {};
  return new Session(
    { ...ground.setup, leg: first?.leg ?? null, followUps, ...writing, stopOnEntry: false },
    { ...ground.ports, casting: nobody },
  );
}

function legOf(
  { from, body, button, location, isReply, files }: ReadyMessage,
  options: MessageOptions,
  handling: MessageHandling,
): Pick<MessageSetup, 'from' | 'message'> {
  const media = files.map(attachmentOf);
  return {
    from: addressOf(from ?? options.from, options.channel),
    message: { body, media, button, location, isReply, handling },
  };
}

/** A file without what is in it: the state has no room for that. */
export function attachmentOf({ bytes: _bytes, ...attachment }: MediaFile): Attachment {
  return attachment;
}

function handlingOf(options: MessageOptions, mediaAt: string | null): MessageHandling {
  return {
    service: options.messagingService ?? null,
    optOut: options.optOut,
    action: options.messageAction,
    replyMedia: options.replyMedia,
    ...(options.delivery ?? { deliveries: [], deliveriesTo: {} }),
    profileName: options.profileName,
    mediaAt: mediaAt ?? 'https://api.twilio.com',
  };
}

function addressOf(written: string, channel: MessageOptions['channel']): string {
  return channel === 'sms' || /^[a-z]+:/i.test(written) ? written : `${channel}:${written}`;
}
