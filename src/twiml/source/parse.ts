import { type Diagnostic, diagnostic } from '../../errors/diagnostic.ts';
import { excerpt, locate } from '../../errors/excerpt.ts';
import { lineTable } from '../../errors/line-table.ts';
import type { Document, Span } from '../document.ts';
import { knownElements, rememberElements } from './known-documents.ts';
import type { Malformed } from './malformed.ts';
import { elementsOf } from './tree.ts';
import { wellFormed } from './well-formed.ts';

/** A document, or the one reason why Twilio would not execute this text. */
export type Parsed =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

/**
 * Reads TwiML. A text that is not well formed is refused with 12100, another root than `<Response>` with 12102
 * (Twilio docs: TwiML for Programmable Voice; error dictionary 12100, 12102). A byte-order mark at the start is
 * passed over. Never throws because of what the text holds.
 */
export function parseTwiml(text: string, url: string): Parsed {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const known = knownElements(source);
  if (known) return { ok: true, document: { url, source, elements: known } };
  const table = lineTable(source);
  const refuse = (code: number, message: string, { span, help, parserMessage }: Reason): Parsed => {
    const location = locate(table, url, span.start, span.end);
    return {
      ok: false,
      diagnostic: diagnostic({
        code,
        level: 'error',
        message,
        help,
        location,
        excerpt: excerpt(table, location),
        parserMessage: parserMessage ?? null,
      }),
    };
  };

  const malformed = wellFormed(source);
  if (malformed) return refuse(12100, `Document parse failure: ${malformed.message}`, malformed);

  let elements: Document['elements'];
  try {
    elements = elementsOf(table);
  } catch (error) {
    // fast-xml-parser cuts names at U+1680 and U+FEFF, which are legal there; nobody writes a verb so.
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(12100, `Document parse failure: ${reason}`, { span: { start: 0, end: 1 }, help: null });
  }
  const root = elements[0];
  if (root?.name !== 'Response')
    return wrongRoot(root?.name ?? '', root?.tag ?? { start: 0, end: 1 }, refuse);
  rememberElements(source, elements);
  return { ok: true, document: { url, source, elements } };
}

/** Where a text is refused, and what to try. */
type Reason = Omit<Malformed, 'message'>;

function wrongRoot(
  name: string,
  span: Span,
  refuse: (code: number, message: string, reason: Reason) => Parsed,
): Parsed {
  let help = 'put the verbs inside <Response> ... </Response>';
  if (/^html$/i.test(name))
    help = 'this is an HTML page, not TwiML: does the URL point to a page for browsers?';
  else if (/^response$/i.test(name)) help = 'names are case-sensitive: write <Response>';
  return refuse(12102, `the root element must be Response, not ${name.slice(0, 60)}`, { span, help });
}
