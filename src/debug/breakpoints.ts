import { nearestName } from '../errors/nearest.ts';
import { childElements, type Document, type Element } from '../twiml/document.ts';

/**
 * Where to stop. A `place` is bound to the path of the document's URL, the verb and which one of its name it is,
 * so that it survives a document that is rendered anew.
 */
export type Where =
  | { readonly type: 'verb'; readonly name: string }
  | { readonly type: 'line'; readonly line: number }
  | { readonly type: 'url'; readonly path: string }
  | { readonly type: 'place'; readonly path: string; readonly name: string; readonly ordinal: number };

/** The verbs of all products, before which one can stop. */
const VERBS: readonly string[] = [
  'Connect',
  'Dial',
  'Echo',
  'Enqueue',
  'Gather',
  'Hangup',
  'Leave',
  'Message',
  'Pause',
  'Pay',
  'Play',
  'Prompt',
  'Queue',
  'Receive',
  'Record',
  'Redirect',
  'Refer',
  'Reject',
  'Say',
  'Sms',
  'Start',
  'Stop',
];

/** Reads `Gather`, `line:12` or `url:/ivr/menu`; a text that is none is answered with what would be one. */
export function parseWhere(text: string): Where | string {
  const line = /^line:0*([1-9]\d{0,8})$/.exec(text)?.[1];
  if (line !== undefined) return { type: 'line', line: Number(line) };
  const url = /^url:(\/\S*)$/.exec(text)?.[1];
  if (url !== undefined) return { type: 'url', path: url };
  const near = VERBS.includes(text) ? null : nearestName(text, VERBS);
  if (near === null && /^[A-Z][A-Za-z]*$/.test(text)) return { type: 'verb', name: text };
  const hint = near === null ? '' : `did you mean ${near}? `;
  return `"${text}" is not a place to stop: ${hint}write a verb (Gather), line:12 or url:/path`;
}

/** The breakpoint that `b` sets on a verb. */
export function placeOf(document: Document, element: Element): Extract<Where, { type: 'place' }> {
  const same = document.elements.filter(({ name }) => name === element.name);
  return { type: 'place', path: pathOf(document.url), name: element.name, ordinal: same.indexOf(element) };
}

/** True when a breakpoint stops before this verb of this document starts. */
export function stopsAt(where: Where, document: Document, element: Element): boolean {
  switch (where.type) {
    case 'verb':
      return element.name === where.name;
    case 'line':
      return element.line === where.line;
    case 'url':
      return pathOf(document.url) === where.path && childElements(document, 0)[0] === element;
    case 'place': {
      const place = placeOf(document, element);
      return place.path === where.path && place.name === where.name && place.ordinal === where.ordinal;
    }
  }
}

/** Breakpoints with the one on this verb added, or taken away when it was there. */
export function toggled(
  breakpoints: readonly Where[],
  document: Document,
  element: Element,
): readonly Where[] {
  const place = placeOf(document, element);
  const others = without(breakpoints, place);
  return others.length < breakpoints.length ? others : [...breakpoints, place];
}

/** Breakpoints but for one, wherever it stops. */
export function without(breakpoints: readonly Where[], gone: Where): readonly Where[] {
  return breakpoints.filter((where) => whereText(where) !== whereText(gone));
}

/** How a breakpoint is written; `b` sets ones that a command line cannot: `/menu Gather 2`. */
export function whereText(where: Where): string {
  switch (where.type) {
    case 'verb':
      return where.name;
    case 'line':
      return `line:${where.line}`;
    case 'url':
      return `url:${where.path}`;
    case 'place':
      return `${where.path} ${where.name} ${where.ordinal + 1}`;
  }
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
