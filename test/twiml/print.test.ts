import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/twiml/document.ts';
import { parseTwiml } from '../../src/twiml/parse.ts';
import { printTwiml } from '../../src/twiml/print.ts';
import { read } from './documents.ts';
import { printedDocuments } from './random-documents.ts';

/** What a document says, without where it says it; texts that touch are one. */
function tree(document: Document) {
  return document.elements.map(({ name, attributes, children }) => ({
    name,
    attributes: attributes.map((attribute) => [attribute.name, attribute.value]),
    children: joined(children),
  }));
}

function joined(
  children: Document['elements'][number]['children'],
): readonly (readonly [string, string | number])[] {
  const said: [string, string | number][] = [];
  for (const child of children) {
    const last = said.at(-1);
    if (child.kind === 'text' && last?.[0] === 'text') last[1] = `${last[1]}${child.text}`;
    else said.push(child.kind === 'element' ? ['element', child.id] : [child.kind, child.text]);
  }
  return said;
}

describe('a document that is printed', () => {
  it('is read back as the same tree', () => {
    fc.assert(
      fc.property(printedDocuments({ odd: true }), ({ source }) => {
        const document = read(source);
        expect(tree(read(printTwiml(document)))).toEqual(tree(document));
      }),
      { numRuns: 300 },
    );
  });

  it('is XML that a person would write', () => {
    const parsed = parseTwiml(
      '<Response>\n  <Say voice=\'man\'>Fish &amp; "chips" <!-- c --><![CDATA[<raw>]]></Say><Hangup></Hangup>\n</Response>',
      'u',
    );
    if (!parsed.ok) throw new Error('not read');
    expect(printTwiml(parsed.document)).toBe(
      '<Response>\n  <Say voice="man">Fish &amp; "chips" <!-- c --><![CDATA[<raw>]]></Say><Hangup/>\n</Response>',
    );
  });
});
