import type { Attribute, Element } from '../document.ts';
import type { ElementSpec, RetiredAttribute } from '../language/element-spec.ts';
import { type Inspection, valueSpanOf } from './inspection.ts';

/** What to use instead of an attribute that was retired; `null` where it is none. */
export function insteadOf(spec: ElementSpec, { name }: Attribute): string | null {
  return retiredOf(spec, name)?.instead ?? null;
}

/** Reports the value of a retired attribute that was never good; answers false for any other attribute. */
export function checkRetired(
  inspection: Inspection,
  element: Element,
  spec: ElementSpec,
  attribute: Attribute,
): boolean {
  const { name, value } = attribute;
  const retired = retiredOf(spec, name);
  if (retired?.code === undefined || retired.values?.test(value.trim())) return false;
  inspection.report(element, {
    code: retired.code,
    message: `${element.name}: invalid ${name} value "${value}"; the attribute is ignored`,
    help: retired.instead,
    span: valueSpanOf(attribute),
  });
  return true;
}

function retiredOf({ retired }: ElementSpec, name: string): RetiredAttribute | null {
  return retired && Object.hasOwn(retired, name) ? (retired[name] ?? null) : null;
}
