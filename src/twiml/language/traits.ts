import type { FarEndSpec } from './element-spec.ts';
import type { ProductName } from './schema.ts';
import { type NameTraits, VOCABULARY } from './vocabulary.ts';

const NONE: NameTraits = {};

/** What can be said of an element by its name; of calls unless another product is named. */
export function traitsOf(name: string, product: ProductName = 'voice'): NameTraits {
  const { traits } = VOCABULARY[product];
  // Names come from documents, where somebody may write `constructor`.
  return (Object.hasOwn(traits, name) ? traits[name] : undefined) ?? NONE;
}

/** The parameters that say what came of some verb, of whatever product. */
export const TELLING_PARAMETERS: readonly string[] = [
  ...new Set(
    Object.values(VOCABULARY).flatMap(({ traits }) =>
      Object.values(traits).flatMap(({ tells = [] }) => tells),
    ),
  ),
];

/** The far ends of calls that are no phones. */
export const FAR_ENDS: readonly FarEndSpec[] = Object.values(VOCABULARY.voice.traits).flatMap(
  ({ farEnd }) => farEnd ?? [],
);

/** True when what is at the far end of an element can fail with a code: when its codes are not known, with any. */
export function failsWith({ codes }: FarEndSpec, code: number): boolean {
  return codes === undefined || (code >= codes[0] && code <= codes[1]);
}
