import type { PublicEventOf } from '../public-event.ts';
import { visibleText } from './visible-text.ts';

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

/** What a message says: its text in quotes, and its files. */
export function messageText({ body, media }: PublicEventOf<'message'>): string {
  const pieces = [
    ...(body === '' && media.length > 0 ? [] : [`"${visibleText(body)}"`]),
    ...media.map(visibleText),
  ];
  return pieces.join('  ');
}
