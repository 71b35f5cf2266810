import type { Attribute, Element } from '../document.ts';
import { type Inspection, valueSpanOf } from './inspection.ts';

/** An attribute that only old documentation or the error dictionary knows. */
interface Retired {
  /** Values that were good. */
  readonly values: RegExp;
  /** For any other value (Twilio error dictionary). */
  readonly code: number;
  readonly instead: string;
}

const RETIRED: ReadonlyMap<string, Retired> = new Map([
  [
    'Dial.ifMachine',
    { values: /^(hangup|continue|false)$/i, code: 13211, instead: 'use machineDetection on <Number>' },
  ],
  [
    'Say.rate',
    { values: /^\d+$/, code: 13513, instead: 'use <prosody rate="…"> and a Polly or Google voice' },
  ],
  [
    'Sip.sendDigits',
    {
      values: /^[0-9*#wW]*$/,
      code: 13242,
      instead: 'only <Number> has sendDigits; <Play digits="…"/> sends keys too',
    },
  ],
]);

/** What to use instead of an attribute that was retired; `null` where it is none. */
export function insteadOf(element: Element, { name }: Attribute): string | null {
  return RETIRED.get(`${element.name}.${name}`)?.instead ?? null;
}

/** Reports the value of a retired attribute that was never good; answers false for any other attribute. */
export function checkRetired(inspection: Inspection, element: Element, attribute: Attribute): boolean {
  const { name, value } = attribute;
  const retired = RETIRED.get(`${element.name}.${name}`);
  if (!retired || retired.values.test(value.trim())) return false;
  inspection.report(element, {
    code: retired.code,
    message: `${element.name}: invalid ${name} value "${value}"; the attribute is ignored`,
    help: retired.instead,
    span: valueSpanOf(attribute),
  });
  return true;
}
