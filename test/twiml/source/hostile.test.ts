import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseXml, XmlDocumentType } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';
import { refusal, URL_OF_DOCUMENT } from './documents.ts';
import { printedDocuments } from './random-documents.ts';

/** Large enough that a reader which needs quadratic time would run into the time limit of the test. */
const LARGE = 1_000_000;

/** What must hold for whatever somebody's server sends. */
function survives(source: string): void {
  const parsed = parseTwiml(source, URL_OF_DOCUMENT);
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  if (parsed.ok) {
    expect(parsed.document.source).toBe(text);
    expect(parsed.document.elements[0]?.name).toBe('Response');
    return;
  }
  const { code, level, url, location, excerpt, message } = parsed.diagnostic;
  expect([12100, 12102]).toContain(code);
  expect({ level, url }).toEqual({ level: 'error', url: URL_OF_DOCUMENT });
  expect(message.length).toBeLessThan(400);
  if (!location || excerpt === null) throw new Error(`a refusal without a place: ${message}`);
  expect(location.offset).toBeGreaterThanOrEqual(0);
  expect(location.offset + location.length).toBeLessThanOrEqual(Math.max(1, text.length));
  expect(excerpt.split('\n').at(-1)).toMatch(/^ *\| *\^+$/);
}

/** A document is read exactly when another parser reads it too, and Twilio's rules allow it. */
function agrees(source: string): void {
  // fast-xml-parser cuts names at this character, which XML allows in a name.
  if (source.slice(1).includes('\uFEFF')) return;
  const parsed = parseTwiml(source, URL_OF_DOCUMENT);
  expect(parsed.ok || parsed.diagnostic.code === 12102).toBe(accepted(source));
}

function accepted(source: string): boolean {
  try {
    const { children } = parseXml(source, { preserveDocumentType: true });
    return !children.some((node) => node instanceof XmlDocumentType);
  } catch {
    return false;
  }
}

const MARKUP = [
  '<',
  '>',
  '/',
  '</',
  '/>',
  '"',
  "'",
  '=',
  '&',
  ';',
  '&amp;',
  '&#',
  '&#x',
  '&#0;',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<?xml ',
  '<?php',
  '<!',
  '<!DOCTYPE',
  '[',
  ']',
  'Response',
  'Say',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\u001B',
  '\uFEFF',
  '\uFFFE',
  '😀',
  '\uD83D',
  '\uDE00',
  '__proto__',
  'xml:space="',
  'a="1"',
  '<Response>',
  '</Response>',
  '<Say>',
  '</Say>',
  '%',
  '$',
];

describe('any text', () => {
  it('is read or refused, never thrown at', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), survives), { numRuns: 300 });
  });

  it('that is made of markup is read or refused, as another parser does', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MARKUP), { maxLength: 40 }), (pieces) => {
        survives(pieces.join(''));
        agrees(pieces.join(''));
      }),
      { numRuns: 1_000 },
    );
  });

  it('inside a Response likewise', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MARKUP), { maxLength: 8 }), (pieces) => {
        const source = `<Response><Say voice="alice">${pieces.join('')}</Say></Response>`;
        survives(source);
        agrees(source);
      }),
      { numRuns: 1_000 },
    );
  });

  it('inside a start tag likewise', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MARKUP), { maxLength: 8 }), (pieces) => {
        const source = `<Response><Say ${pieces.join('')}>x</Say></Response>`;
        survives(source);
        agrees(source);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** One small damage to a text: something is put in, cut out, doubled, or the end is missing. */
const damage = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 12 }),
  piece: fc.constantFrom(...MARKUP),
  how: fc.constantFrom('insert', 'cut', 'double', 'end'),
});

type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

function damaged(source: string, { at, length, piece, how }: Damage): string {
  const start = at % (source.length + 1);
  const before = source.slice(0, start);
  if (how === 'end') return before;
  if (how === 'insert') return before + piece + source.slice(start);
  if (how === 'cut') return before + source.slice(start + length);
  return before + source.slice(start, start + length) + source.slice(start);
}

describe('a damaged document', () => {
  it('is read or refused, as another parser does', () => {
    fc.assert(
      fc.property(
        printedDocuments({ odd: true }),
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        ({ source }, all) => {
          const broken = all.reduce(damaged, source);
          survives(broken);
          agrees(broken);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  const corpus = new URL('../../../../shared/corpus/', import.meta.url);
  const files = existsSync(corpus)
    ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'))
    : [];
  const title = 'of the corpus is read or refused, as another parser does';
  it.skipIf(files.length === 0)(
    files.length > 0 ? title : `${title} (skipped: ../shared/corpus is not there)`,
    () => {
      const documents = files.map((name) =>
        readFileSync(new URL(name.replaceAll('\\', '/'), corpus), 'utf8'),
      );
      fc.assert(
        fc.property(
          fc.constantFrom(...documents),
          fc.array(damage, { minLength: 1, maxLength: 3 }),
          (source, all) => {
            const broken = all.reduce(damaged, source);
            survives(broken);
            agrees(broken);
          },
        ),
        { numRuns: 1_000 },
      );
    },
  );
});

describe('a document of a megabyte is judged in a moment', () => {
  const inside = (text: string) => `<Response>${text}</Response>`;
  it.each<readonly [string, string, boolean]>([
    ['a name that never ends', `<Response><a ${'b'.repeat(LARGE)}`, false],
    ['attribute names without values', inside(`<a ${'b '.repeat(LARGE / 2)}/>`), false],
    ['equals signs', `<a ${'='.repeat(LARGE)}`, false],
    ['equals signs and quotes', `<a ${'b="'.repeat(LARGE / 3)}`, false],
    ['spaces inside a tag', inside(`<a${' '.repeat(LARGE)}/>`), true],
    [
      'attributes',
      inside(`<a ${Array.from({ length: LARGE / 20 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
      true,
    ],
    ['start tags that never end', inside('<a '.repeat(LARGE / 3)), false],
    ['less-than signs', '<'.repeat(LARGE), false],
    ['end tags', '</a>'.repeat(LARGE / 4), false],
    ['comments that never end', inside('<!--'.repeat(LARGE / 4)), false],
    ['CDATA sections that never end', inside('<![CDATA['.repeat(LARGE / 9)), false],
    ['instructions that never end', '<?a '.repeat(LARGE / 4), false],
    ['brackets of a DOCTYPE', `<!DOCTYPE ${'['.repeat(LARGE)}`, false],
    ['ampersands', inside('&'.repeat(LARGE)), false],
    ['ampersands behind one another', inside(`&amp;${'&a'.repeat(LARGE / 2)}`), false],
    ['a reference that never ends', inside(`&${'a'.repeat(LARGE)}`), false],
    ['references', inside('&amp;'.repeat(LARGE / 5)), true],
    ['carriage returns', inside('\r'.repeat(LARGE)), true],
    ['carriage returns in an attribute', inside(`<a b="${'\r'.repeat(LARGE)}"/>`), true],
    ['line ends', inside('\r\n'.repeat(LARGE / 2)), true],
    ['astral characters', inside('😀'.repeat(LARGE / 2)), true],
    ['empty elements', inside('<a/>'.repeat(LARGE / 40)), true],
    ['comments', inside('<!---->'.repeat(LARGE / 70)), true],
    ['instructions', inside('<?a?>'.repeat(LARGE / 50)), true],
    ['quotes', inside(`<a b='${'"'.repeat(LARGE)}'/>`), true],
    ['text', inside('x'.repeat(LARGE)), true],
    ['text without an element', 'x'.repeat(LARGE), false],
    ['NULs', '\0'.repeat(LARGE), false],
    ['white space', ' '.repeat(LARGE), false],
  ])('%s', (_what, source, ok) => {
    survives(source);
    expect(parseTwiml(source, URL_OF_DOCUMENT).ok).toBe(ok);
  });
});

describe('nesting', () => {
  it.each([201, 1_000, 100_000])('of %i elements is refused, not recursed into', (depth) => {
    const source = '<Response>'.repeat(depth) + '</Response>'.repeat(depth);
    survives(source);
    expect(refusal(source).message).toBe('Document parse failure: elements are nested more than 200 deep');
  });

  it('of elements that are never closed is refused likewise', () => {
    expect(refusal('<a>'.repeat(100_000)).message).toBe(
      'Document parse failure: elements are nested more than 200 deep',
    );
  });
});

describe('entities', () => {
  it.each([
    [
      'a billion laughs',
      `<!DOCTYPE r [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`).join('')}]><Response>&a8;</Response>`,
    ],
    [
      'a quadratic blow-up',
      `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(50_000)}">]><Response>${'&a;'.repeat(5_000)}</Response>`,
    ],
    ['a file', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Response><Say>&x;</Say></Response>'],
    ['a URL', '<!DOCTYPE r PUBLIC "x" "http://127.0.0.1:1/x.dtd"><Response/>'],
    ['a parameter entity', '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:1/"> %x;]><Response/>'],
  ])('of a DOCTYPE are never read: %s', (_what, source) => {
    survives(source);
    expect(refusal(source).message).toBe('Document parse failure: DOCTYPE is not allowed');
  });
});
