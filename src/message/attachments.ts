import type { Finished } from '../http/exchange-state.ts';
import type { Channel } from './channel.ts';

/** Why a file cannot go with a message. */
export interface Unfit {
  readonly code: number;
  readonly message: string;
  readonly help: string;
}

/** Total size of what goes with a message, in megabytes (Twilio docs: Accepted content types for media). */
const MOST_MEGABYTES: Readonly<Record<Channel, number>> = { sms: 5, whatsapp: 16, rcs: 16, messenger: 16 };
const MEGABYTE = 1_000_000;

/** What every channel takes (Twilio docs: Accepted content types for media). */
const EVERYWHERE: readonly string[] = [
  'image/jpeg',
  'image/jpg',
  'image/png',
  'image/gif',
  'text/vcard',
  'text/x-vcard',
  'application/pdf',
  'application/vcard',
];
/** What an MMS takes besides; what the phone at the other end cannot show is not converted. */
const BY_MMS: ReadonlySet<string> = new Set([
  ...EVERYWHERE,
  'image/bmp',
  'image/tiff',
  'image/heic',
  'image/heif',
  'text/csv',
  'text/rtf',
  'text/richtext',
  'text/calendar',
  'text/directory',
  'application/vnd.apple.pkpass',
]);
/** What other channels take besides: stickers, and the files of office programs. */
const BY_CHANNELS: ReadonlySet<string> = new Set([
  ...EVERYWHERE,
  'image/webp',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
]);

/** What WhatsApp shows without the text of the message. */
const WITHOUT_TEXT = /^(audio\/|image\/webp$|text\/(x-)?vcard$|application\/vcard$)/;

/**
 * Why a file that was asked for cannot be sent, `null` for one that can. By SMS what the request failed with is the
 * code, and a type that cannot be sent is 12300; channels have codes of their own, 63019 and 63021 (error dictionary).
 */
export function unfitFile(channel: Channel, { content, diagnostics, url, hops }: Finished): Unfit | null {
  if (!content) {
    const problem = diagnostics.find(({ level }) => level === 'error');
    const help = problem?.help ?? 'check the URL';
    const offline = hops.length > 0 && hops.every(({ got }) => got.kind === 'failure');
    return {
      code: channel === 'sms' ? (problem?.code ?? 11200) : 63019,
      message: problem?.message ?? `${url} could not be had`,
      help: offline ? `${help}; without Internet --reply-media skip sends without asking` : help,
    };
  }
  const { type } = content;
  if (type !== null && takes(channel, type)) return null;
  const what = type === null ? 'has no content type' : `has the content type ${type}`;
  return {
    code: channel === 'sms' || type === null ? 12300 : 63021,
    message: `the answer of ${url} ${what}, which ${NAMES[channel]} does not take`,
    help: 'serve the file itself, with its true Content-Type: image/jpeg, image/png and image/gif go everywhere',
  };
}

/** Why files of so many bytes together cannot be sent; `null` when they can. */
export function tooLarge(channel: Channel, bytes: number): Unfit | null {
  const most = MOST_MEGABYTES[channel];
  if (bytes <= most * MEGABYTE) return null;
  return {
    // The dictionary's words name MMS and WhatsApp; the other one is for all channels.
    code: channel === 'sms' || channel === 'whatsapp' ? 11751 : 63034,
    message: `the files of the message are ${(bytes / MEGABYTE).toFixed(1)} MB together`,
    help: `${NAMES[channel]} takes ${most} MB: shrink the files, or split the message`,
  };
}

/** Whether a channel drops the text of a message that such a file goes with. */
export function dropsText(channel: Channel, type: string | null): boolean {
  return channel === 'whatsapp' && type !== null && WITHOUT_TEXT.test(type);
}

const NAMES: Readonly<Record<Channel, string>> = {
  sms: 'MMS',
  whatsapp: 'WhatsApp',
  rcs: 'RCS',
  messenger: 'Messenger',
};

function takes(channel: Channel, type: string): boolean {
  // Many of either kind are listed; of those that are not, nobody serves much.
  if (/^(audio|video)\//.test(type)) return true;
  if (channel === 'sms') return BY_MMS.has(type);
  return BY_CHANNELS.has(type) || type.startsWith('application/vnd.openxmlformats-officedocument.');
}
