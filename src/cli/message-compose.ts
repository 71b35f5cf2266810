import { silentSpeaker } from '../audio/silent-speaker.ts';
import type { PlannedMessage } from '../debug/message-script.ts';
import type { WritingSetup } from '../debug/message-writer.ts';
import { signingSender } from '../debug/sender.ts';
import { Session } from '../debug/session.ts';
import { type LegSetup, SUGGESTED } from '../engine/event.ts';
import type { Attachment, MessageHandling } from '../engine/inbound-message.ts';
import { stepper } from '../engine/step.ts';
import type { Transport } from '../http/transport.ts';
import { messaging } from '../message/messaging.ts';
import { publicUrls } from './call-options.ts';
import { loadLanguage } from './data-files.ts';
import { identityOf } from './identity.ts';
import type { MediaFile } from './message-media.ts';
import type { MessageOptions } from './message-options.ts';
import {
  callback,
  clocks,
  loginsOf,
  notices,
  publicTarget,
  recorderFor,
  rulesOf,
  seeds,
} from './session-parts.ts';
import type { Surroundings } from './surroundings.ts';
import type { ParsedTarget } from './target.ts';

/** A message that is to be sent, with the files that go with it. */
export interface ReadyMessage extends PlannedMessage {
  readonly files: readonly MediaFile[];
}

/** How a conversation is made, besides what its options say. */
export interface MessageMaking {
  readonly around: Surroundings;
  readonly transport: Transport;
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
  const { around, messages, files } = making;
  const identity = identityOf(options, around.env);
  const routes = publicUrls(options.publicUrl, parsed.target.kind === 'url' ? parsed.target.url : null);
  const target = publicTarget(parsed.target, routes);
  const logins = loginsOf([parsed.login, options.fallbackUrl, options.statusCallback], routes);
  const shown = target.kind === 'url' ? target.url : parsed.title;
  const handling = handlingOf(options, making.mediaAt);
  const base: WritingSetup['base'] = {
    product: 'message',
    accountSid: identity.accountSid,
    direction: 'inbound',
    target,
    fallback: callback(options.fallbackUrl, options.fallbackUrlMethod, routes),
    statusCallback: callback(options.statusCallback, options.statusCallbackMethod, routes),
    statusCallbackEvents: [],
    params: options.param,
    choices: SUGGESTED,
    outcome: null,
    recordingsAt: 'https://api.twilio.com',
  };
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
    {
      leg: first?.leg ?? null,
      followUps,
      ...writing,
      rules: rulesOf(options, routes),
      breakpoints: options.break,
      faults: options.fault,
      signature: options.signature,
      notices: notices(options, parsed, identity.notice),
      stopOnEntry: false,
      holds: files !== undefined,
      maxSteps: options.maxSteps,
    },
    {
      step: stepper(messaging(loadLanguage())),
      sender: signingSender(making.transport, { key: identity.key, publicUrls: routes, logins }),
      speaker: silentSpeaker(),
      clock: clocks(options, files !== undefined),
      casting: () => () => [],
      seed: seeds(options.seed),
      date: () => Date.now(),
      recorder: recorderFor(options, shown, around),
    },
  );
}

function legOf(
  { from, body, button, location, isReply, files }: ReadyMessage,
  options: MessageOptions,
  handling: MessageHandling,
): Pick<LegSetup, 'from' | 'message'> {
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
