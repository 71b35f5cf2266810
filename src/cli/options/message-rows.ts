import { messagingServiceSid } from '../arguments/parse-identifier.ts';
import { deliveryPlan, messageScriptFile } from '../arguments/parse-script.ts';
import { word } from '../arguments/parse-word.ts';
import { each, GROUPS, optionRows } from './option.ts';

/** One `--body` or `--media`. */
export type Said = { readonly body: string } | { readonly media: string };

/** Options about the messages of a conversation, and what becomes of the replies. */
export const MESSAGE_ROWS = optionRows({
  body: {
    flags: '--body <text>',
    help: 'text of a message; each further one is another message (repeatable)',
    group: GROUPS.people,
    sessions: ['message'],
    parse: each((body): Said => ({ body })),
    default: [],
    // Together with the files, so that their order is known.
    attribute: 'said',
  },
  media: {
    flags: '--media <file|URL>',
    help: 'file to attach to the text before it, or to the first one (repeatable)',
    group: GROUPS.people,
    sessions: ['message'],
    parse: each((media): Said => ({ media })),
    default: [],
    attribute: 'said',
  },
  scriptFile: {
    flags: '--script-file <file>',
    help: 'file with the messages: send "hi", attach photo.png, wait 4h',
    group: GROUPS.people,
    sessions: ['message'],
    parse: messageScriptFile,
  },
  channel: {
    flags: '--channel <channel>',
    help: 'sms, whatsapp, rcs or messenger: the prefix of addresses without one',
    group: GROUPS.request,
    sessions: ['message'],
    parse: word('sms', 'whatsapp', 'rcs', 'messenger'),
    default: 'sms',
  },
  profileName: {
    flags: '--profile-name <name>',
    help: 'ProfileName of a WhatsApp message',
    group: GROUPS.request,
    sessions: ['message'],
    default: 'Alice',
  },
  messagingService: {
    flags: '--messaging-service <sid>',
    help: 'MessagingServiceSid of the number that receives the message',
    group: GROUPS.request,
    sessions: ['message'],
    parse: messagingServiceSid,
  },
  optOut: {
    flags: '--opt-out <off|default|advanced>',
    help: 'whether Twilio answers STOP, START and HELP; advanced also tells the webhook, and needs a messaging service',
    group: GROUPS.trouble,
    sessions: ['message'],
    parse: word('off', 'default', 'advanced'),
    default: 'default',
  },
  delivery: {
    flags: '--delivery <outcomes>',
    help: 'what becomes of replies: "delivered; failed 30007; undelivered 30003; read"',
    group: GROUPS.people,
    sessions: ['message'],
    parse: deliveryPlan,
  },
  messageAction: {
    flags: '--message-action <flow|status>',
    help: 'flow: run the TwiML that <Message action> returns; status: ignore it',
    group: GROUPS.trouble,
    sessions: ['message'],
    parse: word('flow', 'status'),
    default: 'flow',
  },
  replyMedia: {
    flags: '--reply-media <fetch|skip>',
    help: 'fetch: request the files of replies, as Twilio does; skip: do not (for work without Internet access)',
    group: GROUPS.trouble,
    sessions: ['message'],
    parse: word('fetch', 'skip'),
    default: 'fetch',
  },
});
