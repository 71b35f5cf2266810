import { nearestName } from '../../errors/nearest.ts';
import { childElements, type Element } from '../document.ts';
import { nestingCode, SCHEMA_VIOLATION } from '../finding-codes.ts';
import type { Inspection } from '../inspection.ts';
import type { ElementSpec } from '../schema.ts';

/**
 * Where elements stand: unknown and miscased ones, those inside a parent that does not take them, too many and
 * too few. Answers false for an element that execution skips, so that nobody looks inside.
 */
export function checkPlacement(inspection: Inspection, element: Element): boolean {
  const parent = inspection.parent(element);
  if (!parent) {
    checkCount(inspection, element, inspection.spec(element));
    return true;
  }
  const spec = inspection.spec(element);
  const parentSpec = inspection.spec(parent);
  if (!spec) {
    reportUnknown(inspection, element, parent, parentSpec);
    return false;
  }
  if (!takes(parentSpec, element.name)) {
    reportMisplaced(inspection, element, parent, spec, parentSpec);
    return false;
  }
  if (spec.typedOnlyParents?.includes(parent.name)) {
    inspection.report(element, {
      code: SCHEMA_VIOLATION,
      message: `<${element.name}> means nothing directly inside <${parent.name}>; it belongs into ${list(spec.parents)}`,
      help: 'the helper library can generate it here, but nothing runs it',
      effect: 'skip',
    });
    return false;
  }
  checkCount(inspection, element, spec);
  return true;
}

function takes(spec: ElementSpec | null, name: string): boolean {
  if (!spec) return true;
  return spec.children.includes(name) || (spec.typedOnlyChildren?.includes(name) ?? false);
}

function reportUnknown(
  inspection: Inspection,
  element: Element,
  parent: Element,
  parentSpec: ElementSpec | null,
): void {
  const { schema } = inspection.language;
  const other = inspection.product === 'messaging' ? 'voice' : 'messaging';
  const elsewhere = schema.element(other, element.name);
  const verbInMessaging = inspection.product === 'messaging' && parent.name === 'Response';
  const code = verbInMessaging
    ? 14110
    : parent.name === 'Gather' || parent.name === 'Dial'
      ? nestingCode(parent.name)
      : SCHEMA_VIOLATION;
  const known = Object.keys(schema.elements(inspection.product));
  const near = nearestName(element.name, parentSpec?.children ?? known) ?? nearestName(element.name, known);
  const miscased = near !== null && near.toLowerCase() === element.name.toLowerCase();
  inspection.report(element, {
    code,
    message: elsewhere
      ? `<${element.name}> belongs to ${other}, not to ${inspection.product}; it is ignored`
      : `<${element.name}> is not an element of TwiML; it is ignored`,
    help: elsewhere
      ? `is this document answered to a ${inspection.product === 'voice' ? 'call' : 'message'} by mistake?`
      : near
        ? `did you mean <${near}>?${miscased ? ' Names are case-sensitive' : ''}`
        : parentSpec && parentSpec.children.length > 0
          ? `<${parent.name}> takes ${list(parentSpec.children)}`
          : null,
    effect: 'skip',
    parserMessage: xerces(element.name, parentSpec),
  });
}

function reportMisplaced(
  inspection: Inspection,
  element: Element,
  parent: Element,
  spec: ElementSpec,
  parentSpec: ElementSpec | null,
): void {
  const nowhere = parentSpec?.children.length === 0;
  inspection.report(element, {
    code: inspection.product === 'messaging' && parent.name === 'Response' ? 14110 : nestingCode(parent.name),
    message: `<${element.name}> may not stand inside <${parent.name}>; it is ignored`,
    help: nowhere
      ? `<${parent.name}> takes no elements; <${element.name}> belongs into ${list(spec.parents)}`
      : `<${parent.name}> takes ${list(parentSpec?.children ?? [])}; <${element.name}> belongs into ${list(spec.parents)}`,
    effect: 'skip',
    parserMessage: xerces(element.name, parentSpec),
  });
}

/** Twilio validates with a schema processor that speaks so (public reports). */
function xerces(name: string, parentSpec: ElementSpec | null): string {
  const expected =
    parentSpec && parentSpec.children.length > 0
      ? ` One of '{${parentSpec.children.join(', ')}}' is expected.`
      : '';
  return `cvc-complex-type.2.4.a: Invalid content was found starting with element '${name}'.${expected}`;
}

/** How many elements a verb takes; and what a Dial does not mix. */
function checkCount(inspection: Inspection, element: Element, spec: ElementSpec | null): void {
  const names = childElements(inspection.document, element.id).map(({ name }) => name);
  if (element.name === 'Dial' && inspection.product === 'voice') checkMix(inspection, element, names);
  if (spec?.maxChildren !== undefined && names.length > spec.maxChildren) {
    inspection.report(element, {
      code: element.name === 'Dial' ? 13250 : SCHEMA_VIOLATION,
      message: `<${element.name}> holds ${names.length} elements; ${spec.maxChildren} at most`,
      help: null,
    });
  }
  if (spec?.minChildren !== undefined && names.length < spec.minChildren) {
    inspection.report(element, {
      code: SCHEMA_VIOLATION,
      message: `<${element.name}> is empty; it does nothing without one of its nouns`,
      help: `put ${list(spec.children)} inside`,
    });
  }
}

/** Twilio error dictionary, 13000. */
function checkMix(inspection: Inspection, element: Element, names: readonly string[]): void {
  const conferences = names.filter((name) => name === 'Conference').length;
  if (conferences === 0 || names.length === 1) return;
  inspection.report(element, {
    code: 13000,
    message:
      conferences > 1
        ? 'Dial: only one Conference can be dialled'
        : 'Dial: a Conference cannot be mixed with other nouns',
    help: 'give the Conference a Dial of its own',
  });
}

/** Names for a sentence. */
function list(names: readonly string[]): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} others`] : names;
  return shown.length <= 1 ? (shown[0] ?? 'nothing') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
