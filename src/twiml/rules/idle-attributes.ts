import { readValue } from '../attribute-value.ts';
import { type Attribute, attributeOf, childElements, type Element } from '../document.ts';
import type { ElementSpec } from '../language/element-spec.ts';
import type { Inspection } from './inspection.ts';

/** Attributes of a Gather that count for one kind of input only (Twilio docs: Gather). */
const OF_SPEECH = [
  'hints',
  'speechTimeout',
  'speechModel',
  'profanityFilter',
  'partialResultCallback',
  'enhanced',
];
const OF_KEYS = ['numDigits', 'finishOnKey'];

/** Attributes that do nothing where they stand, as what they belong to is missing. */
export function checkIdle(inspection: Inspection, element: Element, spec: ElementSpec): void {
  for (const attribute of element.attributes) {
    const needed = neededBy(attribute.name, spec);
    if (needed !== null && isIdle(element, needed) && isUsable(attribute, spec)) {
      report(inspection, element, {
        attribute,
        what: `${attribute.name} does nothing without ${needed}`,
        help: `add ${needed}="…", or leave it out`,
      });
    }
  }
  if (element.name === 'Gather') checkInput(inspection, element);
  if (element.name === 'Dial') checkDialled(inspection, element);
}

/** Attributes of a Dial that mean nothing for some nouns (Twilio docs: Dial). */
const NOT_FOR: ReadonlyMap<string, readonly string[]> = new Map([
  ['Conference', ['callerId', 'timeout', 'answerOnBridge']],
  ['Queue', ['answerOnBridge']],
  ['WhatsApp', ['answerOnBridge']],
]);

function checkDialled(inspection: Inspection, dial: Element): void {
  for (const { name: noun } of childElements(inspection.document, dial.id)) {
    for (const attribute of dial.attributes) {
      if (!NOT_FOR.get(noun)?.includes(attribute.name)) continue;
      const what = `${attribute.name} does nothing for a <${noun}>`;
      return report(inspection, dial, { attribute, what, help: 'leave it out' });
    }
  }
}

function isIdle(element: Element, needed: string): boolean {
  return attributeOf(element, needed) === undefined;
}

/** What cannot be used was reported as that. */
function isUsable({ name, value }: Attribute, { attributes }: ElementSpec): boolean {
  const known = attributes[name];
  return known !== undefined && readValue(known, value).ok;
}

/** The attribute without which another one does nothing: what a method or events are of, or what the table says. */
function neededBy(name: string, spec: ElementSpec): string | null {
  const known = Object.hasOwn(spec.attributes, name) ? spec.attributes[name] : undefined;
  if (!known) return null;
  if (known.needs !== undefined) return known.needs;
  const base = /^(\w+)(?:Method|Event)$/.exec(name)?.[1];
  if (base !== undefined && Object.hasOwn(spec.attributes, base)) return base;
  return name === 'method' ? askedBy(spec) : null;
}

/** What a `method` is of. A verb whose action is this document by default has a use for it in any case. */
function askedBy({ kind, nextRuns, attributes }: ElementSpec): string | null {
  if (kind === 'noun') return hasOptional(attributes, 'url') ? 'url' : null;
  return nextRuns === 'without-action' && hasOptional(attributes, 'action') ? 'action' : null;
}

function hasOptional(attributes: ElementSpec['attributes'], name: string): boolean {
  const known = attributes[name];
  return known !== undefined && !known.required;
}

function checkInput(inspection: Inspection, gather: Element): void {
  const input = attributeOf(gather, 'input')?.trim().split(/\s+/) ?? ['dtmf'];
  const idle = [
    ...(input.includes('speech') ? [] : OF_SPEECH),
    ...(input.includes('dtmf') || !input.includes('speech') ? [] : OF_KEYS),
  ];
  for (const attribute of gather.attributes) {
    if (!idle.includes(attribute.name)) continue;
    const kind = OF_KEYS.includes(attribute.name) ? 'dtmf' : 'speech';
    const help = `write input="${kind === 'speech' ? 'speech' : 'dtmf speech'}", or leave it out`;
    const what = `${attribute.name} does nothing without ${kind} in input`;
    report(inspection, gather, { attribute, what, help });
  }
}

function report(
  inspection: Inspection,
  element: Element,
  { attribute, what, help }: { readonly attribute: Attribute; readonly what: string; readonly help: string },
): void {
  inspection.report(element, {
    rule: 'does-nothing',
    level: 'info',
    message: `${element.name}: ${what}`,
    help,
    span: attribute.nameSpan,
  });
}
