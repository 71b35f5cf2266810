import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { readValue } from '../../../src/twiml/attribute-value.ts';
import { attributeSpecOf, type ProductName, SCHEMA as schema } from '../../../src/twiml/language/schema.ts';

/** What the helper library can generate: an element inside another, with an attribute and its listed values. */
interface Typed {
  readonly parent: string;
  readonly element: string;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
}

const folder = createRequire(import.meta.url)
  .resolve('twilio/package.json')
  .replace('package.json', 'lib/twiml/');

/** The helper library's SSML classes carry a prefix, as do two nouns whose names would be taken. */
function elementName(className: string): string {
  const renamed: Readonly<Record<string, string>> = { ReferSip: 'Sip', SipUri: 'Uri' };
  if (Object.hasOwn(renamed, className)) return renamed[className] ?? className;
  if (className.endsWith('Response')) return 'Response';
  if (!className.startsWith('Ssml')) return className;
  return className
    .slice(4)
    .replace(/(?<!^)[A-Z]/g, '-$&')
    .toLowerCase();
}

/** Reads a declaration file: which class has a method for which, and what the interface of its attributes lists. */
function typings(file: string): readonly Typed[] {
  const source = readFileSync(folder + file, 'utf8');
  const unions = new Map(
    [...source.matchAll(/^ {4}type (\w+) = (.+);$/gm)].map(([, name = '', union = '']) => [
      name,
      [...union.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value),
    ]),
  );
  const interfaces = new Map(
    [...source.matchAll(/interface (\w+) \{([^}]*)\}/g)].map(([, name = '', body = '']) => [
      name,
      [...body.matchAll(/^\s+"?([\w:-]+)"?\??: ([\w.]+)/gm)].map(([, attribute = '', type = '']) => ({
        name: attribute,
        values: unions.get(type.replace(/^.*\./, '')) ?? (type === 'boolean' ? ['true', 'false'] : []),
      })),
    ]),
  );
  const classes = [...source.matchAll(/class (\w+) extends TwiML \{(.*?)^\s*\}$/gms)];
  return classes.flatMap(([, parent = '', body = '']) =>
    [...body.matchAll(/^\s+"?\w+"?\((.*)\): \w+\.(\w+);$/gm)].map(([, parameters = '', child = '']) => ({
      parent: elementName(parent),
      element: elementName(child),
      attributes: interfaces.get(/attributes\??: \w+\.(\w+)/.exec(parameters)?.[1] ?? '') ?? [],
    })),
  );
}

const PRODUCTS: readonly (readonly [ProductName, string, number])[] = [
  ['voice', 'VoiceResponse.d.ts', 100],
  ['messaging', 'MessagingResponse.d.ts', 4],
  ['fax', 'FaxResponse.d.ts', 1],
];

describe.each(PRODUCTS)('the typings of the helper library for %s (%s)', (product, file, least) => {
  const typed = typings(file);

  it('can be read', () => {
    expect(new Set(typed.map(({ parent, element }) => `${parent}>${element}`)).size).toBeGreaterThanOrEqual(
      least,
    );
    expect(typed.some(({ attributes }) => attributes.length > 0)).toBe(true);
  });

  it('name no element that is unknown, and none inside another that does not take it', () => {
    const unknown = typed.filter(({ parent, element }) => {
      const spec = schema.element(product, parent);
      return (
        !schema.element(product, element) ||
        ![...(spec?.children ?? []), ...(spec?.typedOnlyChildren ?? [])].includes(element)
      );
    });
    expect(unknown).toEqual([]);
  });

  it('name no attribute that is unknown where its element stands', () => {
    const unknown = typed.flatMap(({ parent, element, attributes }) => {
      const spec = schema.element(product, element);
      return attributes
        .filter(({ name }) => !spec || (parent !== 'Stop' && !known(parent, name)))
        .map(({ name }) => `${parent}>${element}.${name}`);
      function known(inside: string, name: string) {
        // The library lets a <Play> inside a <Gather> have digits, which the documentation forbids.
        if (inside === 'Gather' && element === 'Play' && name === 'digits') return true;
        return spec !== null && attributeSpecOf(spec, inside, name) !== null;
      }
    });
    expect(unknown).toEqual([]);
  });

  it('list no value that would be refused or told as unknown', () => {
    const refused = typed.flatMap(({ element, attributes }) =>
      attributes.flatMap(({ name, values }) => {
        const spec = schema.element(product, element)?.attributes[name];
        return values.flatMap((value) => {
          const read = spec ? readValue(spec, value) : null;
          return read?.ok && !read.unlisted ? [] : [`${element}.${name}="${value}"`];
        });
      }),
    );
    expect([...new Set(refused)]).toEqual([]);
  });
});
