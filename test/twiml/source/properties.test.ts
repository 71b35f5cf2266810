import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, read } from './documents.ts';
import { readByParseXml, readByUs, spansByFastXmlParser } from './other-parsers.ts';
import { printedDocuments } from './random-documents.ts';

const RUNS = { numRuns: 300 };

describe('any document that is printed and read back', () => {
  it('has the same names, values, texts, spans, lines and columns', () => {
    fc.assert(
      fc.property(printedDocuments({ odd: true }), ({ source, elements }) => {
        expect(read(source).elements).toEqual(elements);
      }),
      RUNS,
    );
  });

  it('reads as @rgrove/parse-xml reads it, and stands where that says', () => {
    fc.assert(
      fc.property(printedDocuments({ odd: true }), ({ source }) => {
        expect(readByUs(read(source))).toEqual(readByParseXml(source));
      }),
      RUNS,
    );
  });

  it('stands where fast-xml-parser says', () => {
    fc.assert(
      fc.property(printedDocuments({ odd: false }), ({ source }) => {
        const spans = read(source).elements.map(({ name, span }) => [name, span.start, span.end]);
        const told = spansByFastXmlParser(source).filter(([name]) => name !== '?xml');
        expect(spans).toEqual(told);
      }),
      RUNS,
    );
  });

  it('has spans that slice to what they are spans of', () => {
    fc.assert(
      fc.property(printedDocuments({ odd: true }), ({ source }) => {
        const document = read(source);
        for (const element of document.elements) {
          expect(cut(document, element.span).startsWith(cut(document, element.tag))).toBe(true);
          expect(cut(document, element.tag)).toMatch(/^<[\s\S]*>$/);
          expect(cut(document, element.span)).toMatch(/(?:\/|<\/[^<>]*)>$/);
          for (const { name, nameSpan, valueSpan } of element.attributes) {
            expect(cut(document, nameSpan)).toBe(name);
            expect(source[valueSpan.start - 1]).toMatch(/["']/);
            expect(source[valueSpan.end]).toBe(source[valueSpan.start - 1]);
          }
        }
      }),
      RUNS,
    );
  });

  it('is plain data', () => {
    fc.assert(
      fc.property(printedDocuments({ odd: true }), ({ source }) => {
        const document = read(source);
        expect(JSON.parse(JSON.stringify(document))).toEqual(document);
      }),
    );
  });
});
