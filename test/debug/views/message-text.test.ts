import { describe, expect, it } from 'vitest';
import type { PublicEventOf } from '../../../src/debug/public-event.ts';
import { messageText, segmentsText } from '../../../src/debug/views/conversation/message-text.ts';

const message = (fields: Partial<PublicEventOf<'message'>>): PublicEventOf<'message'> => ({
  seq: 0,
  at: 0,
  call: null,
  type: 'message',
  sid: 'SM1',
  direction: 'inbound',
  from: '+15551230001',
  to: '+15559870002',
  body: '',
  media: [],
  status: 'received',
  error: null,
  ...fields,
});

describe('a message in words', () => {
  it.each([
    ['its text', { body: 'hi' }, '"hi"'],
    ['an empty text', {}, '""'],
    ['a file alone', { media: ['http://a.test/b.png'] }, 'http://a.test/b.png'],
    [
      'a place with its name',
      { location: { latitude: '37.78', longitude: '-122.39', label: 'Home' } },
      'place 37.78,-122.39 "Home"',
    ],
    ['a place without', { location: { latitude: '1', longitude: '2', label: null } }, 'place 1,2'],
    [
      'a button, whose label is the text too',
      { body: 'Confirm', button: { text: 'Confirm', payload: 'confirm' } },
      'button "Confirm" (confirm)',
    ],
    [
      'a button whose payload is its label',
      { body: 'Yes', button: { text: 'Yes', payload: 'Yes' } },
      'button "Yes"',
    ],
  ] as const)('is %s', (_, fields, text) => {
    expect(messageText(message(fields))).toBe(text);
  });
});

describe('the segments of a message', () => {
  it.each([
    ['are not told of one', 'ç'.repeat(70), {}, ''],
    ['are counted', 'a'.repeat(161), {}, '2 segments'],
    ['say what makes them short', `😀${'a'.repeat(900)}`, {}, '14 segments: UCS-2 because of 😀'],
    [
      'name a character that is not seen by its number',
      `\u200B${'a'.repeat(70)}`,
      {},
      '2 segments: UCS-2 because of U+200B',
    ],
    ['are none of a message with files', 'a'.repeat(161), { media: ['http://a.test/b.png'] }, ''],
    ['are none of other channels', 'a'.repeat(161), { to: 'whatsapp:+15551230001' }, ''],
  ] as const)('%s', (_, body, fields, text) => {
    expect(segmentsText(message({ body, ...fields }))).toBe(text);
  });
});
