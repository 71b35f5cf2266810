import { describe, expect, it } from 'vitest';
import { voice } from '../../../src/call/voice.ts';
import { loadLanguage } from '../../../src/cli/language.ts';
import type { Product } from '../../../src/engine/turn/product.ts';
import { fax } from '../../../src/message/fax/fax.ts';
import { messaging } from '../../../src/message/messaging.ts';
import { type Element, elementOf } from '../../../src/twiml/document.ts';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';

const language = loadLanguage();
const PRODUCTS: readonly Product[] = [voice(language), messaging(language), fax(language)];

function elementNamed(name: string): Element {
  const parsed = parseTwiml(`<Response><${name}/></Response>`, 'u');
  if (!parsed.ok) throw new Error(parsed.diagnostic.message);
  return elementOf(parsed.document, 1);
}

describe.each(PRODUCTS.map((product) => [product.name, product] as const))('%s', (name, product) => {
  const nobody = product.verb(elementNamed('Foobar'));
  const verbs = Object.values(language.schema.elements(name)).filter(({ kind }) => kind === 'verb');

  it.each(verbs)('runs <$tag> exactly when the language says that it is simulated', ({ tag, simulated }) => {
    expect(product.verb(elementNamed(tag)) !== nobody).toBe(simulated !== undefined);
  });
});
