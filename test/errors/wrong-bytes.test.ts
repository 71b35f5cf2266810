import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimedInVain, wrongBytes } from '../../src/errors/wrong-bytes.ts';

const found = (bytes: Buffer) => wrongBytes(bytes, 'UTF-8', bytes.toString('utf8'));

describe('bytes that are no text (XML 1.0 section 4.3.3: a fatal error)', () => {
  it.each([
    ['a Latin-1 letter', Buffer.from('ab\xe9c', 'latin1'), 2],
    ['the first byte', Buffer.from([0xff, 0x61]), 0],
    ['a sequence that is cut off', Buffer.from([0x61, 0xc3]), 1],
    ['a surrogate', Buffer.from([0x61, 0xed, 0xa0, 0x80]), 1],
    ['one after a replacement character that was sent', Buffer.from([0xef, 0xbf, 0xbd, 0x61, 0xe9]), 2],
    ['one after an emoji', Buffer.concat([Buffer.from('\u{1F600}'), Buffer.from([0xe9])]), 2],
  ])('are found where they stand: %s', (_what, bytes, offset) => {
    expect(found(bytes)).toEqual({ encoding: 'UTF-8', offset });
  });

  it('are never found in text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(found(Buffer.from(text))).toBeNull();
      }),
    );
  });

  it.each([
    ['<?xml version="1.0" encoding="utf-16"?><Response/>', 30],
    ["<?xml version='1.0' encoding='UTF-16LE'?><Response/>", 30],
  ])('a declaration that they cannot have is found: %s', (text, offset) => {
    expect(claimedInVain(text)).toMatchObject({ offset, declaration: true });
  });

  it.each(['<?xml version="1.0" encoding="UTF-8"?>', '<Response/>', '<!-- encoding="utf-16" -->'])(
    'but not in %s',
    (text) => {
      expect(claimedInVain(text)).toBeNull();
    },
  );
});
