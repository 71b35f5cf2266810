import { nearestName } from '../../errors/nearest.ts';
import { readValue } from '../attribute-value.ts';
import type { Attribute, Element } from '../document.ts';
import { SCHEMA_VIOLATION, valueCode } from '../finding-codes.ts';
import { attributeSpan, type Inspection, valueSpanOf } from '../inspection.ts';
import type { AttributeSpec, ElementSpec } from '../schema.ts';

/** Attributes: unknown and miscased ones, missing ones, and values that cannot be used. */
export function checkAttributes(inspection: Inspection, element: Element, spec: ElementSpec): void {
  const parent = inspection.parent(element)?.name ?? null;
  for (const attribute of element.attributes) {
    // Namespace declarations and schema hints are XML's own; Twilio's examples carry them.
    if (/^(xmlns(:|$)|xsi:|xml:(?!lang))/.test(attribute.name)) continue;
    const known = attributeSpec(spec, parent, attribute.name);
    if (known) checkValue(inspection, element, attribute, known, parent);
    else reportUnknown(inspection, element, attribute, spec, parent);
  }
  for (const [name, known] of Object.entries(spec.attributes))
    checkRequired(inspection, element, name, known, spec, parent);
}

/** The spec of an attribute where the element stands; `null` when it has none there. */
function attributeSpec(spec: ElementSpec, parent: string | null, name: string): AttributeSpec | null {
  const known = Object.hasOwn(spec.attributes, name) ? spec.attributes[name] : undefined;
  if (!known) return null;
  const allowed = parent === null ? undefined : spec.contexts?.[parent]?.attributes;
  if (allowed && !allowed.includes(name)) return null;
  return parent !== null && known.notIn?.includes(parent) ? null : known;
}

function reportUnknown(
  inspection: Inspection,
  element: Element,
  attribute: Attribute,
  spec: ElementSpec,
  parent: string | null,
): void {
  const here = Object.keys(spec.attributes).filter((name) => attributeSpec(spec, parent, name));
  const elsewhere = Object.hasOwn(spec.attributes, attribute.name);
  const near = elsewhere ? null : nearestName(attribute.name, here);
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: elsewhere
      ? `<${element.name}> has no attribute ${attribute.name} inside <${parent}>; it is ignored`
      : `<${element.name}> has no attribute ${attribute.name}; it is ignored`,
    help: near
      ? `did you mean ${near}?${near.toLowerCase() === attribute.name.toLowerCase() ? ' Names are case-sensitive' : ''}`
      : here.length > 0
        ? `it has ${here.slice(0, 12).join(', ')}${here.length > 12 ? ' …' : ''}`
        : 'it has no attributes',
    span: attributeSpan(attribute),
    effect: 'default',
    parserMessage: `cvc-complex-type.3.2.2: Attribute '${attribute.name}' is not allowed to appear in element '${element.name}'.`,
  });
}

function checkValue(
  inspection: Inspection,
  element: Element,
  attribute: Attribute,
  spec: AttributeSpec,
  parent: string | null,
): void {
  const read = readValue(inspection.language.schema, spec, attribute.value);
  if (!read.ok) return reportValue(inspection, element, attribute, spec, parent, read.expected);
  if (read.unlisted) reportUnlisted(inspection, element, attribute, spec);
}

function reportValue(
  inspection: Inspection,
  element: Element,
  attribute: Attribute,
  spec: AttributeSpec,
  parent: string | null,
  expected: string,
): void {
  const { name, value } = attribute;
  const code = longFinishKey(element.name, attribute) ? 13311 : valueCode(parent, element.name, name);
  const words = inspection.language.schema.values(spec) ?? [];
  const near = nearestName(value.trim(), words);
  const fallback =
    spec.default === undefined || spec.default === null ? 'it is left out' : `${shown(spec.default)} is used`;
  inspection.report(element, {
    code,
    message: `${element.name}: invalid ${name} value "${value}"; ${fallback}`,
    help: near ? `did you mean ${near}? Write ${expected}` : `write ${expected}`,
    span: valueSpanOf(attribute),
  });
}

/** The dictionary has two codes for finishOnKey: 13310 for the character, 13311 for the length. */
function longFinishKey(element: string, { name, value }: Attribute): boolean {
  return element === 'Gather' && name === 'finishOnKey' && value.length > 1;
}

/** Lists of voices, languages and models grow without notice: what is not in them may be right. */
function reportUnlisted(
  inspection: Inspection,
  element: Element,
  attribute: Attribute,
  spec: AttributeSpec,
): void {
  const { name, value } = attribute;
  const words = inspection.language.schema.values(spec) ?? [];
  const near = nearestName(value.trim(), words);
  // A provider's voice may be new; a name without a provider is one of three, or a mistake.
  const voice = spec.enumRef === 'SayVoice' && !/^(Polly|Google|ElevenLabs)[.-]/.test(value);
  const help = near ? `did you mean ${near}?` : 'check it against the current list in the documentation';
  if (voice) {
    const parent = inspection.parent(element)?.name ?? null;
    const message = `${element.name}: unknown voice "${value}"; the default voice is used`;
    inspection.report(element, {
      code: valueCode(parent, element.name, name),
      message,
      help,
      span: valueSpanOf(attribute),
    });
    return;
  }
  inspection.report(element, {
    rule: 'unlisted-value',
    level: 'info',
    message: `${element.name}: ${name} "${value}" is in no list of known values`,
    help,
    span: valueSpanOf(attribute),
  });
}

function checkRequired(
  inspection: Inspection,
  element: Element,
  name: string,
  spec: AttributeSpec,
  owner: ElementSpec,
  parent: string | null,
): void {
  if (!spec.required || element.attributes.some((attribute) => attribute.name === name)) return;
  if (parent !== null && (spec.requiredNotIn?.includes(parent) || !attributeSpec(owner, parent, name)))
    return;
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: `<${element.name}> needs the attribute ${name}`,
    help: null,
    parserMessage: `cvc-complex-type.4: Attribute '${name}' must appear on element '${element.name}'.`,
  });
}

function shown(value: string | number | boolean): string {
  return value === '' ? 'nothing' : String(value);
}
