import { voice } from '../../call/voice.ts';
import { type Step, stepper } from '../../engine/step.ts';
import type { Product } from '../../engine/turn/product.ts';
import { fax } from '../../message/fax/fax.ts';
import { messaging } from '../../message/messaging.ts';
import type { Recording } from '../../recording/reader.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import type { Language } from '../../twiml/rules/inspection.ts';
import { loadLanguage } from '../language.ts';

/** The engine of each product. */
const PRODUCTS: Readonly<Record<ProductName, (language: Language) => Product>> = {
  voice,
  messaging,
  fax,
};

/** The engine for a recording: that of calls, messages or faxes, as its first event says. */
export function stepperOf(recording: Recording): Step {
  return stepper(PRODUCTS[productOf(recording)](loadLanguage()));
}

/** Tells what was recorded: a call, messages or a fax. */
export function productOf({ lines }: Recording): ProductName {
  const placed = lines.flatMap((line) => ('in' in line && line.in.type === 'placed' ? [line.in] : []))[0];
  const product = placed?.leg.product ?? 'voice';
  // A file can say anything.
  return Object.hasOwn(PRODUCTS, product) ? product : 'voice';
}
