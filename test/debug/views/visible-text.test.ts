import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../src/debug/views/text/visible-text.ts';

describe('text from outside on a terminal', () => {
  it.each([
    ['an escape sequence', '\u001B[2J', '␛[2J'],
    ['a C1 control', '\u009B2J', '<U+009B>2J'],
    ['a line break and a tab', 'a\r\n\tb', 'a␍␊␉b'],
    ['zero width space in a name', '<Sa\u200By>', '<Sa<U+200B>y>'],
    ['joiners between Latin letters', 'a\u200Cb\u200Dc', 'a<U+200C>b<U+200D>c'],
    ['a word joiner', 'a\u2060b', 'a<U+2060>b'],
    ['a soft hyphen', 'a\u00ADb', 'a<U+00AD>b'],
    ['an Arabic letter mark', 'a\u061Cb', 'a<U+061C>b'],
    ['a Mongolian vowel separator', 'a\u180Eb', 'a<U+180E>b'],
    ['direction marks', '\u200E\u202E\u2066\u206A', '<U+200E><U+202E><U+2066><U+206A>'],
    ['annotation marks', '\uFFF9\uFFFB', '<U+FFF9><U+FFFB>'],
    ['line separators', '\u2028\u2029', '<U+2028><U+2029>'],
    ['tag characters', 'a\u{E0061}b', 'a<U+E0061>b'],
    ['Hangul fillers', 'a\u3164\u115F\uFFA0b', 'a<U+3164><U+115F><U+FFA0>b'],
    ['a byte order mark', '\uFEFFa', '<U+FEFF>a'],
    ['half a character', 'a\uD800b', 'a<U+D800>b'],
    ['a variation selector on nothing', 'a\uFE0Fb', 'a<U+FE0F>b'],
    ['a flood of combining marks', `e${'\u0301'.repeat(40)}x`, `e${'\u0301'.repeat(4)}<36 more marks>x`],
    ['a mark that would sit on what stands before it', '\u0338a', '<U+0338>a'],
  ])('shows %s', (_name, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each([
    ['accents', 'déjà vu, e\u0301'],
    ['several marks that Vietnamese and Thai need', 'o\u0302\u0323 ที่'],
    ['a family of emoji', '👨‍👩‍👧‍👦'],
    ['a flag of tag characters', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['a heart with its variation selector, and a keycap', '❤️ 1️⃣'],
    ['Persian with a non-joiner', 'می\u200Cخواهم'],
    ['Hindi with a joiner', 'क्\u200Dष'],
    ['Chinese, Hebrew and Arabic', '你好 שלום مرحبا'],
  ])('leaves %s alone', (_name, text) => {
    expect(visibleText(text)).toBe(text);
  });
});
