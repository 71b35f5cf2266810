import { existsSync, readFileSync } from 'node:fs';
import { type Catalogue, type CatalogueEntry, catalogueOf } from '../errors/catalogue.ts';
import { type SchemaData, schemaOf } from '../twiml/language/schema.ts';
import type { Language } from '../twiml/rules/inspection.ts';

/**
 * The data files are read when first needed, not bundled: parsing them is not for the first frame to pay. In the
 * bundle they lie beside it, in the sources in the room that they belong to.
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
    schema: schemaOf(readData('schema.json', 'twiml/language') as SchemaData),
    catalogue: loadCatalogue(),
  };
}
