import type { Element } from '../document.ts';
import type { ElementSpec } from '../language/element-spec.ts';
import { nestingCode, SCHEMA_VIOLATION } from '../language/finding-codes.ts';
import type { ProductName } from '../language/schema.ts';
import { checkCount } from './counts.ts';
import type { Inspection } from './inspection.ts';
import { list, tag } from './names-in-words.ts';

/** An element inside another one, and what is known of both. */
interface Placed {
  readonly inspection: Inspection;
  readonly element: Element;
  readonly parent: Element;
  readonly parentSpec: ElementSpec | null;
}

/**
 * Where elements stand: unknown and miscased ones, those inside a parent that does not take them, too many and
 * too few. Answers false for an element that execution skips, so that nobody looks inside.
 */
export function checkPlacement(inspection: Inspection, element: Element): boolean {
  const spec = inspection.spec(element);
  const parent = inspection.parent(element);
  if (parent) {
    const placed = { inspection, element, parent, parentSpec: inspection.spec(parent) };
    if (!spec) return reportUnknown(placed);
    if (!takes(placed, spec)) return reportMisplaced(placed, spec);
    if (spec.typedOnlyParents?.includes(parent.name)) return checkTypedOnly(placed, spec);
  }
  if (spec) checkCount(inspection, element, spec);
  return true;
}

function takes({ inspection, parent, parentSpec }: Placed, spec: ElementSpec): boolean {
  if (!parentSpec || spec.typedOnlyParents?.includes(parent.name)) return true;
  return inspection.childrenOf(parent, parentSpec).includes(spec.tag);
}

/** What the helper library generates where it means nothing; but a `<Queue>` once did. */
function checkTypedOnly({ inspection, element, parent }: Placed, spec: ElementSpec): boolean {
  if (element.name === 'Queue') {
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
  inspection.report(element, {
    code: SCHEMA_VIOLATION,
    message: `<${element.name}> means nothing directly inside <${parent.name}>; it is ignored`,
    help: `the helper library can generate it here, but it belongs into ${list(spec.parents.map(tag))}`,
    effect: 'skip',
  });
  return false;
}

/** Products in the order in which an element that this one does not have is looked for in them, and what each answers. */
const ANSWERS: readonly (readonly [ProductName, string])[] = [
  ['voice', 'a call'],
  ['messaging', 'a message'],
  ['fax', 'a fax'],
];

function reportUnknown(placed: Placed): false {
  const { inspection, element } = placed;
  const { schema } = inspection.language;
  const other = ANSWERS.find(([product]) => schema.element(product, element.name));
  const what = inSpeech(placed) ? 'SSML' : 'TwiML';
  inspection.report(element, {
    ...(other
      ? {
          code: nestingCode(placed.parentSpec),
          message: `<${element.name}> belongs to ${other[0]}, not to ${inspection.product}; ${consequence(placed)}`,
          help: `was this document meant to answer ${other[1]}?${dictionaryHint(placed)}`,
        }
      : {
          code: SCHEMA_VIOLATION,
          message: `<${element.name}> is not an element of ${what}; ${consequence(placed)}`,
          help: correction(placed),
        }),
    effect: 'skip',
    parserMessage: xerces(placed),
  });
  return false;
}

/** Where the error dictionary has another code than the logs, people may search for that one. */
function dictionaryHint({ parentSpec }: Placed): string {
  const code = parentSpec?.dictionaryCode;
  return code === undefined
    ? ''
    : ` Twilio's error dictionary lists this as ${code}; its logs show ${SCHEMA_VIOLATION}`;
}

function correction({ inspection, element, parent, parentSpec }: Placed): string | null {
  const { name } = element;
  const known = Object.keys(inspection.language.schema.elements(inspection.product));
  const local = name.slice(name.indexOf(':') + 1);
  if (local !== name && known.includes(local)) return `write <${local}>: elements have no prefix`;
  if (name === 'speak') return 'leave it out: <Say> needs no wrapper around SSML';
  const near = inspection.nearest(name, parentSpec?.children ?? known) ?? inspection.nearest(name, known);
  if (near !== null) {
    const miscased = near.toLowerCase() === name.toLowerCase();
    return `did you mean <${near}>?${miscased ? ' Names are case-sensitive' : ''}`;
  }
  return parentSpec && whatItTakes(tag(parent.name), inspection.childrenOf(parent, parentSpec));
}

function reportMisplaced(placed: Placed, spec: ElementSpec): false {
  const { inspection, element } = placed;
  const { where, help } = belongs(placed, spec);
  inspection.report(element, {
    code: nestingCode(placed.parentSpec),
    message: `<${element.name}> may not stand inside ${where}; ${consequence(placed)}`,
    help,
    effect: 'skip',
    parserMessage: xerces(placed),
  });
  return false;
}

/** Where an element may not stand, in words, and where it may. */
function belongs(placed: Placed, spec: ElementSpec): { readonly where: string; readonly help: string } {
  const { inspection, element, parent, parentSpec } = placed;
  const around = inspection.parent(parent);
  // It would be taken elsewhere: a <Stream> in a <Stop> takes nothing.
  const narrow = around !== null && spec.parents.includes(parent.name);
  const where = narrow ? `<${parent.name}> inside <${around.name}>` : `<${parent.name}>`;
  if (spec.kind === 'root') return { where, help: 'a document has one <Response>, around everything' };
  if (element.name === 'Pause' && inSpeech(placed))
    return { where, help: 'inside <Say> write <break time="1s"/>' };
  const taken = whatItTakes(where, parentSpec ? inspection.childrenOf(parent, parentSpec) : []);
  if (narrow) return { where, help: taken };
  return { where, help: `${taken}; <${element.name}> belongs into ${list(spec.parents.map(tag))}` };
}

function whatItTakes(parent: string, children: readonly string[]): string {
  return children.length === 0 ? `${parent} takes no elements` : `${parent} takes ${list(children.map(tag))}`;
}

/** What becomes of an element that may not stand where it does. A voice speaks the text inside all the same. */
function consequence(placed: Placed): string {
  return inSpeech(placed) ? 'the tag is ignored' : 'it is ignored';
}

function inSpeech({ parentSpec }: Placed): boolean {
  return parentSpec?.text?.type === 'speech' || parentSpec?.text?.type === 'ssml';
}

/** Twilio validates with a schema processor that speaks so (public reports). */
function xerces({ element, parentSpec }: Placed): string {
  const words = `cvc-complex-type.2.4.a: Invalid content was found starting with element '${element.name}'.`;
  // Its lists are in an order of their own, and quoted only where they were seen.
  return parentSpec?.quoted === undefined ? words : `${words} One of '{${parentSpec.quoted}}' is expected.`;
}
