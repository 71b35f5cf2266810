import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/cli/catalogue-file.ts';
import { codesOf } from '../../../src/twiml/language/finding-codes.ts';
import { type ProductName, SCHEMA } from '../../../src/twiml/language/schema.ts';
import { FAR_ENDS, traitsOf } from '../../../src/twiml/language/traits.ts';
import { VOCABULARY } from '../../../src/twiml/language/vocabulary.ts';

const PRODUCTS: readonly ProductName[] = ['voice', 'messaging', 'fax'];
const all = PRODUCTS.flatMap((product) =>
  Object.values(SCHEMA.elements(product)).map((spec) => ({
    title: `${spec.tag} (${product})`,
    product,
    spec,
  })),
);

describe('the table of the language', () => {
  it.each(all)('$title stands in elements that are there, and has one root above it', ({ product, spec }) => {
    const known = (name: string) => SCHEMA.element(product, name) !== null;
    expect([...spec.parents, ...(spec.typedOnlyParents ?? [])].filter((name) => !known(name))).toEqual([]);
    expect(spec.parents.length > 0).toBe(spec.kind !== 'root');
    expect(spec.kind === 'root').toBe(spec.tag === 'Response');
  });

  it.each(all)('$title differs only by parents that it has, and attributes that it has', ({ spec }) => {
    const parents = [...spec.parents, ...(spec.typedOnlyParents ?? [])];
    const attributes = Object.values(spec.attributes);
    const named = [
      ...Object.keys(spec.contexts ?? {}),
      ...attributes.flatMap(({ notIn = [], requiredNotIn = [], codeIn = {} }) => [
        ...notIn,
        ...requiredNotIn,
        ...Object.keys(codeIn),
      ]),
    ];
    expect(named.filter((name) => !parents.includes(name))).toEqual([]);
    for (const context of Object.values(spec.contexts ?? {}))
      for (const name of context.attributes ?? []) expect(Object.keys(spec.attributes)).toContain(name);
    for (const { aliasOf } of attributes)
      if (aliasOf !== undefined) expect(Object.keys(spec.attributes)).toContain(aliasOf);
    const { orAttribute } = spec.text ?? {};
    if (orAttribute !== undefined) expect(Object.keys(spec.attributes)).toContain(orAttribute);
  });

  it.each(all)('$title has no attribute that was retired', ({ spec }) => {
    const retired = Object.keys(spec.retired ?? {});
    expect(retired.filter((name) => Object.hasOwn(spec.attributes, name))).toEqual([]);
  });

  it('quotes lists of Twilio that have what its own elements take', () => {
    const quoting = all.filter(({ spec }) => spec.quoted !== undefined);
    expect(quoting.length).toBeGreaterThan(0);
    for (const { spec } of quoting)
      expect(spec.quoted?.split(', ').toSorted()).toEqual(spec.children.toSorted());
  });

  it("has codes of Twilio's error dictionary only", () => {
    const { get } = loadCatalogue();
    expect([...codesOf(SCHEMA)].filter((code) => get(code) === null)).toEqual([]);
  });
});

describe('what is said by a name alone', () => {
  it('is nothing of names that somebody made up', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'Foobar', ''])
      expect(traitsOf(name)).toEqual({});
  });

  it('is JSON, as a build puts it in', () => {
    expect(JSON.parse(JSON.stringify(VOCABULARY))).toEqual(VOCABULARY);
  });

  it('is that a Gather starts its prompts, and a Prompt does not: it is no verb', () => {
    expect(traitsOf('Gather').nests).toEqual(['Say', 'Play', 'Pause']);
    expect(traitsOf('Prompt').nests).toBeUndefined();
  });

  it.each(FAR_ENDS.flatMap(({ codes, acts = [] }) => (codes ? [{ codes, acts }] : [])))(
    'of a far end with the codes $codes is a failure last, with one of them',
    ({ codes: [from, to], acts }) => {
      expect(from).toBeLessThan(to);
      const last = acts.at(-1);
      if (!last) return;
      const code = Number(/^error (\d{5})$/.exec(last.text)?.[1]);
      expect(code).toBeGreaterThanOrEqual(from);
      expect(code).toBeLessThanOrEqual(to);
    },
  );
});
