import type { InboundMessage } from '../../../engine/placed/inbound-message.ts';
import { channelOf } from '../../../message/channel.ts';
import { segmentsOf } from '../../../message/text/segments.ts';
import type { PublicEventOf } from '../../public-event.ts';
import { visibleText } from '../text/visible-text.ts';

/** Twilio's words for how far a message is, with a mark in front. */
export function progressText({ status, error }: Pick<PublicEventOf<'message'>, 'status' | 'error'>): string {
  switch (status) {
    case 'delivered':
    case 'read':
      return `✓✓ ${status}`;
    case 'sent':
      return '✓ sent';
    case 'failed':
    case 'undelivered':
    case 'canceled':
      return `! ${status}${error === null ? '' : ` ${error}`}`;
    default:
      return `… ${status}`;
  }
}

/** What a message says: its text in quotes, a button that was pressed, a place, and its files. */
export function messageText({ body, media, button, location }: PublicEventOf<'message'>): string {
  const extras = [...extrasText({ button, location }), ...media.map(visibleText)];
  const told = saidByButton(body, button) || (body === '' && extras.length > 0);
  return [...(told ? [] : [`"${visibleText(body)}"`]), ...extras].join('  ');
}

/** What a rich message brings: `button "Yes" (yes-1)`, `place 37.78,-122.39 "Home"`. */
export function extrasText({
  button,
  location,
}: {
  readonly button?: InboundMessage['button'] | undefined;
  readonly location?: InboundMessage['location'] | undefined;
}): readonly string[] {
  return [
    ...(button ? [buttonText(button)] : []),
    ...(location
      ? [
          `place ${location.latitude},${location.longitude}${location.label === null ? '' : ` "${location.label}"`}`,
        ]
      : []),
  ].map(visibleText);
}

/** A button's label is the text of its message too: it is shown once. */
export function saidByButton(body: string, button: InboundMessage['button'] | undefined): boolean {
  return button?.text === body;
}

function buttonText({ text, payload }: NonNullable<InboundMessage['button']>): string {
  return `button "${text}"${payload === text ? '' : ` (${payload})`}`;
}

/**
 * That a text takes more than one segment, each of which is paid for, and what makes it so: `14 segments: UCS-2 because
 * of 😀`. Empty for one segment, and for what is not sent as SMS: files, other channels.
 */
export function segmentsText({
  body,
  media,
  to,
}: Pick<PublicEventOf<'message'>, 'body' | 'media' | 'to'>): string {
  if (media.length > 0 || channelOf(to) !== 'sms') return '';
  const { count, because } = segmentsOf(body);
  if (count < 2) return '';
  return because === null
    ? `${count} segments`
    : `${count} segments: UCS-2 because of ${characterText(because)}`;
}

/** Of a character that is not seen its number says what it is. */
function characterText(character: string): string {
  const seen = visibleText(character);
  if (seen === character && /[^\p{White_Space}\p{Cf}\p{M}]/u.test(character)) return character;
  return Array.from(character, codePoint).join(' ');
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
