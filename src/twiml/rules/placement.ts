import { childElements, type Element } from '../document.ts';
import type { ElementSpec } from '../language/element-spec.ts';
import { nestingCode, SCHEMA_VIOLATION } from '../language/finding-codes.ts';
import { contextOf, type ProductName } from '../language/schema.ts';
import type { Inspection } from './inspection.ts';

/** A verb that no reply takes (Twilio error dictionary). */
const INVALID_REPLY_VERB = 14110;

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
  if (!takes(inspection, parent, element.name)) {
    reportMisplaced(inspection, element, parent, spec, parentSpec);
    return false;
  }
  if (element.name === 'Queue' && parent.name === 'Response') {
    // A verb of the pages of 2012, which puts the caller into a queue.
    inspection.report(element, {
      rule: 'deprecated',
      level: 'warning',
      message:
        '<Queue> directly inside <Response> is deprecated; it is taken as <Enqueue>, without attributes',
      help: 'use <Enqueue> to wait in a queue, <Dial><Queue> to take somebody out of it',
    });
    return true;
  }
  if (spec.typedOnlyParents?.includes(parent.name)) {
    inspection.report(element, {
      code: SCHEMA_VIOLATION,
      message: `<${element.name}> means nothing directly inside <${parent.name}>; it is ignored`,
      help: `the helper library can generate it here, but it belongs into ${list(spec.parents.map(tag))}`,
      effect: 'skip',
    });
    return false;
  }
  checkCount(inspection, element, spec);
  return true;
}

function takes(inspection: Inspection, parent: Element, name: string): boolean {
  const spec = inspection.spec(parent);
  if (!spec) return true;
  return (
    childrenOf(inspection, parent, spec).includes(name) || (spec.typedOnlyChildren?.includes(name) ?? false)
  );
}

/** What an element takes where it stands: a `<Stream>` in a `<Stop>` takes nothing. */
function childrenOf(inspection: Inspection, element: Element, spec: ElementSpec): readonly string[] {
  return contextOf(spec, inspection.parent(element)?.name ?? null)?.children ?? spec.children;
}

/** Products in the order in which an element that this one does not have is looked for in them. */
const PRODUCTS: readonly ProductName[] = ['voice', 'messaging', 'fax'];

function reportUnknown(
  inspection: Inspection,
  element: Element,
  parent: Element,
  parentSpec: ElementSpec | null,
): void {
  const { schema } = inspection.language;
  const other = PRODUCTS.find((product) => schema.element(product, element.name));
  if (other) return reportForeign(inspection, element, parent, parentSpec, other);
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: `<${element.name}> is not an element of ${inSpeech(inspection, parent) ? 'SSML' : 'TwiML'}; ${consequence(inspection, parent)}`,
    help: correction(inspection, element.name, parent, parentSpec),
    effect: 'skip',
    parserMessage: xerces(element.name, parentSpec),
  });
}

/** An element of another product: a voice verb in a message has a code of its own. */
function reportForeign(
  inspection: Inspection,
  element: Element,
  parent: Element,
  parentSpec: ElementSpec | null,
  other: ProductName,
): void {
  const verbInMessaging = inspection.product === 'messaging' && parent.name === 'Response';
  inspection.report(element, {
    code: verbInMessaging ? INVALID_REPLY_VERB : nestingCode(parent.name),
    message: `<${element.name}> belongs to ${other}, not to ${inspection.product}; ${consequence(inspection, parent)}`,
    help: `was this document meant to answer ${{ voice: 'a call', messaging: 'a message', fax: 'a fax' }[other]}?`,
    effect: 'skip',
    parserMessage: xerces(element.name, parentSpec),
  });
}

function correction(
  inspection: Inspection,
  name: string,
  parent: Element,
  parentSpec: ElementSpec | null,
): string | null {
  const known = Object.keys(inspection.language.schema.elements(inspection.product));
  const local = name.slice(name.indexOf(':') + 1);
  if (local !== name && known.includes(local)) return `write <${local}>: elements have no prefix`;
  if (name === 'speak') return 'leave it out: <Say> needs no wrapper around SSML';
  const near = inspection.nearest(name, parentSpec?.children ?? known) ?? inspection.nearest(name, known);
  if (near !== null) {
    const miscased = near.toLowerCase() === name.toLowerCase();
    return `did you mean <${near}>?${miscased ? ' Names are case-sensitive' : ''}`;
  }
  if (!parentSpec) return null;
  return whatItTakes(tag(parent.name), childrenOf(inspection, parent, parentSpec));
}

function reportMisplaced(
  inspection: Inspection,
  element: Element,
  parent: Element,
  spec: ElementSpec,
  parentSpec: ElementSpec | null,
): void {
  const grandparent = inspection.parent(parent);
  const children = parentSpec ? childrenOf(inspection, parent, parentSpec) : [];
  // It would be taken elsewhere: a <Stream> in a <Stop> takes nothing.
  const narrow = grandparent !== null && spec.parents.includes(parent.name);
  const where = narrow ? `<${parent.name}> inside <${grandparent.name}>` : `<${parent.name}>`;
  const taken = whatItTakes(where, children);
  const help = narrow ? taken : `${taken}; <${element.name}> belongs into ${list(spec.parents.map(tag))}`;
  const root = spec.kind === 'root' ? 'a document has one <Response>, around everything' : null;
  const pause = element.name === 'Pause' && inSpeech(inspection, parent);
  inspection.report(element, {
    code:
      inspection.product === 'messaging' && parent.name === 'Response'
        ? INVALID_REPLY_VERB
        : nestingCode(parent.name),
    message: `<${element.name}> may not stand inside ${where}; ${consequence(inspection, parent)}`,
    help: root ?? (pause ? 'inside <Say> write <break time="1s"/>' : help),
    effect: 'skip',
    parserMessage: xerces(element.name, parentSpec),
  });
}

function whatItTakes(parent: string, children: readonly string[]): string {
  return children.length === 0 ? `${parent} takes no elements` : `${parent} takes ${list(children.map(tag))}`;
}

/** What becomes of an element that may not stand where it does. A voice speaks the text inside all the same. */
function consequence(inspection: Inspection, parent: Element): string {
  return inSpeech(inspection, parent) ? 'the tag is ignored' : 'it is ignored';
}

function inSpeech(inspection: Inspection, parent: Element): boolean {
  return (
    inspection.product === 'voice' && (parent.name === 'Say' || inspection.spec(parent)?.kind === 'ssml')
  );
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
  if (!spec || (element.name !== 'Dial' && spec.maxChildren === undefined && spec.minChildren === undefined))
    return;
  const children = childElements(inspection.document, element.id);
  const nouns = children.filter(({ name }) => takes(inspection, element, name));
  if (element.name === 'Dial') checkMix(inspection, element, nouns);
  const most = spec.maxChildren ?? Number.POSITIVE_INFINITY;
  const surplus = nouns[most];
  if (surplus) {
    inspection.report(element, {
      code: element.name === 'Dial' ? 13250 : SCHEMA_VIOLATION,
      message: `<${element.name}> holds ${nouns.length} nouns; those after the first${most === 1 ? '' : ` ${most}`} are ignored`,
      help: `give the others a <${element.name}> of their own`,
      span: surplus.tag,
    });
  }
  // An element that is not known here was reported already; without it there would be none to report.
  if (spec.minChildren !== undefined && children.length < spec.minChildren) {
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

function tag(name: string): string {
  return `<${name}>`;
}

/** Names for a sentence. */
function list(names: readonly string[]): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} others`] : names;
  return shown.length <= 1 ? (shown[0] ?? 'nothing') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
