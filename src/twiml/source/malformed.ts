import type { XmlError } from '@rgrove/parse-xml';
import type { Span } from '../document.ts';
import { lex } from './lexer.ts';

/** Why a text is not a well-formed document that Twilio would read, and where. */
export interface Malformed {
  readonly message: string;
  readonly span: Span;
  readonly help: string | null;
  /** The words of Twilio's parser (Xerces), where public reports quote them. */
  readonly parserMessage?: string;
}

/** What parse-xml noticed, and where it noticed it. */
interface Noticed {
  readonly source: string;
  readonly at: number;
}

/** What to make of a message of parse-xml; the name in it is handed over. */
type Explanation = readonly [RegExp, (noticed: Noticed, name: string) => Malformed];

/** What Twilio's debugger says, quoted from public reports. */
export const TWILIO_SAYS = {
  prolog: 'Content is not allowed in prolog.',
  lateDeclaration: 'The processing instruction target matching "[xX][mM][lL]" is not allowed.',
  unclosed: 'XML document structures must start and end within the same entity.',
  afterRoot: 'The markup in the document following the root element must be well-formed.',
  doctype:
    'DOCTYPE is disallowed when the feature "http://apache.org/xml/features/disallow-doctype-decl" set to true.',
} as const;

const EXPLANATIONS: readonly Explanation[] = [
  [/^Named entity isn't defined: ([\s\S]*)$/, undefinedEntity],
  [/^Unterminated reference/, rawAmpersand],
  [/^Invalid character reference/, (noticed) => badReference(noticed, 'is no character reference')],
  [
    /^Character reference resolves/,
    (noticed) => badReference(noticed, 'stands for a character that XML does not allow'),
  ],
  [/^Invalid character$/, invalidCharacter],
  [/^Missing end tag for element ([\s\S]*)$/, missingEndTag],
  [/^Unclosed end tag for element ([\s\S]*)$/, (noticed, name) => unfinishedTag(noticed, `</${name}`)],
  [/^Unclosed start tag for element `([\s\S]*)`$/, (noticed, name) => unfinishedTag(noticed, `<${name}`)],
  [/^Attribute value expected/, missingValue],
  [/^Duplicate attribute: ([\s\S]*)$/, duplicateAttribute],
  [/^Unescaped `<`/, rawLessThanInAttribute],
  [/^Unclosed attribute/, unclosedValue],
  [/^Element content may not contain/, cdataEndInText],
  [/^Unclosed CDATA/, (noticed) => unclosed(noticed, '<![CDATA[', 'the CDATA section', ']]>')],
  [/^Unclosed comment/, (noticed) => unclosed(noticed, '<!--', 'the comment', '-->')],
  [/^The string `--`/, hyphensInComment],
  [/^(?:Invalid|Unterminated) processing instruction|^Whitespace is required after/, badInstruction],
  [/XML declaration|XML version|version number|encoding name|standalone/, badDeclaration],
  [/^Root element is missing/, noRoot],
  [/^Extra content/, extraContent],
];

/** parse-xml stops where it noticed; a person wants to know what is wrong and the place where it began. */
export function explain(source: string, error: XmlError): Malformed {
  const message = error.message.replace(/ \(line \d+, column \d+\)\n[\s\S]*$/, '');
  const noticed = { source, at: offsetOf(source, error.pos) };
  for (const [pattern, explained] of EXPLANATIONS) {
    const match = pattern.exec(message);
    if (match) return explained(noticed, match[1] ?? '');
  }
  const text = message.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
  return malformed(text, here(noticed));
}

/** parse-xml counts code points where everything else here counts UTF-16 units. */
function offsetOf(source: string, codePoints: number): number {
  let offset = 0;
  for (let i = 0; i < codePoints && offset < source.length; i++) {
    offset += (source.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** Names are as long as the document makes them. */
function short(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

function malformed(message: string, span: Span, help: string | null = null): Malformed {
  return { message, span, help };
}

function here({ source, at }: Noticed, length = 1): Span {
  return { start: at, end: Math.min(source.length, at + length) };
}

function undefinedEntity({ at }: Noticed, name: string): Malformed {
  return malformed(
    `the entity ${short(name)} is not defined in XML`,
    { start: at, end: at + name.length },
    'XML knows only &amp; &lt; &gt; &quot; and &apos;; write the character itself or its number, as in &#160;',
  );
}

function rawAmpersand(noticed: Noticed): Malformed {
  const { span, name } = reference(noticed);
  if (/^&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+)$/i.test(name)) {
    return malformed(`the reference ${name} does not end with ;`, span, `write ${name};`);
  }
  return malformed('a raw & is not allowed', span, 'write &amp; for an ampersand, in text and in URLs');
}

function badReference(noticed: Noticed, what: string): Malformed {
  const { span, name } = reference(noticed);
  return malformed(`${name} ${what}`, span, 'write the number of a character, as in &#160; or &#xA0;');
}

/** The reference that ends where parse-xml stopped, or one character earlier. */
function reference({ source, at }: Noticed): { readonly span: Span; readonly name: string } {
  const start = Math.max(0, source.slice(0, at).search(/&[^&;\s<]*[\s\S]?$/));
  const name = /^&#?[\w.:-]*;?/.exec(source.slice(start, start + 64))?.[0] ?? '&';
  return { span: { start, end: start + name.length }, name };
}

/** The first one in the document: parse-xml misplaces it when astral characters stand before it. */
function invalidCharacter({ source }: Noticed): Malformed {
  const start = Math.max(0, source.search(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u));
  const code = source.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0');
  return malformed(
    `the character U+${code} is not allowed in XML`,
    { start, end: start + 1 },
    'leave it out; XML cannot hold it, not even as a reference',
  );
}

function missingEndTag(noticed: Noticed, name: string): Malformed {
  const { source, at } = noticed;
  if (source.startsWith(']]>', at)) return cdataEndInText(noticed);
  if (source[at] === '<' && source[at + 1] !== '/') return rawLessThan(noticed);
  const open = openElements(source, at);
  const closing = /^<\/([^\s>]*)/.exec(source.slice(at, at + 256))?.[1] ?? '';
  if (closing !== '' && !open.some((tag) => tag.name === closing)) {
    return malformed(
      `</${closing}> does not close <${short(name)}>`,
      here(noticed, closing.length + 3),
      closing.toLowerCase() === name.toLowerCase()
        ? `names are case-sensitive: write </${name}>`
        : `close it with </${short(name)}>`,
    );
  }
  const start = open.at(-1)?.start ?? at;
  const neverClosed = malformed(
    `<${short(name)}> is never closed`,
    { start, end: start + name.length + 1 },
    `close it with </${short(name)}>, or write <${short(name)}/> when it is empty`,
  );
  // Without another end tag the document just stops.
  return !source.includes('</', at) ? { ...neverClosed, parserMessage: TWILIO_SAYS.unclosed } : neverClosed;
}

function rawLessThan(noticed: Noticed): Malformed {
  if (noticed.source.startsWith('<!', noticed.at)) {
    return malformed(
      '<! begins neither a comment nor CDATA',
      here(noticed, 2),
      'a comment looks like <!-- this -->',
    );
  }
  return malformed('a raw < is not allowed', here(noticed), 'write &lt; for a less-than sign');
}

/** The elements that are open at an offset up to which the source is well formed, the innermost last. */
function openElements(
  source: string,
  at: number,
): readonly { readonly name: string; readonly start: number }[] {
  const open: { name: string; start: number }[] = [];
  for (const token of lex(source)) {
    if (token.span.start >= at) break;
    if (token.kind === 'open' && !token.empty) open.push({ name: token.name, start: token.span.start });
    if (token.kind === 'close') open.pop();
  }
  return open;
}

/** Offset of the start tag around an offset. */
function tagStart({ source, at }: Noticed): number {
  let start = 0;
  for (const token of lex(source)) {
    if (token.span.start >= at) break;
    start = token.span.start;
  }
  return start;
}

function unfinishedTag(noticed: Noticed, tag: string): Malformed {
  const found = noticed.source.codePointAt(noticed.at);
  return malformed(
    `the tag ${short(tag)}> is not complete`,
    here(noticed),
    found === undefined
      ? 'the document ends inside it: was it cut off?'
      : `"${String.fromCodePoint(found)}" cannot stand here; attributes look like name="value", with white space between them`,
  );
}

function missingValue(noticed: Noticed): Malformed {
  const { source, at } = noticed;
  const tag = tagStart(noticed);
  const written = source.slice(tag, at).trimEnd();
  const equals = written.endsWith('=');
  const named = equals ? written.slice(0, -1).trimEnd() : written;
  const start = tag + nameStart(named);
  const name = named.slice(start - tag);
  const problem = equals ? 'the value is not in quotes' : 'it has no value';
  return malformed(
    `the attribute ${short(name)} is not complete: ${problem}`,
    { start, end: start + name.length },
    `write ${short(name)}="..."`,
  );
}

/** Where the name that a text ends with begins. Backwards, as a pattern would look for its end from every place. */
function nameStart(text: string): number {
  let at = text.length;
  while (at > 0 && !/[\s=/<>"']/.test(text.charAt(at - 1))) at--;
  return at;
}

function duplicateAttribute(noticed: Noticed, name: string): Malformed {
  const tag = tagStart(noticed);
  const [token] = lex(noticed.source.slice(tag));
  const ranges = token?.kind === 'open' ? token.attributes : [];
  const same = ranges.filter(
    (range) => noticed.source.slice(tag + range.name.start, tag + range.name.end) === name,
  );
  const second = same[1]?.name;
  return malformed(
    `the attribute ${short(name)} is there twice`,
    second ? { start: tag + second.start, end: tag + second.end } : here(noticed),
    'leave one of them out',
  );
}

function rawLessThanInAttribute(noticed: Noticed): Malformed {
  return malformed(
    'a raw < is not allowed in an attribute',
    here(noticed),
    'write &lt; for a less-than sign; or is the quote of an attribute before it never closed?',
  );
}

function unclosedValue(noticed: Noticed): Malformed {
  const { source, at } = noticed;
  const equals = source.slice(0, at).search(/=\s*["'][^"']*$/);
  const start = equals === -1 ? at : equals + source.slice(equals).search(/["']/);
  return malformed(
    'the quote of this attribute is never closed',
    { start, end: Math.min(source.length, start + 1) },
    'close it with the same quote',
  );
}

function cdataEndInText(noticed: Noticed): Malformed {
  return malformed(']]> is not allowed in text', here(noticed, 3), 'write ]]&gt;');
}

function unclosed({ at }: Noticed, opening: string, what: string, closing: string): Malformed {
  const start = at - opening.length;
  return malformed(`${what} is never closed`, { start, end: at }, `close it with ${closing}`);
}

function hyphensInComment(noticed: Noticed): Malformed {
  return malformed(
    '-- is not allowed inside a comment',
    here(noticed, 2),
    'XML ends a comment with -->, and allows -- nowhere else in it',
  );
}

function badInstruction({ source, at }: Noticed): Malformed {
  const start = source.lastIndexOf('<?', at);
  const php = /^<\?(?:php|=)/i.test(source.slice(start, start + 5));
  return malformed(
    'an instruction <? ... ?> is not complete',
    { start, end: start + 2 },
    php ? 'this is PHP source: it was sent without being run' : 'write <?name ... ?>',
  );
}

function badDeclaration({ source, at }: Noticed): Malformed {
  const start = Math.max(0, source.lastIndexOf('<?', at));
  const end = source.indexOf('>', start);
  return malformed(
    'the XML declaration is not valid',
    { start, end: end === -1 ? source.length : end + 1 },
    'write <?xml version="1.0" encoding="UTF-8"?>, as the very first thing',
  );
}

function noRoot(noticed: Noticed): Malformed {
  const { source, at } = noticed;
  if (source.trim() === '') {
    return malformed(
      'the document is empty',
      here(noticed),
      'answer with a document whose root element is <Response>',
    );
  }
  const root = source.slice(at).search(/<[A-Za-z_]/);
  const prolog = source[at] === '<' ? {} : { parserMessage: TWILIO_SAYS.prolog };
  if (root > 0 && source[at] !== '<') {
    return {
      ...prolog,
      ...malformed(
        'there is text before the root element',
        { start: at, end: at + root },
        'something was printed before the document: debug output, or a warning of PHP or of your framework?',
      ),
    };
  }
  return {
    ...prolog,
    ...malformed(
      'there is no XML element here',
      here(noticed),
      'answer with a document whose root element is <Response>',
    ),
  };
}

function extraContent(noticed: Noticed): Malformed {
  const { source, at } = noticed;
  if (source.startsWith('</', at)) {
    return malformed('this end tag closes nothing', here(noticed, 2), 'every element is closed already');
  }
  const twice = source[at] === '<' ? { parserMessage: TWILIO_SAYS.afterRoot } : {};
  return {
    ...twice,
    ...malformed(
      'only one root element is allowed, and nothing behind it',
      here(noticed),
      source[at] === '<'
        ? 'put all verbs inside one <Response>'
        : 'something was printed behind the document: debug output, or a warning of PHP or of your framework?',
    ),
  };
}
