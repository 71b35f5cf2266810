import { attributeOf, type Element } from '../document.ts';
import { attributeSpan, type Inspection } from '../inspection.ts';
import type { ElementSpec } from '../schema.ts';

/** What to use instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  Sms: 'send texts with the REST API, or answer messages with <Message>',
  Autopilot: 'the product ended in 2023',
  Assistant: 'it is gone from the current helper library',
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
    const known = Object.hasOwn(spec.attributes, attribute.name)
      ? spec.attributes[attribute.name]
      : undefined;
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
  if (element.name === 'Say' && voice && attributeOf(element, 'voice') === 'alice') {
    inspection.report(element, {
      rule: 'deprecated',
      level: 'info',
      message: 'Say: the voice alice is a deprecated alias',
      help: 'choose a Polly or Google voice',
      span: attributeSpan(voice),
    });
  }
}
