import type { Attribute, Element } from '../document.ts';
import type { ElementSpec } from '../language/element-spec.ts';
import { attributeSpecOf } from '../language/schema.ts';
import { attributeSpan, type Inspection } from './inspection.ts';

/** Elements, attributes and values that still work, and for how long nobody says. */
export function checkDeprecation(inspection: Inspection, element: Element, spec: ElementSpec): void {
  if (spec.deprecated !== undefined) {
    inspection.report(element, {
      rule: 'deprecated',
      level: 'warning',
      message: `<${element.name}> is deprecated`,
      help: spec.deprecated,
    });
  }
  for (const attribute of element.attributes) checkAttribute(inspection, element, attribute, spec);
}

function checkAttribute(
  inspection: Inspection,
  element: Element,
  attribute: Attribute,
  spec: ElementSpec,
): void {
  const { name, value } = attribute;
  const own = spec.attributes[name];
  if (!own?.aliasOf && !own?.deprecated && !own?.deprecatedWords) return;
  const span = attributeSpan(attribute);
  const known = attributeSpecOf(spec, inspection.parent(element)?.name ?? null, name);
  const { aliasOf, deprecated, deprecatedWords } = known ?? {};
  const instead = deprecatedWords?.get(value.trim());
  // Four names are lower case in the helper library and camel case in the documentation; nobody says which is right.
  if (aliasOf !== undefined) {
    inspection.report(element, {
      rule: 'other-spelling',
      level: 'info',
      message: `${element.name}: ${name} is ${aliasOf} in the documentation; both spellings are taken here`,
      help: null,
      span,
    });
  }
  if (deprecated !== undefined) {
    inspection.report(element, {
      rule: 'deprecated',
      level: 'info',
      message: `${element.name}: the attribute ${name} is deprecated`,
      help: deprecated,
      span,
    });
  }
  if (instead === undefined) return;
  inspection.report(element, {
    rule: 'deprecated',
    level: 'info',
    message: `${element.name}: the ${name} ${value.trim()} is a deprecated alias`,
    help: instead,
    span,
  });
}
