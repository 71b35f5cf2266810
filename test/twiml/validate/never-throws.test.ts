import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProductName } from '../../../src/twiml/language/schema.ts';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';
import { guessProduct, validate } from '../../../src/twiml/validate.ts';
import { printedDocuments } from '../source/random-documents.ts';
import { LANGUAGE } from './marked.ts';

const CORPUS = new URL('../../../../shared/corpus/', import.meta.url);
const here = existsSync(new URL('index.json', CORPUS));
const PRODUCTS: readonly ProductName[] = ['voice', 'messaging', 'fax'];

/** Looks through a text as each product, and holds every finding to what any finding must be. */
function lookedThrough(source: string): void {
  const parsed = parseTwiml(source, 'a.xml');
  if (!parsed.ok) {
    expect([12100, 12101, 12102]).toContain(parsed.diagnostic.code);
    return;
  }
  const { document } = parsed;
  expect(PRODUCTS).toContain(guessProduct(document, LANGUAGE));
  for (const product of PRODUCTS) {
    let last = 0;
    for (const finding of validate(document, product, LANGUAGE)) {
      const { location, element, code, rule, message, help } = finding;
      if (!location) throw new Error(`nowhere: ${message}`);
      expect(location.offset).toBeGreaterThanOrEqual(last);
      expect(location.offset + location.length).toBeLessThanOrEqual(document.source.length);
      expect(document.elements[element]).toBeDefined();
      expect(code === null).toBe(rule !== null);
      expect(`${message} ${help}`).not.toMatch(/undefined|NaN|\[object/);
      expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
      last = location.offset;
    }
  }
}

const voice = LANGUAGE.schema.elements('voice');
const NAMES = [
  ...Object.keys(voice),
  ...Object.keys(LANGUAGE.schema.elements('messaging')),
  'Foobar',
  'constructor',
  '__proto__',
  'toString',
  'say',
  'ns:Say',
  'Größe',
];
const ATTRIBUTES = [
  ...new Set(Object.values(voice).flatMap(({ attributes }) => Object.keys(attributes))),
  'constructor',
  '__proto__',
  'hasOwnProperty',
  'ü',
];
const VALUES = [
  '',
  ' ',
  '0',
  '-1',
  '5',
  'true',
  'True',
  'auto',
  'GET',
  'alice',
  '{{x}}',
  '/a',
  'https://a_b.test/',
  'x:y',
  'wss://a.test/?b',
  '#',
  '##',
  '😀',
  '&lt;&amp;',
  '+15551230001',
  'constructor',
];

/** Documents made of TwiML's own words, in any order. */
const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...VALUES),
    fc.constantFrom('<!-- a -->', '<![CDATA[<b>]]>', '\n'),
    tie('element'),
  ),
  element: fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.uniqueArray(fc.tuple(fc.constantFrom(...ATTRIBUTES), fc.constantFrom(...VALUES)), {
        maxLength: 4,
        selector: ([name]) => name,
      }),
      fc.array(tie('content'), { maxLength: 5 }),
    )
    .map(([name, attributes, content]) => {
      const written = attributes.map(([attribute, value]) => ` ${attribute}="${value}"`).join('');
      return `<${name}${written}>${content.join('')}</${name}>`;
    }),
}));

describe('validation never throws, and points into the document', () => {
  it('whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) =>
        lookedThrough(new TextDecoder('latin1').decode(bytes)),
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) =>
        lookedThrough(`<Response><Say>${text}</Say></Response>`),
      ),
    );
  });

  it('whatever tree comes', () => {
    fc.assert(
      fc.property(printedDocuments({ odd: true }), ({ source }) => lookedThrough(source)),
      { numRuns: 300 },
    );
  });

  it('whatever is made of the words of TwiML', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 6 }), (verbs) =>
        lookedThrough(`<Response>${verbs.join('')}</Response>`),
      ),
      { numRuns: 1000 },
    );
  });

  it.skipIf(!here)(
    `whatever becomes of a document of the corpus${here ? '' : ' (skipped: ../shared/corpus is not there)'}`,
    () => {
      const { documents } = JSON.parse(readFileSync(new URL('index.json', CORPUS), 'utf8')) as {
        documents: { file: string }[];
      };
      const sources = documents.map(({ file }) => readFileSync(new URL(file, CORPUS), 'utf8'));
      const mutation = fc.record({
        source: fc.constantFrom(...sources),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat({ max: 12 }),
        put: fc.constantFrom(
          '',
          ...VALUES,
          '<',
          '>',
          '"',
          '<Say>',
          '</Say>',
          '<Dial/>',
          ' a="1"',
          '\u0000',
          '\uFEFF',
        ),
      });
      fc.assert(
        fc.property(mutation, ({ source, at, cut, put }) => {
          const start = Math.floor(at * source.length);
          lookedThrough(source.slice(0, start) + put + source.slice(start + cut));
        }),
        { numRuns: 1000 },
      );
    },
  );
});

/** Shapes that made a validator slow once, as large as Twilio takes them: a quadratic step would not come to an end. */
describe('validation of 64 kB comes to an end', () => {
  const fill = (unit: (index: number) => string) => {
    let body = '';
    for (let index = 0; body.length < 64_000; index++) body += unit(index);
    return `<Response>${body}</Response>`;
  };

  it.each<[what: string, source: string, findings: number]>([
    ['verbs on one line', fill(() => '<Pause length="x"/>'), 3369],
    ['voices that nobody knows', fill((index) => `<Say voice="Google.en-US-Chirp${index}">a</Say>`), 1515],
    ['names that nobody knows', fill((index) => `<Gahter${index}/>`), 5009],
    [
      'attributes that nobody knows',
      `<Response><Say ${Array.from({ length: 6000 }, (_, index) => `a${index}=""`).join(' ')}>a</Say></Response>`,
      6000,
    ],
    ['one name', `<Response><${'x'.repeat(64_000)}/></Response>`, 1],
    ['one value', `<Response><Say voice="${'x'.repeat(64_000)}">a</Say></Response>`, 1],
    ['one list', `<Response><Gather input="${'dtmf '.repeat(12_000)}"/></Response>`, 0],
    ['one number', `<Response><Dial>${'1 '.repeat(32_000)}x</Dial></Response>`, 1],
    ['marks of placeholders', `<Response><Gather timeout="${'{{'.repeat(32_000)}"/></Response>`, 1],
    ['one text', `<Response><Say>${'a &amp; '.repeat(9000)}</Say></Response>`, 1],
    ['white space', `<Response><Say>${' '.repeat(64_000)}</Say></Response>`, 1],
    ['texts and comments', fill(() => 'a<!--b-->'), 1],
    ['nouns', `<Response><Dial>${'<Number>1</Number>'.repeat(3500)}</Dial></Response>`, 3501],
    ['nesting', `<Response>${'<Say>'.repeat(190)}${'</Say>'.repeat(190)}</Response>`, 2],
    [
      'nested SSML',
      `<Response><Say>${'<prosody>'.repeat(190)}${'x'.repeat(60_000)}${'</prosody>'.repeat(190)}</Say></Response>`,
      2,
    ],
    ['lines', fill((index) => `<Say loop="${index}x">a</Say>\n`), 2505],
  ])('of %s', (_, source, findings) => {
    const parsed = parseTwiml(source, 'a.xml');
    if (!parsed.ok) throw new Error(parsed.diagnostic.message);
    expect(validate(parsed.document, 'voice', LANGUAGE)).toHaveLength(findings);
  });
});
