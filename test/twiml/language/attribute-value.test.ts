import { describe, expect, it } from 'vitest';
import { readValue } from '../../../src/twiml/attribute-value.ts';
import type { AttributeSpec } from '../../../src/twiml/language/element-spec.ts';
import { type ProductName, SCHEMA } from '../../../src/twiml/language/schema.ts';

const PRODUCTS: readonly ProductName[] = ['voice', 'messaging', 'fax'];

/** All attributes of all products, under the name of their element. */
const all = PRODUCTS.flatMap((product) =>
  Object.values(SCHEMA.elements(product)).flatMap(({ tag, attributes }) =>
    Object.entries(attributes).map(([name, spec]) => ({ title: `${tag}.${name} (${product})`, spec })),
  ),
);
const good = { ok: true, unlisted: false };

/** What an attribute says that it expects instead of values that it refuses. */
const refusals = all
  .map(({ title, spec }) => ({
    title,
    expected: ['', 'x', '%', ' ', 'x'.repeat(1000)]
      .map((value) => readValue(spec, value))
      .flatMap((read) => (read.ok ? [] : [read.expected])),
  }))
  .filter(({ expected }) => expected.length > 0);

describe('every attribute', () => {
  // Of URLs the default is said in words.
  it.each(all.filter(({ spec }) => spec.default !== undefined && spec.type !== 'url'))(
    '$title takes its default',
    ({ spec }) => {
      expect(readValue(spec, String(spec.default))).toMatchObject(good);
    },
  );

  it.each(all.filter(({ spec }) => spec.enum !== undefined))('$title takes what it lists', ({ spec }) => {
    const values = spec.enum ?? [];
    const refused = values.filter((value) => !readValue(spec, value).ok);
    expect(values.length).toBeGreaterThan(0);
    expect(refused).toEqual([]);
    if (spec.type === 'enumList') expect(readValue(spec, values.join(' '))).toMatchObject({ value: values });
  });

  it.each(all.filter(({ spec }) => spec.min !== undefined || spec.max !== undefined))(
    '$title takes the ends of its range, and nothing beyond them',
    ({ spec }) => {
      const { min = 0, max } = spec;
      expect(readValue(spec, String(min))).toMatchObject(good);
      expect(readValue(spec, String(min - 1))).toMatchObject({ ok: false });
      if (max === undefined) return;
      expect(readValue(spec, String(max))).toMatchObject(good);
      expect(readValue(spec, String(max + 1))).toMatchObject({ ok: false });
    },
  );

  it.each(refusals)('$title says what it expects of a value that it refuses', ({ expected }) => {
    for (const words of expected) expect(words).toMatch(/^[^^$<>]{4,}$/);
  });

  it.each(all)('$title is read whatever it holds', ({ spec }) => {
    for (const value of [
      'constructor',
      '__proto__',
      '\u0000',
      '😀',
      '{{x}}',
      '1e9',
      '0x10',
      '٣',
      '9'.repeat(400),
    ])
      expect(readValue(spec, value)).toHaveProperty('ok');
  });
});

describe('a value', () => {
  const INTEGER: AttributeSpec = { type: 'integer', min: 1, max: 600, unit: 's' };
  const AUTO: AttributeSpec = {
    type: 'string',
    pattern: /^(auto|[1-9][0-9]*)$/,
    expected: 'a number of at least 1, or auto',
  };
  const KEY: AttributeSpec = {
    type: 'string',
    pattern: /^[0-9#*]?$/,
    expected: 'one key, or nothing for none',
  };

  it.each<[string, AttributeSpec, string, unknown]>([
    ['white space around a number is no part of it', INTEGER, ' 5 ', 5],
    ['leading zeros do not matter', INTEGER, '005', 5],
    ['a decimal keeps its fraction', { type: 'decimal' }, '12.50', 12.5],
    ['white space around a truth is no part of it', { type: 'boolean' }, ' true ', true],
    ['white space around a word is no part of it', { type: 'enum', enum: ['a'] }, ' a ', 'a'],
    ['white space around auto is no part of it', AUTO, ' auto ', 'auto'],
    ['an empty key is none', KEY, '', ''],
    [
      'a word in another letter case is the listed one where case does not matter',
      { type: 'enum', enum: ['Google'], anyCase: true },
      'GOOGLE',
      'Google',
    ],
    ['a list is separated by any white space', { type: 'enumList', enum: ['a', 'b'] }, ' b\t a ', ['b', 'a']],
    ['a list of numbers stays as written', { type: 'integerList', min: 1, max: 3 }, '1 3', ['1', '3']],
    ['free text keeps its white space', { type: 'string' }, ' a ', ' a '],
    ['a URL does not', { type: 'url' }, ' /a ', '/a'],
  ])('%s', (_, spec, written, value) => {
    expect(readValue(spec, written)).toEqual({ ok: true, value, unlisted: false });
  });

  it.each<[string, AttributeSpec, string, string]>([
    ['a number with a sign', INTEGER, '+5', 'a whole number of seconds from 1 to 600'],
    ['a number with an exponent', INTEGER, '1e1', 'a whole number of seconds from 1 to 600'],
    ['a number in other digits than 0 to 9', INTEGER, '５', 'a whole number of seconds from 1 to 600'],
    [
      'a number of more digits than any limit has',
      { type: 'integer', max: 9 },
      '0'.repeat(11),
      'a whole number of at most 9',
    ],
    ['a fraction where none is taken', { type: 'integer' }, '1.0', 'a whole number'],
    ['a truth in capitals', { type: 'boolean' }, 'True', 'true or false'],
    ['a number for a truth', { type: 'boolean' }, '1', 'true or false'],
    [
      'an empty list',
      { type: 'enumList', enum: ['a', 'b'] },
      ' ',
      'one or more of a, b, separated by spaces',
    ],
    [
      'a list with commas',
      { type: 'enumList', enum: ['a', 'b'] },
      'a,b',
      'one or more of a, b, separated by spaces',
    ],
    ['nothing, even of an open list', { type: 'enum', enum: ['a'], open: true }, '', 'a'],
    ['white space for a key', KEY, ' ', 'one key, or nothing for none'],
    ['a text that is too long', { type: 'string', maxLength: 2 }, 'abc', 'at most 2 characters'],
  ])('%s is refused', (_, spec, written, expected) => {
    expect(readValue(spec, written)).toEqual({ ok: false, expected });
  });

  it('that an open list does not know is good, and told as unknown', () => {
    const spec: AttributeSpec = { type: 'enumList', enum: ['a'], open: true };
    expect(readValue(spec, 'a b')).toEqual({ ok: true, value: ['a', 'b'], unlisted: true });
  });
});
