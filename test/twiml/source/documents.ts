import type { Diagnostic } from '../../../src/errors/diagnostic.ts';
import type { Child, Document, Element, Span } from '../../../src/twiml/document.ts';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';

export const URL_OF_DOCUMENT = 'http://app.test/voice';

/** The document that a source is; a refusal fails the test with its words. */
export function read(source: string): Document {
  const parsed = parseTwiml(source, URL_OF_DOCUMENT);
  if (!parsed.ok) throw new Error(`refused: ${parsed.diagnostic.message}\n${parsed.diagnostic.excerpt}`);
  return parsed.document;
}

/** Why a source is refused; a document that is not fails the test. */
export function refusal(source: string): Diagnostic {
  const parsed = parseTwiml(source, URL_OF_DOCUMENT);
  if (parsed.ok) throw new Error(`not refused: ${source}`);
  return parsed.diagnostic;
}

/** The first element with a name. */
export function find(document: Document, name: string): Element {
  const element = document.elements.find((other) => other.name === name);
  if (!element) throw new Error(`there is no <${name}>`);
  return element;
}

/** The source of a span. */
export function cut(document: Document, { start, end }: Span): string {
  return document.source.slice(start, end);
}

/** What stands directly inside an element, as [kind, text or name]. */
export function contentOf(document: Document, { children }: Element): readonly (readonly [string, string])[] {
  return children.map((child: Child) =>
    child.kind === 'element'
      ? ['element', document.elements[child.id]?.name ?? '']
      : [child.kind, child.text],
  );
}

/** The attributes of an element as [name, value]. */
export function attributes({ attributes: all }: Element): readonly (readonly [string, string])[] {
  return all.map(({ name, value }) => [name, value]);
}
