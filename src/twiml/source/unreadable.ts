import type { Diagnostic } from '../../errors/diagnostic.ts';
import type { ProductName } from '../language/schema.ts';

/**
 * What a product says of a text that cannot be read as a document. To a call and a fax it is the error that it is
 * to the parser; to a message, a text that is no XML is a warning, after which nothing is sent and no fallback is
 * asked (rapidsms-twilio PR 19, intercom-twilio-demo issue 1, fx-private-relay issue 40).
 */
export function unreadable(found: Diagnostic, product: ProductName): Diagnostic {
  if (product !== 'messaging' || found.code !== 12100) return found;
  const message = found.message.replace(/^Document parse failure/, 'Schema validation warning');
  return { ...found, code: 12200, level: 'warning', message: `${message}; nothing is sent` };
}
