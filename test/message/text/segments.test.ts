import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../src/message/text/segments.ts';

describe('the segments of a text', () => {
  it.each([
    ['nothing', '', 'GSM-7', 1],
    ['160 characters', 'a'.repeat(160), 'GSM-7', 1],
    ['161 characters', 'a'.repeat(161), 'GSM-7', 2],
    ['306 characters', 'a'.repeat(306), 'GSM-7', 2],
    ['307 characters', 'a'.repeat(307), 'GSM-7', 3],
    ['80 characters that count double', '{'.repeat(80), 'GSM-7', 1],
    ['81 characters that count double', '€'.repeat(81), 'GSM-7', 2],
    ['an escaped character that would be split', `${'a'.repeat(152)}{${'a'.repeat(152)}`, 'GSM-7', 3],
    ['letters of the GSM alphabet', 'ÄÖÜäöüñ¿àéùìòÇØÅΔ§\n\r', 'GSM-7', 1],
    ['70 characters outside it', 'ç'.repeat(70), 'UCS-2', 1],
    ['71 characters outside it', 'ç'.repeat(71), 'UCS-2', 2],
    ['one outside it among others', `${'a'.repeat(70)}“`, 'UCS-2', 2],
    ['35 surrogate pairs', '😀'.repeat(35), 'UCS-2', 1],
    ['an emoji that would be split', `${'ç'.repeat(66)}😀${'ç'.repeat(66)}`, 'UCS-2', 3],
    ['a family that is never split', `${'ç'.repeat(60)}👨‍👩‍👧‍👦`, 'UCS-2', 2],
  ] as const)('are counted for %s', (_, text, encoding, count) => {
    expect(segmentsOf(text)).toMatchObject({ encoding, count });
  });

  it.each([
    ['nothing for a text that is in the GSM alphabet', 'plain text ä {€}', null],
    ['an emoji', 'hi 😀 ç', '😀'],
    ['a family as it is seen', 'hi 👨‍👩‍👧', '👨‍👩‍👧'],
    ['a curly quote', '{a} “b”', '“'],
  ] as const)('are UCS-2 because of %s', (_, text, because) => {
    expect(segmentsOf(text).because).toBe(because);
  });

  it('split a character that no part can hold', () => {
    expect(segmentsOf(`e${'\u0301'.repeat(200)}`).count).toBe(3);
  });
});
