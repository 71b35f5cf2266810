import { parseXml, XmlError } from '@rgrove/parse-xml';
import type { Span } from '../document.ts';
import { lex } from './lexer.ts';
import { explain, type Malformed, TWILIO_SAYS } from './malformed.ts';

/** Deepest nesting that is read; TwiML needs four or five levels. Deeper documents would overflow the parsers. */
export const DEEPEST = 200;

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
    // Other markup that begins with `<!` is nothing at all; parse-xml says so.
    if (
      token.kind === 'doctype' &&
      /^<!doctype/i.test(source.slice(token.span.start, token.span.start + 9))
    ) {
      return {
        message: 'DOCTYPE is not allowed',
        parserMessage: TWILIO_SAYS.doctype,
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
    parserMessage: before.trim() === '' ? TWILIO_SAYS.lateDeclaration : TWILIO_SAYS.prolog,
    span,
    help:
      before.trim() === ''
        ? `something printed ${before.includes('\n') ? 'a blank line' : 'white space'} before <?xml: look for output outside your template or before your <?php`
        : 'something was printed before <?xml: debug output, or a warning of PHP or of your framework?',
  };
}

function parsed(source: string): Malformed | null {
  try {
    // Only a verdict is wanted, and places stay where they are. parse-xml would pass over a byte-order mark, here
    // the second one, and need quadratic time for carriage returns.
    parseXml(source.replace(/^\uFEFF/, '?').replaceAll('\r', '\n'));
    return null;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return explain(source, error);
  }
}
