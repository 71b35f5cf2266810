import type { PublicEventOf } from '../../debug/public-event.ts';
import { attributesOf, type Document, type Element, elementOf, textOf } from '../../twiml/document.ts';
import { prefixed, type StepValues } from './step-values.ts';

/** Elements inside a verb that are steps of their own when they run. */
const RUN_BY_THEMSELVES: ReadonlySet<string> = new Set(['Say', 'Play', 'Pause', 'Prompt']);

/** What a verb is compared by: its attributes, its text and its nouns, as far as its document is known. */
export function verbValues(event: PublicEventOf<'verb'>, element: InDocument | null): StepValues {
  const { name, line, column, url, attributes } = event;
  const prefix = `verb.${name}`;
  const values: Record<string, string> = {
    [`${prefix}.name`]: name,
    ...prefixed(`${prefix}.attributes`, attributes),
  };
  if (element) {
    const text = spoken(textOf(element.document, element.element.id));
    if (text !== '') values[`${prefix}.text`] = text;
    addNouns(values, prefix, element);
  }
  return {
    kind: 'verb',
    lane: 'main',
    identity: name,
    what: `<${name}>`,
    place: { url, line, column },
    values,
    times: {},
  };
}

/** An element and the document that it is in. */
export interface InDocument {
  readonly document: Document;
  readonly element: Element;
}

/** The element that stands at a place of a document. */
export function elementAt(document: Document, line: number, column: number): InDocument | null {
  const element = document.elements.find((one) => one.line === line && one.column === column);
  return element ? { document, element } : null;
}

/** True for an element inside a verb. */
export function isNested({ element }: InDocument): boolean {
  return element.parent !== null && element.parent !== 0;
}

function addNouns(values: Record<string, string>, prefix: string, { document, element }: InDocument): void {
  const counts = new Map<string, number>();
  for (const child of element.children) {
    if (child.kind !== 'element') continue;
    const noun = elementOf(document, child.id);
    if (RUN_BY_THEMSELVES.has(noun.name) && RUN_BY_THEMSELVES.has(element.name) === false) continue;
    const count = (counts.get(noun.name) ?? 0) + 1;
    counts.set(noun.name, count);
    const path = `${prefix}.${noun.name}${count === 1 ? '' : `[${count}]`}`;
    values[path] = spoken(textOf(document, noun.id));
    Object.assign(values, prefixed(path, attributesOf(noun)));
    addNouns(values, path, { document, element: noun });
  }
}

/** White space between words does not matter. */
function spoken(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
