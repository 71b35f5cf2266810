import { parseXml, XmlError } from '@rgrove/parse-xml';
import { lineTable, offsetAt } from '../errors/line-table.ts';
import type { Span } from './document.ts';
import { lex } from './lexer.ts';

/** Deepest nesting that is read; TwiML needs four or five levels. Deeper documents would overflow the parsers. */
export const DEEPEST = 200;

/** Why a text is not a well-formed document that Twilio would read, and where. */
export interface Malformed {
  readonly message: string;
  readonly span: Span;
  readonly help: string | null;
}

/**
 * Judges well-formedness (XML 1.0), which fast-xml-parser does not, and what Twilio's parser refuses besides:
 * a DOCTYPE. Answers the first problem, or `null`.
 */
export function wellFormed(source: string): Malformed | null {
  return beforeParsing(source) ?? parsed(source);
}

function beforeParsing(source: string): Malformed | null {
  let depth = 0;
  for (const token of lex(source)) {
    if (token.kind === 'doctype') {
      return {
        message: 'DOCTYPE is not allowed',
        span: token.span,
        help: /html/i.test(source.slice(token.span.start, token.span.end))
          ? 'this is an HTML page, not TwiML: does the URL point to a page for browsers, or to an error page of your framework?'
          : 'remove the DOCTYPE; TwiML needs none',
      };
    }
    if (token.kind === 'declaration' && token.span.start > 0) return lateDeclaration(source, token.span);
    if (token.kind === 'open' && !token.empty && ++depth > DEEPEST) {
      return { message: `elements are nested more than ${DEEPEST} deep`, span: token.span, help: null };
    }
    if (token.kind === 'close') depth--;
  }
  return null;
}

function lateDeclaration(source: string, span: Span): Malformed {
  const before = source.slice(0, span.start);
  return {
    message: 'the XML declaration <?xml ...?> is not at the very start of the document',
    span,
    help:
      before.trim() === ''
        ? `something printed ${before.includes('\n') ? 'a blank line' : 'white space'} before <?xml: look for output outside your template or before your <?php`
        : 'something was printed before <?xml: debug output, or a warning of PHP or of your framework?',
  };
}

function parsed(source: string): Malformed | null {
  try {
    parseXml(source);
    return null;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const message = error.message.replace(/ \(line \d+, column \d+\)[\s\S]*$/, '');
    const at = offsetAt(lineTable(source), error.line, error.column);
    return explain(source, message, at);
  }
}

/** parse-xml stops where it noticed; a person wants the place where it began. */
function explain(source: string, message: string, at: number): Malformed {
  const here = { start: at, end: Math.min(source.length, at + 1) };
  if (/reference|entity/i.test(message)) {
    const start = source.lastIndexOf('&', at);
    if (start !== -1) {
      const name = /^&[\w#.:-]*;?/.exec(source.slice(start, start + 64))?.[0] ?? '&';
      const defined = /^Named entity/.test(message);
      return {
        message: defined ? `the entity ${name} is not defined in XML` : 'a raw & is not allowed',
        span: { start, end: start + name.length },
        help: defined
          ? 'XML knows only &amp; &lt; &gt; &quot; and &apos;; write the character itself or its number, as in &#160;'
          : 'write &amp; for an ampersand, in text and in URLs',
      };
    }
  }
  const missing = /^Missing end tag for element (.+)$/.exec(message)?.[1];
  if (missing) {
    const start = source.lastIndexOf(`<${missing}`, at);
    if (start !== -1) {
      return {
        message: `<${missing}> is never closed`,
        span: { start, end: start + missing.length + 1 },
        help: `close it with </${missing}>, or write <${missing}/> when it is empty`,
      };
    }
  }
  if (/^Root element is missing/.test(message)) {
    return {
      message: source.trim() === '' ? 'the document is empty' : 'there is no XML element here',
      span: here,
      help: 'answer with a document whose root element is <Response>',
    };
  }
  return {
    message: message.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase()),
    span: here,
    help: null,
  };
}
