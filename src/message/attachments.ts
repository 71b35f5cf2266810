import type { Finished } from '../http/exchange-state.ts';
import type { Channel } from './channel.ts';

/** Why a file cannot go with a message. */
export interface Unfit {
  readonly code: number;
  readonly message: string;
  readonly help: string;
}

/**
 * The most that all files of a message may have together, in megabytes (Twilio docs: Accepted content types for
 * media).
 */
const MOST_MEGABYTES: Readonly<Record<Channel, number>> = { sms: 5, whatsapp: 16, rcs: 16, messenger: 16 };
const MEGABYTE = 1_000_000;

/** Types that every channel accepts (Twilio docs: Accepted content types for media). */
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
/** Types that only an MMS accepts; types that the receiving phone cannot show are not converted. */
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
/** Types that only the other channels accept: stickers, and office documents. */
const BY_CHANNELS: ReadonlySet<string> = new Set([
  ...EVERYWHERE,
  'image/webp',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
]);

/** Types that WhatsApp shows without the text of the message. */
const WITHOUT_TEXT = /^(audio\/|image\/webp$|text\/(x-)?vcard$|application\/vcard$)/;

/**
 * Tells why a file that was requested cannot be sent; `null` if it can be. For SMS the code is the one that the
 * request failed with, and 12300 for a type that cannot be sent; channels have their own codes, 63019 and 63021
 * (error dictionary).
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

/** Tells why files of this many bytes together cannot be sent; `null` if they can be. */
export function tooLarge(channel: Channel, bytes: number): Unfit | null {
  const most = MOST_MEGABYTES[channel];
  if (bytes <= most * MEGABYTE) return null;
  return {
    // The dictionary names MMS and WhatsApp for 11751; 63034 is for all channels.
    code: channel === 'sms' || channel === 'whatsapp' ? 11751 : 63034,
    message: `the files of the message are ${(bytes / MEGABYTE).toFixed(1)} MB together`,
    help: `${NAMES[channel]} takes ${most} MB: shrink the files, or split the message`,
  };
}

/** Tells whether a channel drops the text of a message with a file of this type. */
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
  // Twilio lists many types of audio and video; those missing from the list are rarely served.
  if (/^(audio|video)\//.test(type)) return true;
  if (channel === 'sms') return BY_MMS.has(type);
  return BY_CHANNELS.has(type) || type.startsWith('application/vnd.openxmlformats-officedocument.');
}
