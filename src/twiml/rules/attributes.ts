import { readValue } from '../attribute-value.ts';
import { type Attribute, attributeOf, type Element } from '../document.ts';
import type { Effect } from '../finding.ts';
import type { AttributeSpec, ElementSpec } from '../language/element-spec.ts';
import { SCHEMA_VIOLATION, valueCode } from '../language/finding-codes.ts';
import { attributeSpecOf } from '../language/schema.ts';
import { attributeSpan, type Inspection, valueSpanOf } from './inspection.ts';
import { isPlaceholder } from './placeholder.ts';
import { checkRetired, insteadOf } from './retired-attributes.ts';

/** Attributes: unknown and miscased ones, missing ones, and values that cannot be used. */
export function checkAttributes(inspection: Inspection, element: Element, spec: ElementSpec): void {
  const parent = inspection.parent(element)?.name ?? null;
  for (const attribute of element.attributes) {
    // Namespace declarations and schema hints are XML's own; Twilio's examples carry them.
    if (/^(xmlns(:|$)|xsi:|xml:(?!lang))/.test(attribute.name)) continue;
    const known = attributeSpecOf(spec, parent, attribute.name);
    if (known) checkValue(inspection, element, attribute, known, parent);
    else if (!checkRetired(inspection, element, attribute))
      reportUnknown(inspection, element, attribute, spec, parent);
  }
  for (const name of requiredOf(spec)) checkRequired(inspection, element, name, spec, parent);
}

/** Names of the attributes that an element needs; the same for each element of a name, and mostly none. */
function requiredOf(spec: ElementSpec): readonly string[] {
  let names = REQUIRED.get(spec);
  if (!names) {
    names = Object.keys(spec.attributes).filter((name) => spec.attributes[name]?.required);
    REQUIRED.set(spec, names);
  }
  return names;
}

const REQUIRED = new WeakMap<ElementSpec, readonly string[]>();

function reportUnknown(
  inspection: Inspection,
  element: Element,
  attribute: Attribute,
  spec: ElementSpec,
  parent: string | null,
): void {
  const here = Object.keys(spec.attributes).filter((name) => attributeSpecOf(spec, parent, name));
  const elsewhere = Object.hasOwn(spec.attributes, attribute.name);
  const near = elsewhere ? null : inspection.nearest(attribute.name, here);
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: elsewhere
      ? `<${element.name}> has no attribute ${attribute.name} inside <${parent}>; it is ignored`
      : `<${element.name}> has no attribute ${attribute.name}; it is ignored`,
    help:
      insteadOf(element, attribute) ??
      (near
        ? `did you mean ${near}?${near.toLowerCase() === attribute.name.toLowerCase() ? ' Names are case-sensitive' : ''}`
        : attributesOf(here)),
    span: attributeSpan(attribute),
    effect: 'default',
    parserMessage: `cvc-complex-type.3.2.2: Attribute '${attribute.name}' is not allowed to appear in element '${element.name}'.`,
  });
}

function attributesOf(names: readonly string[]): string {
  if (names.length === 0) return 'it has no attributes';
  return `it has ${names.slice(0, 12).join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}`;
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
  if (!read.unlisted || isKnownAllTheSame(element, attribute)) return;
  const { name, value } = attribute;
  const words = inspection.language.schema.values(spec) ?? [];
  const near = nearWord(inspection, value.trim(), words);
  const help = near ? `did you mean ${near}?` : 'check it against the current list in the documentation';
  const span = valueSpanOf(attribute);
  // A provider's voice may be new; a name without a provider is one of three, or a mistake.
  const badVoice = spec.enumRef === 'SayVoice' && !/^(Polly|Google|ElevenLabs)[.-]/.test(value.trim());
  // Gather refuses a language without a region, such as `en` (error dictionary, 13512).
  const badLanguage = spec.enumRef === 'GatherLanguage' && !/^[a-z]{2,3}-\w/i.test(value.trim());
  if (isPlaceholder(value)) reportPlaceholder(inspection, element, attribute);
  else if (badVoice || badLanguage) {
    const code = valueCode(parent, element.name, name);
    const message = `${element.name}: unknown ${name} "${value}"; ${fallback(inspection, spec, code, element.name)}`;
    inspection.report(element, { code, message, help, span });
  } else {
    inspection.report(element, {
      rule: 'unlisted-value',
      level: 'info',
      message: `${element.name}: ${name} "${value}" is in no list of known values, which may be out of date`,
      help,
      span,
    });
  }
}

/** Languages that the basic voices took before there were regions (Twilio docs, old: Say). */
const LEGACY_LANGUAGES = ['en', 'en-gb', 'es', 'fr', 'de'];

/** Values that are in no list, and known: languages of the basic voices, variants of a recogniser's model. */
function isKnownAllTheSame(element: Element, { name, value }: Attribute): boolean {
  if (element.name === 'Gather')
    return name === 'speechModel' && /^deepgram_nova-2-[a-z]+$/.test(value.trim());
  if (element.name !== 'Say' || name !== 'language') return false;
  const voice = attributeOf(element, 'voice')?.trim() ?? '';
  return /^(man|woman)$/.test(voice) && LEGACY_LANGUAGES.includes(value.trim());
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
  if (isPlaceholder(value))
    return reportPlaceholder(inspection, element, attribute, inspection.effectOf(code));
  const words = spec.type === 'boolean' ? ['true', 'false'] : (inspection.language.schema.values(spec) ?? []);
  const near = nearWord(inspection, value.trim(), words);
  inspection.report(element, {
    code,
    message: `${element.name}: invalid ${name} value "${value}"; ${fallback(inspection, withDefault(element, name, spec), code, element.name)}`,
    help: near === null ? `write ${expected}` : suggestion(near, value.trim(), expected, words),
    span: valueSpanOf(attribute),
  });
}

function suggestion(near: string, value: string, expected: string, words: readonly string[]): string {
  const question = `did you mean ${near}?`;
  if (near.toLowerCase() === value.toLowerCase()) return `${question} Values are case-sensitive`;
  return words.length > 1 ? `${question} Write ${expected}` : question;
}

/** The known value that was probably meant; of a language without a region, one with. */
function nearWord(inspection: Inspection, value: string, words: readonly string[]): string | null {
  if (value === '') return null;
  const language = value.toLowerCase();
  const regional = /^[a-z]{2,3}$/.test(language)
    ? words.filter((word) => word.startsWith(`${language}-`))
    : [];
  const usual = language === 'en' ? 'en-US' : `${language}-${language.toUpperCase()}`;
  return regional.find((word) => word === usual) ?? regional[0] ?? inspection.nearest(value, words);
}

/** What is done about a value that cannot be used: by its code's effect the element is skipped, or does without. */
function fallback(inspection: Inspection, spec: AttributeSpec, code: number, element: string): string {
  if (inspection.effectOf(code) === 'skip') return `the <${element}> is skipped`;
  const used = spec.default ?? spec.defaultNote ?? null;
  return used === null ? 'the attribute is ignored' : `the default is used (${used})`;
}

/** What nobody filled in: a template that was not rendered. */
function reportPlaceholder(
  inspection: Inspection,
  element: Element,
  attribute: Attribute,
  effect: Effect = 'none',
): void {
  inspection.report(element, {
    rule: 'placeholder',
    level: 'warning',
    message: `${element.name}: ${attribute.name} holds a placeholder, "${attribute.value}", that was not filled in`,
    help: 'check what the webhook answers, not its template',
    span: valueSpanOf(attribute),
    effect,
  });
}

/** What is transcribed is shorter by default (Twilio docs: Record, maxLength). */
function withDefault(element: Element, name: string, spec: AttributeSpec): AttributeSpec {
  const shorter =
    element.name === 'Record' &&
    name === 'maxLength' &&
    attributeOf(element, 'transcribe')?.trim() === 'true';
  return shorter ? { ...spec, default: 120 } : spec;
}

/** The dictionary has two codes for finishOnKey: 13310 for the character, 13311 for the length. */
function longFinishKey(element: string, { name, value }: Attribute): boolean {
  return element === 'Gather' && name === 'finishOnKey' && [...value.slice(0, 3)].length > 1;
}

function checkRequired(
  inspection: Inspection,
  element: Element,
  name: string,
  owner: ElementSpec,
  parent: string | null,
): void {
  if (element.attributes.some((attribute) => attribute.name === name)) return;
  const spec = attributeSpecOf(owner, parent, name);
  if (!spec || (parent !== null && spec.requiredNotIn?.includes(parent))) return;
  const slip = element.attributes.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase());
  // A miscased attribute was reported as that.
  if (slip) return;
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: `<${element.name}> needs the attribute ${name}`,
    help: `add ${name}="…"`,
    parserMessage: `cvc-complex-type.4: Attribute '${name}' must appear on element '${element.name}'.`,
  });
}
