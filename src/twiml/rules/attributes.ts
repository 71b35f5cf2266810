import { readValue } from '../attribute-value.ts';
import { type Attribute, attributeOf, type Element } from '../document.ts';
import type { Effect } from '../finding.ts';
import type { AttributeSpec, ElementSpec } from '../language/element-spec.ts';
import { SCHEMA_VIOLATION, valueCode } from '../language/finding-codes.ts';
import { LONGEST_TRANSCRIBED_S } from '../language/limits.ts';
import { attributeSpecOf } from '../language/schema.ts';
import { attributeSpan, type Inspection, valueSpanOf } from './inspection.ts';
import { kindredNames } from './kindred-names.ts';
import { isPlaceholder } from './placeholder.ts';
import { checkRetired, insteadOf } from './retired-attributes.ts';

/** An element whose attributes are looked at, and what is known of it. */
interface Owner {
  readonly inspection: Inspection;
  readonly element: Element;
  readonly spec: ElementSpec;
  /** The name of the element around it. */
  readonly parent: string | null;
}

/** Attributes: unknown and miscased ones, missing ones, and values that cannot be used. */
export function checkAttributes(inspection: Inspection, element: Element, spec: ElementSpec): void {
  const parent = inspection.parent(element)?.name ?? null;
  const owner: Owner = { inspection, element, spec, parent };
  for (const attribute of element.attributes) {
    // Namespace declarations and schema hints are XML's own; Twilio's examples carry them.
    if (/^(xmlns(:|$)|xsi:|xml:(?!lang))/.test(attribute.name)) continue;
    const known = attributeSpecOf(spec, parent, attribute.name);
    if (known) checkValue(owner, attribute, known);
    else if (!checkRetired(inspection, element, spec, attribute)) reportUnknown(owner, attribute);
  }
  for (const name of requiredOf(spec)) checkRequired(owner, name);
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

function reportUnknown({ inspection, element, spec, parent }: Owner, attribute: Attribute): void {
  const here = Object.keys(spec.attributes).filter((name) => attributeSpecOf(spec, parent, name));
  const elsewhere = Object.hasOwn(spec.attributes, attribute.name);
  const near = elsewhere ? null : inspection.nearest(attribute.name, here);
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: elsewhere
      ? `<${element.name}> has no attribute ${attribute.name} inside <${parent}>; it is ignored`
      : `<${element.name}> has no attribute ${attribute.name}; it is ignored`,
    help:
      insteadOf(spec, attribute) ??
      (near === null
        ? attributesOf(here, elsewhere ? [] : kindredNames(attribute.name, here))
        : `did you mean ${near}?${caseHint('Names', near, attribute.name)}`),
    span: attributeSpan(attribute),
    effect: 'default',
    parserMessage: `Attribute '${attribute.name}' is not allowed to appear in element '${element.name}'.`,
  });
}

/** What an element has, what was probably meant first. */
function attributesOf(known: readonly string[], meant: readonly string[]): string {
  if (known.length === 0) return 'it has no attributes';
  if (meant.length === 1) return `did you mean ${meant[0]}?`;
  const names = [...meant, ...known.filter((name) => !meant.includes(name))];
  const rest = names.length - MOST_SHOWN;
  return `it has ${names.slice(0, MOST_SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** So many names of a list are shown. */
const MOST_SHOWN = 12;

/** What is meant differs in the case of its letters only. */
function caseHint(what: 'Names' | 'Values', meant: string, written: string): string {
  return meant.toLowerCase() === written.toLowerCase() ? ` ${what} are case-sensitive` : '';
}

function checkValue(owner: Owner, attribute: Attribute, spec: AttributeSpec): void {
  const read = readValue(spec, attribute.value);
  if (!read.ok) return reportValue(owner, attribute, spec, read.expected);
  if (!read.unlisted || isOldLanguage(owner.element, attribute)) return;
  if (isPlaceholder(attribute.value)) return reportPlaceholder(owner, attribute);
  reportUnlisted(owner, attribute, spec);
}

/** A word that is in no list may be new, unless it does not even look like one. */
function reportUnlisted(owner: Owner, attribute: Attribute, spec: AttributeSpec): void {
  const { inspection, element, parent } = owner;
  const { name, value } = attribute;
  const near = nearWord(inspection, value.trim(), spec.enum ?? []);
  const help = near ? `did you mean ${near}?` : 'check it against the current list in the documentation';
  const span = valueSpanOf(attribute);
  if (spec.open !== true && !spec.open?.test(value.trim())) {
    const code = valueCode(spec, parent);
    const message = `${element.name}: unknown ${name} "${value}"; ${fallback(owner, spec, code)}`;
    return inspection.report(element, { code, message, help, span });
  }
  inspection.report(element, {
    rule: 'unlisted-value',
    level: 'info',
    message: `${element.name}: ${name} "${value}" is in no list of known values, which may be out of date`,
    help,
    span,
  });
}

/** Languages that the basic voices took before there were regions (Twilio docs, old: Say). */
const OLD_LANGUAGES = ['en', 'en-gb', 'es', 'fr', 'de'];

function isOldLanguage(element: Element, { name, value }: Attribute): boolean {
  if (element.name !== 'Say' || name !== 'language') return false;
  const voice = attributeOf(element, 'voice')?.trim() ?? '';
  return /^(man|woman)$/.test(voice) && OLD_LANGUAGES.includes(value.trim());
}

function reportValue(owner: Owner, attribute: Attribute, spec: AttributeSpec, expected: string): void {
  const { inspection, element, parent } = owner;
  const { name, value } = attribute;
  const code = longFinishKey(element.name, attribute) ? 13311 : valueCode(spec, parent);
  if (isPlaceholder(value)) return reportPlaceholder(owner, attribute, inspection.effectOf(code));
  const words = spec.type === 'boolean' ? ['true', 'false'] : (spec.enum ?? []);
  const near = nearWord(inspection, value.trim(), words);
  inspection.report(element, {
    code,
    message: `${element.name}: invalid ${name} value "${value}"; ${fallback(owner, withDefault(element, name, spec), code)}`,
    help: near === null ? `write ${expected}` : suggestion(near, value.trim(), expected, words),
    span: valueSpanOf(attribute),
  });
}

function suggestion(near: string, value: string, expected: string, words: readonly string[]): string {
  const question = `did you mean ${near}?`;
  const hint = caseHint('Values', near, value);
  if (hint !== '') return question + hint;
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
  const near = regional.find((word) => word === usual) ?? regional[0] ?? inspection.nearest(value, words);
  // Of a long list only the beginning is shown.
  return near ?? (words.length > MOST_SHOWN ? (kindredNames(value, words)[0] ?? null) : null);
}

/** What is done about a value that cannot be used: by its code's effect the element is skipped, or does without. */
function fallback({ inspection, element }: Owner, spec: AttributeSpec, code: number): string {
  if (inspection.effectOf(code) === 'skip') return `the <${element.name}> is skipped`;
  const used = spec.default ?? spec.defaultNote ?? null;
  return used === null ? 'the attribute is ignored' : `the default is used (${used})`;
}

/** What nobody filled in: a template that was not rendered. */
function reportPlaceholder(
  { inspection, element }: Owner,
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
  return shorter ? { ...spec, default: LONGEST_TRANSCRIBED_S } : spec;
}

/** The dictionary has two codes for finishOnKey: 13310 for the character, 13311 for the length. */
function longFinishKey(element: string, { name, value }: Attribute): boolean {
  return element === 'Gather' && name === 'finishOnKey' && [...value.slice(0, 3)].length > 1;
}

function checkRequired({ inspection, element, spec, parent }: Owner, name: string): void {
  // A miscased attribute was reported as that.
  if (element.attributes.some((attribute) => attribute.name.toLowerCase() === name.toLowerCase())) return;
  const known = attributeSpecOf(spec, parent, name);
  if (!known || (parent !== null && known.requiredNotIn?.includes(parent))) return;
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: `<${element.name}> needs the attribute ${name}`,
    help: `add ${name}="…"`,
  });
}
