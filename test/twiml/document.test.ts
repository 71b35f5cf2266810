import { describe, expect, it } from 'vitest';
import { attributeOf, attributesOf, childElements, elementOf, textOf } from '../../src/twiml/document.ts';
import { find, read } from './source/documents.ts';

const document = read(
  '<Response><Gather action="/a" method="GET"><Say>Hi</Say>x<Pause/></Gather><Play> /a<!-- b -->.<![CDATA[mp3]]> </Play></Response>',
);

describe('childElements', () => {
  it('are the elements directly inside another, in order, without text', () => {
    expect(childElements(document, 0).map(({ name }) => name)).toEqual(['Gather', 'Play']);
    expect(childElements(document, 1).map(({ name }) => name)).toEqual(['Say', 'Pause']);
    expect(childElements(document, 2)).toEqual([]);
  });
});

describe('elementOf', () => {
  it('is the element with a number', () => {
    expect(elementOf(document, 2).name).toBe('Say');
  });

  it('throws for a number that no element has: that is our mistake, not the document’s', () => {
    expect(() => elementOf(document, 99)).toThrow('no element 99 in http://app.test/voice');
  });
});

describe('attributes', () => {
  it('are found by their exact name', () => {
    const gather = find(document, 'Gather');
    expect([
      attributeOf(gather, 'method'),
      attributeOf(gather, 'Method'),
      attributeOf(gather, 'input'),
    ]).toEqual(['GET', undefined, undefined]);
  });

  it('can be shown as a record, whatever their names', () => {
    expect(attributesOf(find(document, 'Gather'))).toEqual({ action: '/a', method: 'GET' });
    const odd = attributesOf(find(read('<Response __proto__="1"/>'), 'Response'));
    expect(Object.entries(odd)).toEqual([['__proto__', '1']]);
  });
});

describe('textOf', () => {
  it('is text and CDATA together, without comments and the white space around: "XML comments are ignored"', () => {
    expect(textOf(document, find(document, 'Play').id)).toBe('/a.mp3');
  });

  it('leaves out what is inside nested elements', () => {
    expect(textOf(document, find(document, 'Gather').id)).toBe('x');
  });
});
