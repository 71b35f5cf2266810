import type { Attribute, Element } from '../document.ts';
import type { ElementSpec } from '../language/element-spec.ts';
import { attributeSpecOf } from '../language/schema.ts';
import { attributeSpan, type Inspection } from './inspection.ts';

/** What to use instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  Sms: 'send texts with the REST API, or answer messages with <Message>',
  Autopilot: 'the product ended in 2023; use <ConversationRelay> or <VirtualAgent>',
  Assistant: 'it is gone from the current helper library; use <ConversationRelay>',
  TaskAttributes: 'use <Task>',
  'Gather.enhanced': 'choose a speechModel',
  'Conference.eventCallbackUrl': 'use statusCallback',
};

/** Elements, attributes and values that still work, and for how long nobody says. */
export function checkDeprecation(inspection: Inspection, element: Element, spec: ElementSpec): void {
  if (spec.deprecated) {
    inspection.report(element, {
      rule: 'deprecated',
      level: 'warning',
      message: `<${element.name}> is deprecated`,
      help:
        (inspection.product === 'messaging' && element.name === 'Sms'
          ? 'use <Message>'
          : INSTEAD[element.name]) ?? null,
    });
  }
  for (const attribute of element.attributes) {
    const { deprecated, aliasOf } = spec.attributes[attribute.name] ?? {};
    if (!deprecated && aliasOf === undefined) continue;
    const known = attributeSpecOf(spec, inspection.parent(element)?.name ?? null, attribute.name);
    if (known?.aliasOf !== undefined) reportAlias(inspection, element, attribute, known.aliasOf);
    if (!known?.deprecated) continue;
    inspection.report(element, {
      rule: 'deprecated',
      level: 'info',
      message: `${element.name}: the attribute ${attribute.name} is deprecated`,
      help: INSTEAD[`${element.name}.${attribute.name}`] ?? null,
      span: attributeSpan(attribute),
    });
  }
  const voice = element.attributes.find(({ name }) => name === 'voice');
  if (element.name === 'Say' && voice?.value.trim() === 'alice') {
    inspection.report(element, {
      rule: 'deprecated',
      level: 'info',
      message: 'Say: the voice alice is a deprecated alias',
      help: 'choose a Polly or Google voice',
      span: attributeSpan(voice),
    });
  }
}

/** Four names are lower case in the helper library and camel case in the documentation; nobody says which is right. */
function reportAlias(inspection: Inspection, element: Element, attribute: Attribute, meant: string): void {
  inspection.report(element, {
    rule: 'other-spelling',
    level: 'info',
    message: `${element.name}: ${attribute.name} is ${meant} in the documentation; both spellings are taken here`,
    help: null,
    span: attributeSpan(attribute),
  });
}
