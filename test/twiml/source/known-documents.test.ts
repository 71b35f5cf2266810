import { describe, expect, it } from 'vitest';
import { knownElements, rememberElements } from '../../../src/twiml/source/known-documents.ts';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';
import { read } from './documents.ts';

const numbered = (number: number) => `<Response><!-- known ${number} --></Response>`;

describe('documents that were read before', () => {
  it('are known by their source alone: the same elements under another URL', () => {
    const source = numbered(-1);
    const first = read(source);
    expect(knownElements(source)).toBe(first.elements);
    expect(parseTwiml(source, 'http://app.test/other')).toEqual({
      ok: true,
      document: { ...first, url: 'http://app.test/other' },
    });
  });

  it('are known without the byte-order mark that one of them began with', () => {
    const { elements } = read(`\uFEFF${numbered(-2)}`);
    expect(read(numbered(-2)).elements).toBe(elements);
  });

  it('are none that was refused', () => {
    parseTwiml('<Response>known & refused</Response>', 'u');
    expect(knownElements('<Response>known & refused</Response>')).toBeNull();
  });

  it('are 64 at most: the one kept longest is forgotten first', () => {
    for (let number = 0; number <= 64; number++) rememberElements(numbered(number), []);
    expect([0, 1, 64].map((number) => knownElements(numbered(number)))).toEqual([null, [], []]);
  });
});
