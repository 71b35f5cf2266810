import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lex, type Token } from '../../../src/twiml/source/lexer.ts';

/** The pieces of a source as [kind, what stands there]. */
const pieces = (source: string) =>
  [...lex(source)].map(({ kind, span }) => [kind, source.slice(span.start, span.end)] as const);

const tag = (source: string): Extract<Token, { kind: 'open' }> => {
  const [token] = lex(source);
  if (token?.kind !== 'open') throw new Error(`no start tag: ${source}`);
  return token;
};

const attributes = (source: string) =>
  tag(source).attributes.map(({ name, value }) => [
    source.slice(name.start, name.end),
    source.slice(value.start, value.end),
  ]);

describe('lex', () => {
  it('cuts a document into all its pieces', () => {
    const source =
      '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x ">">]>\n<Response a="1"><!-- <c> --><?pi >?>t<![CDATA[<d>]]><Say/></Response>';
    expect(pieces(source)).toEqual([
      ['declaration', '<?xml version="1.0"?>'],
      ['doctype', '<!DOCTYPE r [<!ENTITY x ">">]>'],
      ['text', '\n'],
      ['open', '<Response a="1">'],
      ['comment', '<!-- <c> -->'],
      ['instruction', '<?pi >?>'],
      ['text', 't'],
      ['cdata', '<![CDATA[<d>]]>'],
      ['open', '<Say/>'],
      ['close', '</Response>'],
    ]);
  });

  it('knows an empty element by its slash', () => {
    expect([tag('<Say/>').empty, tag('<Say />').empty, tag('<Say a="/">').empty]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('does not end a tag inside a quoted value', () => {
    expect(pieces(`<Say a=">" b='/>'>x`)).toEqual([
      ['open', `<Say a=">" b='/>'>`],
      ['text', 'x'],
    ]);
  });

  it('gives the range of each name and value, without the quotes', () => {
    expect(attributes(`<Say a="1"\n b = '2' c=""/>`)).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', ''],
    ]);
  });

  it('separates by the white space of XML alone: a no-break space belongs to a name', () => {
    expect(tag('<Say\u00A0x>').name).toBe('Say\u00A0x');
    expect(attributes('<Say a\u3000b="1">')).toEqual([['a\u3000b', '1']]);
  });

  it('takes <?xml-stylesheet?> for an instruction, not for the declaration', () => {
    expect(pieces('<?xml-stylesheet href="a"?><?xml?>')).toEqual([
      ['instruction', '<?xml-stylesheet href="a"?>'],
      ['declaration', '<?xml?>'],
    ]);
  });

  it.each([
    ['<Say a=1 b="2">', [['b', '2']]],
    ['<Say a b="2">', [['b', '2']]],
    ['<Say "x" b="2">', [['b', '2']]],
    ['<Say a="1>', []],
    ['<Say = b="2">', [['b', '2']]],
  ])('guesses at attributes that are not well formed: %s', (source, found) => {
    expect(attributes(source)).toEqual(found);
  });

  it.each([
    ['<Say', [['open', '<Say']]],
    ['<', [['open', '<']]],
    ['</Say', [['close', '</Say']]],
    ['<!-- x', [['comment', '<!-- x']]],
    ['<![CDATA[ x', [['cdata', '<![CDATA[ x']]],
    ['<?pi x', [['instruction', '<?pi x']]],
    ['<!DOCTYPE x [', [['doctype', '<!DOCTYPE x [']]],
    ['', []],
  ])('takes what is never closed to the end: "%s"', (source, found) => {
    expect(pieces(source)).toEqual(found);
  });

  it('covers any text without gaps or overlaps', () => {
    const markup = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '!',
      '?',
      '-',
      '[',
      ']',
      'a',
      ' ',
      '\n',
      '😀',
      '&',
      '<!--',
      '-->',
    );
    fc.assert(
      fc.property(fc.array(markup, { maxLength: 60 }), (chars) => {
        const source = chars.join('');
        const tokens = [...lex(source)];
        expect(tokens.map(({ span }) => source.slice(span.start, span.end)).join('')).toBe(source);
        expect(tokens.every(({ span }) => span.end > span.start)).toBe(true);
      }),
    );
  });
});
