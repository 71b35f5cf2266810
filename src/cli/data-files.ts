import { existsSync, readFileSync } from 'node:fs';
import { type Catalogue, type CatalogueEntry, catalogueOf } from '../errors/catalogue.ts';
import { SCHEMA } from '../twiml/language/schema.ts';
import type { Language } from '../twiml/rules/inspection.ts';

/**
 * The data file is read when first needed, not bundled: parsing it is not for the first frame to pay. In the
 * bundle it lies beside it, in the sources in the room that it belongs to.
 */
function readData(name: string, room: string): unknown {
  const beside = new URL(`./${name}`, import.meta.url);
  const file = existsSync(beside) ? beside : new URL(`../${room}/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Twilio's error and warning codes. */
export function loadCatalogue(): Catalogue {
  return catalogueOf(readData('catalogue.json', 'errors') as readonly CatalogueEntry[]);
}

/** What the language of TwiML is made of; the composition root loads it before the first document. */
export function loadLanguage(): Language {
  return {
    schema: SCHEMA,
    catalogue: loadCatalogue(),
  };
}
