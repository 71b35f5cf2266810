import { existsSync, readFileSync } from 'node:fs';
import { type Catalogue, type CatalogueEntry, catalogueOf } from '../errors/catalogue.ts';

/**
 * Twilio's error and warning codes. The data file is read when first needed, not bundled: parsing it is not for the
 * first frame to pay. In the bundle it lies beside it, in the sources in the room that it belongs to.
 */
export function loadCatalogue(): Catalogue {
  const beside = new URL('./catalogue.json', import.meta.url);
  const file = existsSync(beside) ? beside : new URL('../errors/catalogue.json', import.meta.url);
  return catalogueOf(JSON.parse(readFileSync(file, 'utf8')) as readonly CatalogueEntry[]);
}
