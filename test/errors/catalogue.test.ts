import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/cli/catalogue-file.ts';
import { type CatalogueEntry, catalogueOf } from '../../src/errors/catalogue.ts';

const entry = (code: number, title: string, rest: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  code,
  title,
  level: 'warning',
  product: 'voice',
  effectKind: 'continue',
  effect: 'nothing',
  cause: [],
  fix: [],
  ...rest,
});
const small = catalogueOf([
  entry(100, 'Too many redirects'),
  entry(105, 'Redirect loop', { cause: ['too many of them'] }),
  entry(110, 'Say: Invalid voice', { fix: ['use a listed voice'], product: 'twiml' }),
]);
const codes = (entries: readonly CatalogueEntry[]) => entries.map(({ code }) => code);

describe('a catalogue', () => {
  it('finds an entry by its code', () => {
    expect(small.get(105)?.title).toBe('Redirect loop');
    expect(small.get(106)).toBeNull();
    expect(small.get(Number.NaN)).toBeNull();
  });

  it.each<[string, string, readonly number[]]>([
    ['words in a title, in any case and order', 'REDIRECTS too', [100]],
    ['parts of words', 'redir', [100, 105]],
    ['titles before what is told below them', 'too many', [100, 105]],
    ['causes, fixes and products', 'listed twiml', [110]],
    ['nothing that lacks one of the words', 'too many voices', []],
    ['everything without a word', '', [100, 105, 110]],
  ])('finds %s', (_, words, found) => {
    expect(codes(small.search(words))).toEqual(found);
  });

  it('names the nearest codes, in order', () => {
    expect(codes(small.near(106, 2))).toEqual([105, 110]);
    expect(codes(small.near(0, 1))).toEqual([100]);
    expect(codes(small.near(9999, 9))).toEqual([100, 105, 110]);
  });
});

describe('Twilio’s catalogue', () => {
  const { entries, search } = loadCatalogue();

  it('has each code once, in order, with everything that is shown', () => {
    expect(codes(entries)).toEqual([...new Set(codes(entries))].sort((a, b) => a - b));
    for (const { code, title, level, product, effect, effectKind } of entries) {
      expect([code, title !== '', effect.endsWith('.'), product !== '', effectKind !== undefined]).toEqual([
        code,
        true,
        true,
        true,
        true,
      ]);
      expect(['error', 'warning']).toContain(level);
    }
  });

  it('is found by the words of the documentation', () => {
    expect(codes(search('too many redirects'))).toContain(11215);
    expect(codes(search('document parse failure'))).toEqual([12100]);
  });
});
