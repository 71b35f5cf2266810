import { EntityDecoder } from '@nodable/entities';
import { parseXml, XmlCdata, XmlComment, XmlElement, type XmlNode, XmlText } from '@rgrove/parse-xml';
import { XMLParser } from 'fast-xml-parser';
import type { Document } from '../../../src/twiml/document.ts';

/** An element in the form in which three readings of one source are compared. */
export interface Reading {
  readonly name: string;
  readonly parent: number | null;
  readonly attributes: readonly (readonly [string, string])[];
  /** [kind, text], or ['element', its number]. */
  readonly children: readonly (readonly [string, string | number])[];
  readonly start: number;
  readonly end: number;
}

/** A document as we read it. */
export function readByUs({ elements }: Document): readonly Reading[] {
  return elements.map(({ name, parent, attributes, children, span }) => ({
    name,
    parent,
    attributes: attributes.map((attribute) => [attribute.name, attribute.value]),
    children: children.map((child) =>
      child.kind === 'element' ? ['element', child.id] : [child.kind, child.text],
    ),
    start: span.start,
    end: span.end,
  }));
}

/** A source as @rgrove/parse-xml reads it; that parser knows XML 1.0 and nothing of ours. */
export function readByParseXml(source: string): readonly Reading[] {
  const { root } = parseXml(source, { includeOffsets: true, preserveCdata: true, preserveComments: true });
  const found: Reading[] = [];
  const enter = (element: XmlElement, parent: number | null): number => {
    const id = found.length;
    const children: (readonly [string, string | number])[] = [];
    const { name, start } = element;
    // At the end of a source with astral characters parse-xml says Infinity.
    const end = Math.min(element.end, source.length);
    found.push({ name, parent, attributes: Object.entries(element.attributes), children, start, end });
    for (const child of element.children) {
      if (child instanceof XmlElement) children.push(['element', enter(child, id)]);
      else children.push(...content(child));
    }
    return id;
  };
  if (root) enter(root, null);
  return found;
}

function content(node: XmlNode): readonly (readonly [string, string])[] {
  if (node instanceof XmlCdata) return [['cdata', node.text]];
  if (node instanceof XmlText) return [['text', node.text]];
  return node instanceof XmlComment ? [['comment', node.content]] : [];
}

/** Where fast-xml-parser says that the elements of a source stand, in document order. */
export function spansByFastXmlParser(source: string): readonly (readonly [string, number, number])[] {
  const symbol = XMLParser.getMetaDataSymbol() as symbol;
  const parser = new XMLParser({
    preserveOrder: true,
    captureMetaData: true,
    ignoreAttributes: false,
    trimValues: false,
    parseTagValue: false,
    entityDecoder: new EntityDecoder({}),
  });
  const found: (readonly [string, number, number])[] = [];
  const walk = (nodes: readonly Record<string | symbol, unknown>[]) => {
    for (const node of nodes) {
      const [name = ''] = Object.keys(node).filter((key) => key !== ':@');
      const place = node[symbol] as { startIndex: number; endIndex: number } | undefined;
      if (place) found.push([name, place.startIndex, place.endIndex]);
      if (Array.isArray(node[name])) walk(node[name]);
    }
  };
  walk(parser.parse(source));
  return found;
}
