import { childElements, type Element } from '../document.ts';
import type { ElementSpec } from '../language/element-spec.ts';
import { SCHEMA_VIOLATION } from '../language/finding-codes.ts';
import type { Inspection } from './inspection.ts';
import { list, tag } from './names-in-words.ts';

/** How many elements a verb takes; and what a Dial does not mix. */
export function checkCount(inspection: Inspection, element: Element, spec: ElementSpec): void {
  const { minChildren, maxChildren } = spec;
  if (minChildren === undefined && maxChildren === undefined) return;
  const children = childElements(inspection.document, element.id);
  const taken = inspection.childrenOf(element, spec);
  const nouns = children.filter(({ name }) => taken.includes(name));
  if (element.name === 'Dial') checkMix(inspection, element, nouns);
  const surplus = maxChildren === undefined ? undefined : nouns[maxChildren];
  if (surplus) {
    inspection.report(element, {
      code: spec.surplusCode ?? SCHEMA_VIOLATION,
      message: `<${element.name}> holds ${nouns.length} nouns; those after the first${maxChildren === 1 ? '' : ` ${maxChildren}`} are ignored`,
      help: `give the others a <${element.name}> of their own`,
      span: surplus.tag,
    });
  }
  // An element that is not known here was reported already; without it there would be none to report.
  if (minChildren !== undefined && children.length < minChildren) {
    inspection.report(element, {
      code: SCHEMA_VIOLATION,
      message: `<${element.name}> is empty; it does nothing without one of its nouns`,
      help: `put ${list(spec.children.map(tag))} inside`,
    });
  }
}

/** Twilio error dictionary, 13000. */
function checkMix(inspection: Inspection, element: Element, nouns: readonly Element[]): void {
  const [conference, second] = nouns.filter(({ name }) => name === 'Conference');
  if (nouns.length < 2) return;
  if (!conference) return checkAlone(inspection, element, nouns);
  inspection.report(element, {
    code: 13000,
    message: second
      ? 'Dial: only one Conference can be dialled; the others are ignored'
      : 'Dial: a Conference cannot be mixed with other nouns',
    help: 'give the Conference a <Dial> of its own',
    span: (second ?? conference).tag,
  });
}

/** Only Number, Client and Sip are dialled together (Twilio docs: Dial, Application). */
function checkAlone(inspection: Inspection, element: Element, nouns: readonly Element[]): void {
  const queue = nouns.find(({ name }) => name === 'Queue');
  const alone = queue ?? nouns.find(({ name }) => ['Application', 'Sim', 'WhatsApp'].includes(name));
  if (!alone) return;
  inspection.report(element, {
    rule: 'dialled-alone',
    level: 'warning',
    message: queue
      ? 'Dial: a Queue is dialled alone; the other nouns are ignored'
      : `Dial: what <${alone.name}> does beside other nouns is not documented; here all are dialled`,
    help: `give the ${alone.name} a <Dial> of its own`,
    span: alone.tag,
  });
}
