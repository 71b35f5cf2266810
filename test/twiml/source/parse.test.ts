import { describe, expect, it } from 'vitest';
import type { Element } from '../../../src/twiml/document.ts';
import { attributes, contentOf, cut, find, read, URL_OF_DOCUMENT } from './documents.ts';

const places = (source: string) =>
  read(source).elements.map(({ name, line, column }) => [name, line, column] as const);

describe('a document', () => {
  const source =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n  <Say voice="alice">Hi</Say>\n</Response>\n';

  it('lists its elements in document order, each with its number, parent and children', () => {
    const { elements, url } = read(source);
    expect(url).toBe(URL_OF_DOCUMENT);
    expect(elements.map(({ id, name, parent }) => [id, name, parent])).toEqual([
      [0, 'Response', null],
      [1, 'Say', 0],
    ]);
    expect(elements.map((element) => contentOf(read(source), element))).toEqual([
      [
        ['text', '\n  '],
        ['element', 'Say'],
        ['text', '\n'],
      ],
      [['text', 'Hi']],
    ]);
  });

  it('knows where each element, its start tag and its attributes stand', () => {
    const document = read(source);
    const say = find(document, 'Say');
    expect(cut(document, say.span)).toBe('<Say voice="alice">Hi</Say>');
    expect(cut(document, say.tag)).toBe('<Say voice="alice">');
    expect([say.line, say.column]).toEqual([3, 3]);
    expect(
      say.attributes.map(({ nameSpan, valueSpan }) => [cut(document, nameSpan), cut(document, valueSpan)]),
    ).toEqual([['voice', 'alice']]);
  });

  it('is plain data that survives a recording', () => {
    const document = read(source);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('reads the same when it comes a second time, under its own URL', () => {
    const again = read(source);
    expect(again).toEqual(read(source));
    expect(again.url).toBe(URL_OF_DOCUMENT);
  });

  it('may consist of an empty Response: no verb is left to run', () => {
    expect(read('<Response/>').elements.map(({ name, children }) => [name, children])).toEqual([
      ['Response', []],
    ]);
  });

  it('keeps the names as they are written: "names are case-sensitive"', () => {
    expect(read('<Response><say/><SAY/></Response>').elements.map(({ name }) => name)).toEqual([
      'Response',
      'say',
      'SAY',
    ]);
  });

  it('keeps a prefix in a name, as in amazon:effect', () => {
    const document = read(
      '<Response><Say><amazon:effect name="whispered">x</amazon:effect></Say></Response>',
    );
    expect(attributes(find(document, 'amazon:effect'))).toEqual([['name', 'whispered']]);
  });

  it.each(['constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__proto__'])(
    'may name an element and an attribute %s, though JavaScript means something by it',
    (name) => {
      const document = read(`<Response><${name} ${name}="1">x</${name}><${name}/></Response>`);
      expect(document.elements.map((element) => element.name)).toEqual(['Response', name, name]);
      expect(document.elements.map(attributes)).toEqual([[], [[name, '1']], []]);
    },
  );

  it('may go 200 elements deep', () => {
    const nested = `${'<Say>'.repeat(199)}x${'</Say>'.repeat(199)}`;
    expect(read(`<Response>${nested}</Response>`).elements).toHaveLength(200);
  });
});

describe('lines and columns', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['a lone CR', '\r'],
  ])('are counted over %s', (_name, newline) => {
    const source = ['<Response>', '<Say>a</Say>', '', '  <Play>b</Play>', '</Response>'].join(newline);
    expect(places(source)).toEqual([
      ['Response', 1, 1],
      ['Say', 2, 1],
      ['Play', 4, 3],
    ]);
  });

  it('are counted over all three in one document', () => {
    expect(
      places('<Response>\r\n<Say/>\r<Say/>\n<Say/>\n\r<Say/></Response>').map(([, line]) => line),
    ).toEqual([1, 2, 3, 4, 6]);
  });

  it('count a tab as one column', () => {
    expect(places('<Response>\n\t\t<Say/></Response>')[1]).toEqual(['Say', 2, 3]);
  });

  it('count an astral character as two columns, as editors do', () => {
    expect(places('<Response>😀<Say>😀</Say><Play/></Response>')).toEqual([
      ['Response', 1, 1],
      ['Say', 1, 13],
      ['Play', 1, 26],
    ]);
  });

  it('do not count a byte-order mark', () => {
    const { source, elements } = read('\uFEFF<Response/>');
    expect(source).toBe('<Response/>');
    expect(elements[0]).toMatchObject({ line: 1, column: 1, span: { start: 0, end: 11 } });
  });

  it('count lines inside attributes, comments, CDATA and instructions', () => {
    const source = '<Response\n a="1\n2">\n<!--\n--><![CDATA[\n]]><?x\n?><Say/></Response>';
    expect(places(source)[1]).toEqual(['Say', 7, 3]);
  });

  it('point at the start tag when a tag is spread over lines', () => {
    const document = read('<Response>\n<Say\n  voice="alice"\n>x</Say\n></Response>');
    const say = find(document, 'Say');
    expect([say.line, say.column]).toEqual([2, 1]);
    expect(cut(document, say.span)).toBe('<Say\n  voice="alice"\n>x</Say\n>');
    expect(cut(document, say.tag)).toBe('<Say\n  voice="alice"\n>');
  });
});

describe('attributes', () => {
  const only = (written: string): Element => find(read(`<Response><Say ${written}/></Response>`), 'Say');

  it('come in their order, in either quotes, with white space around the equals sign', () => {
    expect(attributes(only(`b="1" a = '2'\n c\t=\r\n"3"`))).toEqual([
      ['b', '1'],
      ['a', '2'],
      ['c', '3'],
    ]);
  });

  it('may hold the other quote, a slash and a greater-than sign', () => {
    expect(attributes(only(`a="it's" b='"x"' c="/>" d="a/"`))).toEqual([
      ['a', "it's"],
      ['b', '"x"'],
      ['c', '/>'],
      ['d', 'a/'],
    ]);
  });

  it('may be empty', () => {
    const document = read('<Response><Gather finishOnKey=""/></Response>');
    const [attribute] = find(document, 'Gather').attributes;
    expect(attribute).toMatchObject({ value: '' });
    expect(attribute && attribute.valueSpan.end - attribute.valueSpan.start).toBe(0);
  });

  it('have their references decoded once', () => {
    expect(attributes(only('a="&lt;&amp;lt;&quot;&apos;&gt;" b="/x?a=1&amp;b=2"'))).toEqual([
      ['a', `<&lt;"'>`],
      ['b', '/x?a=1&b=2'],
    ]);
  });

  it('have written line ends and tabs made spaces, one for a CRLF (XML 1.0 section 3.3.3)', () => {
    expect(attributes(only('a="1\n2\t3\r\n4\r5  6"'))).toEqual([['a', '1 2 3 4 5  6']]);
  });

  it('keep a line end, a tab or a carriage return that is written as a reference (section 3.3.3)', () => {
    expect(attributes(only('a="1&#10;2&#9;3&#13;4&#xA;5"'))).toEqual([['a', '1\n2\t3\r4\n5']]);
  });

  it('keep the white space around their values', () => {
    expect(attributes(only('a="  x  "'))).toEqual([['a', '  x  ']]);
  });

  it('are never taken for numbers or booleans', () => {
    expect(attributes(only('a="007" b="true" c="1e3" d="0x10"'))).toEqual([
      ['a', '007'],
      ['b', 'true'],
      ['c', '1e3'],
      ['d', '0x10'],
    ]);
  });

  it('have spans that slice to what is written, references and line ends included', () => {
    const document = read(`<Response>\r\n<Say a="&amp;\r\n😀"\tb = 'x'/></Response>`);
    const spans = find(document, 'Say').attributes.map(({ nameSpan, valueSpan }) => [
      cut(document, nameSpan),
      cut(document, valueSpan),
      cut(document, { start: nameSpan.start, end: valueSpan.end + 1 }),
    ]);
    expect(spans).toEqual([
      ['a', '&amp;\r\n😀', 'a="&amp;\r\n😀"'],
      ['b', 'x', "b = 'x'"],
    ]);
  });
});

describe('what stands between tags', () => {
  const inside = (written: string) => {
    const document = read(`<Response><Say>${written}</Say></Response>`);
    return contentOf(document, find(document, 'Say'));
  };

  it('is text, CDATA, comments and elements, in order', () => {
    expect(inside('a<!-- b --><![CDATA[<c>&amp;]]><break/>d')).toEqual([
      ['text', 'a'],
      ['comment', ' b '],
      ['cdata', '<c>&amp;'],
      ['element', 'break'],
      ['text', 'd'],
    ]);
  });

  it('has spans that cover the markup of a comment and of CDATA', () => {
    const document = read('<Response>a<!-- b --><![CDATA[c]]></Response>');
    const spans = find(document, 'Response').children.flatMap((child) =>
      child.kind === 'element' ? [] : [cut(document, child.span)],
    );
    expect(spans).toEqual(['a', '<!-- b -->', '<![CDATA[c]]>']);
  });

  it('keeps an empty CDATA section and an empty comment', () => {
    expect(inside('<![CDATA[]]><!---->')).toEqual([
      ['cdata', ''],
      ['comment', ''],
    ]);
  });

  it('keeps several CDATA sections apart, as when ]]> is split over two', () => {
    expect(inside('<![CDATA[a]]]]><![CDATA[>b]]>')).toEqual([
      ['cdata', 'a]]'],
      ['cdata', '>b'],
    ]);
  });

  it('has the five references of XML and numeric ones decoded', () => {
    expect(inside('&lt;&gt;&amp;&quot;&apos; &#65;&#x42;&#x63; &#128512;&#x1F600;')).toEqual([
      ['text', `<>&"' ABc 😀😀`],
    ]);
  });

  it('has a numeric reference taken by its Unicode number, not by that of Windows-1252', () => {
    expect(inside('&#128;&#150;')).toEqual([['text', '\u0080\u0096']]);
  });

  it('is decoded once: &amp;lt; is &lt;', () => {
    expect(inside('&amp;lt;&amp;#65;')).toEqual([['text', '&lt;&#65;']]);
  });

  it('has its line ends made LF (XML 1.0 section 2.11), but for a carriage return written as a reference', () => {
    expect(inside('a\r\nb\rc&#13;d<![CDATA[e\r\nf]]><!--g\rh-->')).toEqual([
      ['text', 'a\nb\nc\rd'],
      ['cdata', 'e\nf'],
      ['comment', 'g\nh'],
    ]);
  });

  it('keeps its white space', () => {
    expect(inside('\n  a\t b \n')).toEqual([['text', '\n  a\t b \n']]);
  });

  it('is never taken for a number or a boolean', () => {
    expect(inside('007')).toEqual([['text', '007']]);
    expect(inside('true')).toEqual([['text', 'true']]);
  });

  it('may hold a greater-than sign and two closing brackets', () => {
    expect(inside('a > b ]] c')).toEqual([['text', 'a > b ]] c']]);
  });

  it('does not count as content of the document around the root', () => {
    const document = read('<!-- a -->\n<?x y?>\n<Response/>\n<!-- b -->\n');
    expect(document.elements.map(({ name, children }) => [name, children])).toEqual([['Response', []]]);
  });
});

describe('processing instructions', () => {
  it('say nothing, and split the text around them', () => {
    const document = read('<Response>a<?pi some thing?>b</Response>');
    expect(contentOf(document, find(document, 'Response'))).toEqual([
      ['text', 'a'],
      ['text', 'b'],
    ]);
  });

  it.each([
    "<?note it's?>",
    '<?x a="?>',
    '<?x \'a" ?>',
    '<?php echo "<Say>"; ?>',
    '<?xml-stylesheet href="a"?>',
    '<?a?>',
  ])('may hold anything up to the first ?>, as %s does', (instruction) => {
    const document = read(`${instruction}<Response>${instruction}<Say a="1">x</Say></Response>`);
    expect(contentOf(document, find(document, 'Response'))).toEqual([['element', 'Say']]);
    expect(cut(document, find(document, 'Say').span)).toBe('<Say a="1">x</Say>');
  });
});

describe('the XML declaration', () => {
  it.each([
    '<?xml version="1.0"?>',
    "<?xml version='1.0' encoding='utf-8'?>",
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<?xml version="1.1"?>',
    '<?xml\tversion = "1.0"\n?>',
  ])('%s is passed over', (declaration) => {
    expect(read(`${declaration}<Response/>`).elements).toHaveLength(1);
  });
});
