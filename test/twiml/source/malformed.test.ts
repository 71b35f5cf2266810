import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../../src/errors/diagnostic.ts';
import { lineTable } from '../../../src/errors/line-table.ts';
import { refusal, URL_OF_DOCUMENT } from './documents.ts';

/** What a refusal says, where, and what it underlines. */
function told(source: string) {
  const { code, level, message, location, help } = refusal(source);
  if (!location) throw new Error('it has no location');
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  return {
    said: `${level} ${code} ${message}`,
    at: `${location.line}:${location.column}`,
    under: text.slice(location.offset, location.offset + location.length),
    help,
  };
}

/** One rule: a source that breaks it, and what is said about it. */
interface Rule {
  readonly source: string;
  readonly says: string;
  readonly at: string;
  readonly under: string;
  readonly help: string | null;
}

function breaks(rules: Readonly<Record<string, Rule>>): void {
  it.each(Object.entries(rules))('%s', (_rule, { source, says, at, under, help }) => {
    expect(told(source)).toEqual({ said: `error 12100 Document parse failure: ${says}`, at, under, help });
  });
}

const AMPERSAND = 'write &amp; for an ampersand, in text and in URLs';
const LESS_THAN = 'write &lt; for a less-than sign';
const PRINTED_BEFORE =
  'something was printed before the document: debug output, or a warning of PHP or of your framework?';

describe('a refused document', () => {
  it('shows the place with a caret, its URL, and what to try', () => {
    const source = '<?xml version="1.0"?>\n<Response>\n  <Say>Fish & chips</Say>\n</Response>';
    expect(refusal(source)).toEqual(
      diagnostic({
        code: 12100,
        level: 'error',
        message: 'Document parse failure: a raw & is not allowed',
        help: AMPERSAND,
        location: {
          url: URL_OF_DOCUMENT,
          text: lineTable(source).name,
          offset: 45,
          length: 1,
          line: 3,
          column: 13,
        },
        excerpt: [
          '1 | <?xml version="1.0"?>',
          '2 | <Response>',
          '3 |   <Say>Fish & chips</Say>',
          '  |             ^',
        ].join('\n'),
      }),
    );
  });

  it.each([
    ['CRLF', '\r\n'],
    ['a lone CR', '\r'],
  ])('has the right line where %s ends lines', (_name, newline) => {
    const source = ['<Response>', '<Say>x</Say>', '<Say>a & b</Say>'].join(newline);
    expect(told(source)).toMatchObject({ at: '3:8', under: '&' });
  });

  it('has the right column behind astral characters', () => {
    expect(told('<Response><Say>😀😀</Say>\n<Say>😀 & x</Say></Response>')).toMatchObject({
      at: '2:9',
      under: '&',
    });
  });

  it('has the right column behind a byte-order mark', () => {
    expect(told('\uFEFF<Response>&</Response>')).toMatchObject({ at: '1:11', under: '&' });
  });

  it('cuts a name that is as long as the document out of the message', () => {
    const { message } = refusal(`<Response><${'x'.repeat(60_000)}></Response>`);
    expect(message).toBe(`Document parse failure: <${'x'.repeat(60)}…> is never closed`);
  });
});

describe('references: only &amp; &lt; &gt; &quot; &apos; and numbers are known', () => {
  breaks({
    'a raw ampersand in text': {
      source: '<Response><Say>a & b</Say></Response>',
      says: 'a raw & is not allowed',
      at: '1:18',
      under: '&',
      help: AMPERSAND,
    },
    'two ampersands: the first is meant': {
      source: '<Response><Say>a && b</Say></Response>',
      says: 'a raw & is not allowed',
      at: '1:18',
      under: '&',
      help: AMPERSAND,
    },
    'a raw ampersand in a URL': {
      source: '<Response><Redirect>/x?a=1&b=2&amp;c=3</Redirect></Response>',
      says: 'a raw & is not allowed',
      at: '1:27',
      under: '&b',
      help: AMPERSAND,
    },
    'a raw ampersand in an attribute': {
      source: '<Response><Gather action="/x?a=1&b=2"/></Response>',
      says: 'a raw & is not allowed',
      at: '1:33',
      under: '&b',
      help: AMPERSAND,
    },
    'a raw ampersand behind references that are fine': {
      source: '<Response>&amp;&#65;&</Response>',
      says: 'a raw & is not allowed',
      at: '1:21',
      under: '&',
      help: AMPERSAND,
    },
    'an ampersand as the last character': {
      source: '<Response>&',
      says: 'a raw & is not allowed',
      at: '1:11',
      under: '&',
      help: AMPERSAND,
    },
    'a reference without its semicolon': {
      source: '<Response><Say>Fish &amp chips</Say></Response>',
      says: 'the reference &amp does not end with ;',
      at: '1:21',
      under: '&amp',
      help: 'write &amp;',
    },
    'an entity that only HTML knows': {
      source: '<Response><Say>a&nbsp;b</Say></Response>',
      says: 'the entity &nbsp; is not defined in XML',
      at: '1:17',
      under: '&nbsp;',
      help: 'XML knows only &amp; &lt; &gt; &quot; and &apos;; write the character itself or its number, as in &#160;',
    },
    'a number that is none': {
      source: '<Response>&amp;&#xZZ;</Response>',
      says: '&#xZZ; is no character reference',
      at: '1:16',
      under: '&#xZZ;',
      help: 'write the number of a character, as in &#160; or &#xA0;',
    },
    'the number of a character that XML does not allow': {
      source: '<Response a="&#0;"/>',
      says: '&#0; stands for a character that XML does not allow',
      at: '1:14',
      under: '&#0;',
      help: 'write the number of a character, as in &#160; or &#xA0;',
    },
    'half of a surrogate pair as a number': {
      source: '<Response>&#xD83D;</Response>',
      says: '&#xD83D; stands for a character that XML does not allow',
      at: '1:11',
      under: '&#xD83D;',
      help: 'write the number of a character, as in &#160; or &#xA0;',
    },
  });

  it('points at the ampersand of a name that says "entity" or "reference", only when it is one', () => {
    expect(told('<Response>&amp;<entity></Response>').said).toContain('<entity> is never closed');
    expect(told('<Response>&amp;<Play reference="1" reference="2"/></Response>').said).toContain(
      'the attribute reference is there twice',
    );
  });
});

describe('characters', () => {
  const control = (shown: string) => ({
    says: `the character U+${shown} is not allowed in XML`,
    help: 'leave it out; XML cannot hold it, not even as a reference',
  });
  breaks({
    'a NUL in text': { source: '<Response>a\0</Response>', ...control('0000'), at: '1:12', under: '\0' },
    'a control character in an attribute': {
      source: '<Response a="\u001B[31m"/>',
      ...control('001B'),
      at: '1:14',
      under: '\u001B',
    },
    'a control character in a comment, behind astral characters': {
      source: '<!--😀😀\n😀\b--><Response/>',
      ...control('0008'),
      at: '2:3',
      under: '\b',
    },
    'a control character in CDATA': {
      source: '<Response><![CDATA[\u0001]]></Response>',
      ...control('0001'),
      at: '1:20',
      under: '\u0001',
    },
    'half of a surrogate pair': {
      source: '<Response>\uD83D</Response>',
      ...control('D83D'),
      at: '1:11',
      under: '\uD83D',
    },
    'U+FFFE': { source: '<Response>\uFFFE</Response>', ...control('FFFE'), at: '1:11', under: '\uFFFE' },
  });
});

describe('tags', () => {
  breaks({
    'an element that is never closed': {
      source: '<Response>\n  <Say>Hi\n</Response>',
      says: '<Say> is never closed',
      at: '2:3',
      under: '<Say',
      help: 'close it with </Say>, or write <Say/> when it is empty',
    },
    'the innermost of two that are never closed': {
      source: '<Response><Gather><Say>Hi',
      says: '<Say> is never closed',
      at: '1:19',
      under: '<Say',
      help: 'close it with </Say>, or write <Say/> when it is empty',
    },
    'the outer of two of one name': {
      source: '<Response><Say>a<Say>b</Say></Response>',
      says: '<Say> is never closed',
      at: '1:11',
      under: '<Say',
      help: 'close it with </Say>, or write <Say/> when it is empty',
    },
    'an element that is never closed, with its name in a longer one, a comment and a closed sibling behind it':
      {
        source: '<Response><Say>a<Sayings/><!-- <Say --><Play>b</Play></Response>',
        says: '<Say> is never closed',
        at: '1:11',
        under: '<Say',
        help: 'close it with </Say>, or write <Say/> when it is empty',
      },
    'a document that was cut off': {
      source: '<Response><Say>Hi</Say>',
      says: '<Response> is never closed',
      at: '1:1',
      under: '<Response',
      help: 'close it with </Response>, or write <Response/> when it is empty',
    },
    'an end tag of another name': {
      source: '<Response><Say>Hi</Play></Response>',
      says: '</Play> does not close <Say>',
      at: '1:18',
      under: '</Play>',
      help: 'close it with </Say>',
    },
    'an end tag in another case': {
      source: '<Response><Say>Hi</say></Response>',
      says: '</say> does not close <Say>',
      at: '1:18',
      under: '</say>',
      help: 'names are case-sensitive: write </Say>',
    },
    'an end tag too many': {
      source: '<Response></Say></Response>',
      says: '</Say> does not close <Response>',
      at: '1:11',
      under: '</Say>',
      help: 'close it with </Response>',
    },
    'an end tag behind the root': {
      source: '<Response></Response></Response>',
      says: 'this end tag closes nothing',
      at: '1:22',
      under: '</',
      help: 'every element is closed already',
    },
    'an end tag that ends in the middle': {
      source: '<Response></Response',
      says: 'the tag </Response> is not complete',
      at: '1:21',
      under: '',
      help: 'the document ends inside it: was it cut off?',
    },
    'a start tag that ends in the middle': {
      source: '<Response><Say voice="a"',
      says: 'the tag <Say> is not complete',
      at: '1:25',
      under: '',
      help: 'the document ends inside it: was it cut off?',
    },
    'two attributes without white space between them': {
      source: '<Response><Say voice="a"loop="2"/></Response>',
      says: 'the tag <Say> is not complete',
      at: '1:25',
      under: 'l',
      help: '"l" cannot stand here; attributes look like name="value", with white space between them',
    },
    'a tag inside a tag': {
      source: '<Response><Say <Play/></Response>',
      says: 'the tag <Say> is not complete',
      at: '1:16',
      under: '<',
      help: '"<" cannot stand here; attributes look like name="value", with white space between them',
    },
    'a raw less-than sign in text': {
      source: '<Response><Say>1 < 2</Say></Response>',
      says: 'a raw < is not allowed',
      at: '1:18',
      under: '<',
      help: LESS_THAN,
    },
    'a tag whose name begins with a digit': {
      source: '<Response><1/></Response>',
      says: 'a raw < is not allowed',
      at: '1:11',
      under: '<',
      help: LESS_THAN,
    },
    'markup that begins like a comment': {
      source: '<Response><!- x --></Response>',
      says: '<! begins neither a comment nor CDATA',
      at: '1:11',
      under: '<!',
      help: 'a comment looks like <!-- this -->',
    },
    'elements nested more than 200 deep': {
      source: `${'<Response>'.repeat(201)}${'</Response>'.repeat(201)}`,
      says: 'elements are nested more than 200 deep',
      at: '1:2001',
      under: '<Response>',
      help: null,
    },
  });
});

describe('attributes', () => {
  breaks({
    'a value without quotes': {
      source: '<Response><Say loop=2>x</Say></Response>',
      says: 'the attribute loop is not complete: the value is not in quotes',
      at: '1:16',
      under: 'loop',
      help: 'write loop="..."',
    },
    'no value': {
      source: '<Response><Say loop>x</Say></Response>',
      says: 'the attribute loop is not complete: it has no value',
      at: '1:16',
      under: 'loop',
      help: 'write loop="..."',
    },
    'an equals sign and nothing': {
      source: '<Response><Say\nloop = /></Response>',
      says: 'the attribute loop is not complete: the value is not in quotes',
      at: '2:1',
      under: 'loop',
      help: 'write loop="..."',
    },
    'one name twice': {
      source: '<Response><Say voice="a" loop="1" voice="b">x</Say></Response>',
      says: 'the attribute voice is there twice',
      at: '1:35',
      under: 'voice',
      help: 'leave one of them out',
    },
    'a less-than sign': {
      source: '<Response><Say voice="<">x</Say></Response>',
      says: 'a raw < is not allowed in an attribute',
      at: '1:23',
      under: '<',
      help: 'write &lt; for a less-than sign; or is the quote of an attribute before it never closed?',
    },
    'a quote that is never closed, with a tag behind it': {
      source: '<Response><Say voice="alice>Hi</Say></Response>',
      says: 'a raw < is not allowed in an attribute',
      at: '1:31',
      under: '<',
      help: 'write &lt; for a less-than sign; or is the quote of an attribute before it never closed?',
    },
    'a quote that is never closed': {
      source: '<Response voice="a&amp;b>',
      says: 'the quote of this attribute is never closed',
      at: '1:17',
      under: '"',
      help: 'close it with the same quote',
    },
    'xml:space with a value of its own': {
      source: '<Response xml:space="keep"/>',
      says: 'value of the `xml:space` attribute must be "default" or "preserve"',
      at: '1:27',
      under: '/',
      help: null,
    },
  });
});

describe('comments, CDATA and instructions', () => {
  breaks({
    'a comment that is never closed': {
      source: '<Response>\n<!-- <Say>x</Say></Response>',
      says: 'the comment is never closed',
      at: '2:1',
      under: '<!--',
      help: 'close it with -->',
    },
    'two hyphens inside a comment': {
      source: '<Response><!-- a -- b --></Response>',
      says: '-- is not allowed inside a comment',
      at: '1:18',
      under: '--',
      help: 'XML ends a comment with -->, and allows -- nowhere else in it',
    },
    'a CDATA section that is never closed': {
      source: '<Response><![CDATA[x</Response>',
      says: 'the CDATA section is never closed',
      at: '1:11',
      under: '<![CDATA[',
      help: 'close it with ]]>',
    },
    'the end of a CDATA section in text': {
      source: '<Response>a]]>b</Response>',
      says: ']]> is not allowed in text',
      at: '1:12',
      under: ']]>',
      help: 'write ]]&gt;',
    },
    'the end of a CDATA section right behind a tag': {
      source: '<Response>]]></Response>',
      says: ']]> is not allowed in text',
      at: '1:11',
      under: ']]>',
      help: 'write ]]&gt;',
    },
    'an instruction that is never closed: PHP that was not run': {
      source: '<?php echo "<Response/>";\n',
      says: 'an instruction <? ... ?> is not complete',
      at: '1:1',
      under: '<?',
      help: 'this is PHP source: it was sent without being run',
    },
    "PHP's short echo": {
      source: '<Response><Say><?= $name ?></Say></Response>',
      says: 'an instruction <? ... ?> is not complete',
      at: '1:16',
      under: '<?',
      help: 'this is PHP source: it was sent without being run',
    },
    'an instruction without a name': {
      source: '<Response><? x ?></Response>',
      says: 'an instruction <? ... ?> is not complete',
      at: '1:11',
      under: '<?',
      help: 'write <?name ... ?>',
    },
    'an instruction whose name is xml in capitals': {
      source: '<Response><?XML version="1.0"?></Response>',
      says: 'the XML declaration is not valid',
      at: '1:11',
      under: '<?XML version="1.0"?>',
      help: 'write <?xml version="1.0" encoding="UTF-8"?>, as the very first thing',
    },
  });
});

describe('the start of a document: "bytes before <?xml" (error dictionary, 12100)', () => {
  const late = (under = '<?xml version="1.0"?>') => ({
    says: 'the XML declaration <?xml ...?> is not at the very start of the document',
    under,
  });
  breaks({
    'a blank line before the declaration': {
      source: '\n<?xml version="1.0"?>\n<Response/>',
      ...late(),
      at: '2:1',
      help: 'something printed a blank line before <?xml: look for output outside your template or before your <?php',
    },
    'a space before the declaration': {
      source: ' <?xml version="1.0"?><Response/>',
      ...late(),
      at: '1:2',
      help: 'something printed white space before <?xml: look for output outside your template or before your <?php',
    },
    'text before the declaration': {
      source: 'Notice: x\n<?xml version="1.0"?>\n<Response/>',
      ...late(),
      at: '2:1',
      help: 'something was printed before <?xml: debug output, or a warning of PHP or of your framework?',
    },
    'a second document behind the first': {
      source: '<?xml version="1.0"?><Response/><?xml version="1.0"?><Response/>',
      ...late(),
      at: '1:33',
      help: 'something was printed before <?xml: debug output, or a warning of PHP or of your framework?',
    },
    'text before the root element': {
      source: 'Warning: x\n<Response/>',
      says: 'there is text before the root element',
      at: '1:1',
      under: 'Warning: x\n',
      help: PRINTED_BEFORE,
    },
    'a second byte-order mark': {
      source: '\uFEFF\uFEFF<Response/>',
      says: 'there is text before the root element',
      at: '1:1',
      under: '\uFEFF',
      help: PRINTED_BEFORE,
    },
    'a declaration without a version': {
      source: '<?xml charset="utf-8"?><Response/>',
      says: 'the XML declaration is not valid',
      at: '1:1',
      under: '<?xml charset="utf-8"?>',
      help: 'write <?xml version="1.0" encoding="UTF-8"?>, as the very first thing',
    },
    'a declaration that is never closed': {
      source: '<?xml version="1.0"',
      says: 'the XML declaration is not valid',
      at: '1:1',
      under: '<?xml version="1.0"',
      help: 'write <?xml version="1.0" encoding="UTF-8"?>, as the very first thing',
    },
    'a declaration with an odd encoding': {
      source: '<?xml version="1.0" encoding="!"?><Response/>',
      says: 'the XML declaration is not valid',
      at: '1:1',
      under: '<?xml version="1.0" encoding="!"?>',
      help: 'write <?xml version="1.0" encoding="UTF-8"?>, as the very first thing',
    },
  });
});

describe('what is no XML', () => {
  const rootless = 'answer with a document whose root element is <Response>';
  breaks({
    nothing: { source: '', says: 'the document is empty', at: '1:1', under: '', help: rootless },
    'white space': { source: ' \n\t', says: 'the document is empty', at: '2:2', under: '', help: rootless },
    'a comment alone': {
      source: '<!-- x -->',
      says: 'there is no XML element here',
      at: '1:11',
      under: '',
      help: rootless,
    },
    'plain text': {
      source: 'Hello',
      says: 'there is no XML element here',
      at: '1:1',
      under: 'H',
      help: rootless,
    },
    JSON: { source: '{"a":1}', says: 'there is no XML element here', at: '1:1', under: '{', help: rootless },
    'a DOCTYPE': {
      source: '<?xml version="1.0"?><!DOCTYPE Response SYSTEM "x.dtd"><Response/>',
      says: 'DOCTYPE is not allowed',
      at: '1:22',
      under: '<!DOCTYPE Response SYSTEM "x.dtd">',
      help: 'remove the DOCTYPE; TwiML needs none',
    },
    'a DOCTYPE with an entity that reads a file': {
      source: '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Response>&x;</Response>',
      says: 'DOCTYPE is not allowed',
      at: '1:1',
      under: '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
      help: 'remove the DOCTYPE; TwiML needs none',
    },
    'an HTML page': {
      source: '<!doctype html>\n<html><br></html>',
      says: 'DOCTYPE is not allowed',
      at: '1:1',
      under: '<!doctype html>',
      help: 'this is an HTML page, not TwiML: does the URL point to a page for browsers, or to an error page of your framework?',
    },
    'text behind the root': {
      source: '<Response/>\nDone.',
      says: 'only one root element is allowed, and nothing behind it',
      at: '2:1',
      under: 'D',
      help: 'something was printed behind the document: debug output, or a warning of PHP or of your framework?',
    },
    'a second root': {
      source: '<Response/><Response/>',
      says: 'only one root element is allowed, and nothing behind it',
      at: '1:12',
      under: '<',
      help: 'put all verbs inside one <Response>',
    },
  });
});
