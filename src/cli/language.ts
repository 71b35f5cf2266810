import { SCHEMA } from '../twiml/language/schema.ts';
import type { Language } from '../twiml/rules/inspection.ts';
import { loadCatalogue } from './catalogue-file.ts';

/** What the language of TwiML is made of; whoever composes a session loads it before the first document. */
export function loadLanguage(): Language {
  return { schema: SCHEMA, catalogue: loadCatalogue() };
}
