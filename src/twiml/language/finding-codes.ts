import type { AttributeSpec, ElementEntry, ElementSpec } from './element-spec.ts';
import type { Schema } from './schema.ts';

/** What has no code of its own is a violation of the schema (Twilio error dictionary). */
export const SCHEMA_VIOLATION = 12200;
const INVALID_URL = 11100;

/** The code for a value of an attribute that cannot be used. */
export function valueCode({ code, codeIn }: AttributeSpec, parent: string | null): number {
  const inside = codeIn && parent !== null && Object.hasOwn(codeIn, parent) ? codeIn[parent] : undefined;
  return inside ?? code ?? SCHEMA_VIOLATION;
}

/**
 * The code for an attribute that should hold a URL and does not. An `action` is requested like a document, so that
 * it fails like one (error dictionary, 11100).
 */
export function urlCode({ code }: AttributeSpec, name: string): number {
  return code ?? (name === 'action' ? INVALID_URL : SCHEMA_VIOLATION);
}

/** The code for a text that should be a URL and is none. */
export function textUrlCode({ text }: ElementEntry): number {
  return text?.code ?? INVALID_URL;
}

/** The code for a known element inside a parent that does not take it. */
export function nestingCode(parent: ElementEntry | null): number {
  return parent?.nestingCode ?? SCHEMA_VIOLATION;
}

/** The code for an element without the text that it needs. */
export function emptyCode({ text }: ElementEntry): number {
  return text?.emptyCode ?? SCHEMA_VIOLATION;
}

/** The code for a text that is too long. */
export function longCode({ text }: ElementEntry): number {
  return text?.longCode ?? SCHEMA_VIOLATION;
}

/** Every code that the tables of the language have. */
export function codesOf({ elements }: Schema): ReadonlySet<number> {
  const specs = [...Object.values(elements('voice')), ...Object.values(elements('messaging'))];
  return new Set([SCHEMA_VIOLATION, INVALID_URL, ...specs.flatMap(codesOfElement)]);
}

function codesOfElement({
  attributes,
  retired,
  text,
  nestingCode,
  surplusCode,
}: ElementSpec): readonly number[] {
  const ofAttributes = Object.values(attributes).flatMap(({ code, codeIn, malformedCode }) => [
    code,
    malformedCode,
    ...Object.values(codeIn ?? {}),
  ]);
  const ofRetired = Object.values(retired ?? {}).map(({ code }) => code);
  const all = [
    ...ofAttributes,
    ...ofRetired,
    text?.code,
    text?.emptyCode,
    text?.longCode,
    nestingCode,
    surplusCode,
  ];
  return all.filter((code) => code !== undefined);
}
