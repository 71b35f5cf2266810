import { attributeOf, type Document, type ElementId, elementOf } from '../document.ts';

/**
 * What a `<Say>` would speak: entities decoded, SSML tags dropped (`<sub>` speaks its alias), comments left out,
 * white space collapsed and trimmed. A voice that does not know SSML speaks what stands inside all tags: then
 * `ssml` is false.
 */
export function speechText(document: Document, id: ElementId, ssml = true): string {
  return collect(document, id, ssml).replace(/\s+/g, ' ').trim();
}

/** SSML elements at which a voice pauses; all others are spoken in one breath with what is around them. */
const PAUSES = new Set(['break', 'p', 's']);

function spoken(document: Document, id: ElementId, ssml: boolean): string {
  const text = collect(document, id, ssml);
  return PAUSES.has(elementOf(document, id).name) ? ` ${text} ` : text;
}

function collect(document: Document, id: ElementId, ssml: boolean): string {
  const element = elementOf(document, id);
  if (ssml && element.name === 'sub') return attributeOf(element, 'alias') ?? '';
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'element') text += spoken(document, child.id, ssml);
    else if (child.kind !== 'comment') text += child.text;
  }
  return text;
}
