import { type Diagnostic, diagnostic } from '../../errors/diagnostic.ts';

/**
 * The mark that some editors put at the start of a file. It is passed over here; public reports have Twilio count it
 * as content before the prolog, 12100.
 */
export function byteOrderMark(text: string, url: string): Diagnostic | null {
  if (!text.startsWith('\uFEFF')) return null;
  return diagnostic({
    rule: 'byte-order-mark',
    level: 'warning',
    message: 'the document begins with a byte-order mark; by public reports Twilio may refuse it with 12100',
    help: 'save the template as UTF-8 without a byte-order mark',
    url,
  });
}
