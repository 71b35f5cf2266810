import type { PublicEventOf } from '../public-event.ts';
import { visibleText } from './visible-text.ts';

/** What a message says: its text in quotes, and its files. */
export function messageText({ body, media }: PublicEventOf<'message'>): string {
  const pieces = [
    ...(body === '' && media.length > 0 ? [] : [`"${visibleText(body)}"`]),
    ...media.map(visibleText),
  ];
  return pieces.join('  ');
}
