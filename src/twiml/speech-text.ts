import { attributeOf, type Document, type ElementId, elementOf } from './document.ts';

/**
 * What a `<Say>` would speak: entities decoded, SSML tags dropped (`<sub>` speaks its alias), comments left out,
 * white space collapsed and trimmed.
 */
export function speechText(document: Document, id: ElementId): string {
  return collect(document, id).replace(/\s+/g, ' ').trim();
}

function collect(document: Document, id: ElementId): string {
  const element = elementOf(document, id);
  if (element.name === 'sub') return attributeOf(element, 'alias') ?? '';
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'element') text += ` ${collect(document, child.id)} `;
    else if (child.kind !== 'comment') text += child.text;
  }
  return text;
}
