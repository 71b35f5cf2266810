import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  rowAt,
  sourceIndex,
  stopAt,
  verbsOn,
  verbsOnLine,
} from '../../../src/debug/views/source/source-index.ts';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';

function documentOf(source: string) {
  const parsed = parseTwiml(source, 'http://app.test/voice');
  if (!parsed.ok) throw new Error(parsed.diagnostic.message);
  return parsed.document;
}

/** Rows as they are read on the screen, with the place in front. */
function shown(source: string, laidOut: boolean | null = true): readonly string[] {
  const { rows, labels } = sourceIndex(documentOf(source), laidOut);
  return rows.map(({ start, end, indent }, row) => {
    const label = labels[row] ?? '';
    return `${label.padStart(5)} ${' '.repeat(indent)}${source.slice(start, end)}`.trimEnd();
  });
}

describe('a document that is laid out', () => {
  it('has a row for each element, indented, with the place of verbs and nouns in the source', () => {
    const source =
      '<?xml version="1.0" encoding="UTF-8"?><Response><Say voice="alice">Hello &amp; welcome</Say>' +
      '<Gather numDigits="1"><Say>Press 1.</Say><Pause/></Gather><Dial timeout="5"><Number>1</Number>' +
      '<Client><Identity>jo</Identity></Client></Dial><Hangup></Hangup></Response>';
    expect(shown(source)).toEqual([
      '      <?xml version="1.0" encoding="UTF-8"?>',
      '      <Response>',
      ' 1:49   <Say voice="alice">Hello &amp; welcome</Say>',
      ' 1:93   <Gather numDigits="1">',
      '1:115     <Say>Press 1.</Say>',
      '1:134     <Pause/>',
      '        </Gather>',
      '1:151   <Dial timeout="5">',
      '1:169     <Number>1</Number>',
      '1:187     <Client>',
      '1:195       <Identity>jo</Identity>',
      '          </Client>',
      '        </Dial>',
      '1:234   <Hangup></Hangup>',
      '      </Response>',
    ]);
  });

  it('keeps text with SSML, CDATA and comments inside an element on its row', () => {
    const source =
      '<Response><Say>one <break/> <emphasis>two</emphasis><!-- x --></Say>' +
      '<Say><prosody rate="slow">three</prosody></Say><Say><![CDATA[<b> & ]]></Say></Response>';
    expect(shown(source)).toEqual([
      '      <Response>',
      ' 1:11   <Say>one <break/> <emphasis>two</emphasis><!-- x --></Say>',
      ' 1:69   <Say><prosody rate="slow">three</prosody></Say>',
      '1:116   <Say><![CDATA[<b> & ]]></Say>',
      '      </Response>',
    ]);
  });

  it('gives comments, processing instructions and stray text between verbs rows of their own', () => {
    const source =
      '<!-- a --><?php x?><Response>stray<Say>1</Say><!-- b --> more <Gather>text<Say>2</Say></Gather></Response>';
    expect(shown(source).map((row) => row.slice(6))).toEqual([
      '<!-- a -->',
      '<?php x?>',
      '<Response>',
      '  stray',
      '  <Say>1</Say>',
      '  <!-- b -->',
      '  more',
      '  <Gather>',
      '    text',
      '    <Say>2</Say>',
      '  </Gather>',
      '</Response>',
    ]);
  });

  it('begins a new row where a line of the source ends, in a text or in a tag', () => {
    const source = '<Response><Say\r\n  voice="alice"\r\n>One\n\n  two</Say><Pause/>\n</Response>\n';
    expect(shown(source)).toEqual([
      '      <Response>',
      ' 1:11   <Say',
      '          voice="alice"',
      '          >One',
      '          two</Say>',
      ' 5:12   <Pause/>',
      '      </Response>',
    ]);
  });

  it('nests no deeper than a screen is wide', () => {
    const deep = `<Response><Pause/>${'<Start>'.repeat(150)}${'</Start>'.repeat(150)}</Response>`;
    const { rows } = sourceIndex(documentOf(deep), true);
    expect(Math.max(...rows.map(({ indent }) => indent))).toBe(24);
    expect(rows).toHaveLength(2 + 1 + 149 * 2 + 1);
  });
});

describe('whether a document is laid out', () => {
  it.each([
    ['two verbs on a line', '<Response>\n<Say>1</Say><Say>2</Say>\n</Response>', true],
    ['a verb on the line of Response', '<Response><Hangup/></Response>', true],
    ['a prompt on the line of its Gather', '<Response>\n<Gather><Say>1</Say></Gather>\n</Response>', true],
    ['a noun on the line of its verb', '<Response>\n<Dial><Number>1</Number></Dial>\n</Response>', false],
    ['SSML on the line of its text', '<Response>\n<Say>a <break/> b</Say>\n</Response>', false],
    ['nothing at all', '<Response/>', false],
  ])('follows from %s', (_what, source, laidOut) => {
    expect(sourceIndex(documentOf(source)).laidOut).toBe(laidOut);
  });

  it('can be said: then each line is a row as it was sent', () => {
    const source = '<Response><Say>1</Say><Say>2</Say>\r\n</Response>\r\n';
    expect(shown(source, false)).toEqual(['    1 <Response><Say>1</Say><Say>2</Say>', '    2 </Response>']);
    const index = sourceIndex(documentOf(source), false);
    expect(verbsOn(index, 0).map(({ column }) => column)).toEqual([11, 23]);
    expect(verbsOnLine(documentOf(source), 1)).toBe(2);
    // The cursor of one way is found in the other.
    expect(stopAt(index, source.indexOf('<Say>2'))).toBe(1);
  });
});

const text = fc.constantFrom('', ' ', '\n', 'words', ' 日本語 👍 ', 'a &amp; b', '\r\n two\r\n lines ', '\t');
const beside = fc.oneof(text, fc.constantFrom('<!-- c\n d -->', '<?pi x?>', '<![CDATA[<Say>]]>'));
const attributes = fc.constantFrom('', ' a="1"', '\n  b="x > y"\n', " c='<!--'".replace('<', '&lt;'));
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .tuple(fc.constantFrom('Say', 'Pause', 'Number'), attributes)
      .map(([name, written]) => `<${name}${written}/>`),
    fc
      .tuple(
        fc.constantFrom('Say', 'Gather', 'Dial', 'Start'),
        attributes,
        fc.array(fc.oneof(beside, tie('element')), { maxLength: 5 }),
      )
      .map(([name, written, inside]) => `<${name}${written}>${inside.join('')}</${name}>`),
  ),
}));
const source = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0"?>', '<!-- first -->\n'),
    fc.array(fc.oneof(beside, element)),
  )
  .map(([prolog, inside]) => `${prolog}<Response>${inside.join('')}</Response>`);

describe('the rows of any document', () => {
  const solid = (written: string) => written.replaceAll(/[\t\n\r ]/g, '');

  it('have all of it but white space, in order, and each element begins on exactly one of them', () => {
    fc.assert(
      fc.property(source, fc.boolean(), (written, laidOut) => {
        const document = documentOf(written);
        const index = sourceIndex(document, laidOut);
        const texts = index.rows.map(({ start, end }) => written.slice(start, end));
        expect(solid(texts.join(''))).toBe(solid(written));
        for (const piece of texts) expect(piece).not.toMatch(/[\n\r]/);
        for (const { span, line } of document.elements) {
          const on = index.rows.filter(({ start, end }) => start <= span.start && span.start < end);
          expect(on).toHaveLength(1);
          expect(on[0]?.line).toBe(line);
          expect(index.rows[rowAt(index, span.start)]).toBe(on[0]);
        }
      }),
    );
  });

  it('have one verb each where they are laid out, and a cursor finds each verb either way', () => {
    fc.assert(
      fc.property(source, fc.boolean(), (written, laidOut) => {
        const index = sourceIndex(documentOf(written), laidOut);
        expect(index.firstStops).toHaveLength(index.rows.length);
        for (const [at, { verb, row, from }] of index.stops.entries()) {
          expect(stopAt(index, from)).toBe(at);
          if (!verb) continue;
          expect(stopAt(index, verb.span.start)).toBe(at);
          expect(rowAt(index, verb.span.start)).toBe(row);
          if (laidOut) expect(verbsOn(index, row)).toEqual([verb]);
        }
      }),
    );
  });

  it('are made once, and fast for the longest document there can be', () => {
    const long = documentOf(
      `<Response>${'<Say voice="alice">Some words here</Say>'.repeat(1500)}</Response>`,
    );
    const before = performance.now();
    const index = sourceIndex(long);
    expect(performance.now() - before).toBeLessThan(500);
    expect(index.rows).toHaveLength(1502);
    expect(sourceIndex(long)).toBe(index);
    expect(sourceIndex(long, true)).toBe(index);
  });
});
