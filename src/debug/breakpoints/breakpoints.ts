import { nearestName } from '../../errors/nearest.ts';
import { accepted, type Result, refused } from '../../errors/result.ts';
import { childElements, type Document, type Element } from '../../twiml/document.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import { parseDuration } from '../duration.ts';
import type { OwnFinding } from '../own-finding.ts';
import type { PublicEvent } from '../public-event.ts';
import type { EventKind } from '../stop.ts';
import { isOnlyNoun, namesOf } from './breakpoint-names.ts';
import { EVENT_KINDS, isEventKind } from './event-kinds.ts';
import { parseQualifiers, type Qualifiers, qualifiersText } from './qualifiers.ts';

/**
 * Where to stop, and when. A `place` is bound to the path of the document's URL, the verb and which one of its name it
 * is, so that it survives a document that is rendered anew.
 */
export type Where = Qualifiers &
  (
    | { readonly type: 'verb'; readonly name: string }
    | { readonly type: 'line'; readonly line: number }
    | { readonly type: 'url'; readonly path: string }
    | { readonly type: 'place'; readonly path: string; readonly name: string; readonly ordinal: number }
    /** After an exchange that carries a parameter. */
    | { readonly type: 'param'; readonly name: string }
    /** After an event; `limit` is the number behind the kind, in milliseconds for `slow`. */
    | { readonly type: 'event'; readonly kind: EventKind; readonly limit: number }
  );

/**
 * Reads `Gather`, `line:12` or `url:/ivr/menu`. Without a product a verb or noun of any product will do.
 */
export function parseWhere(text: string, product: ProductName | null = null): Result<Where> {
  const qualified = parseQualifiers(text);
  if (!qualified.ok) return qualified;
  const place = parsePlace(qualified.value.rest, product);
  return place.ok ? accepted({ ...place.value, ...qualified.value.qualifiers }) : place;
}

function parsePlace(text: string, product: ProductName | null): Result<Where> {
  const line = /^line:0*([1-9]\d{0,8})$/.exec(text)?.[1];
  if (line !== undefined) return accepted({ type: 'line', line: Number(line) });
  const url = /^url:(\/\S*)$/.exec(text)?.[1];
  if (url !== undefined) return accepted({ type: 'url', path: url });
  const param = /^param:(\S+)$/.exec(text)?.[1];
  if (param !== undefined) return accepted({ type: 'param', name: param });
  const [kind = '', limit, ...more] = text.split(/\s+/);
  if (isEventKind(kind) && more.length === 0) return eventOf(kind, limit);
  if (namesOf(product).includes(text)) return accepted({ type: 'verb', name: text });
  const events = Object.keys(EVENT_KINDS).join(', ');
  const forms = `write a verb (Gather), line:12, url:/path, param:Digits or an event (${events})`;
  return refused(`"${text}" is not a place to stop: ${hint(text, product)}${forms}`);
}

/** A document has come often when it comes for the tenth time. */
const REVISITS = 10;

function eventOf(kind: EventKind, limit: string | undefined): Result<Where> {
  if (kind === 'slow') {
    const ms = limit === undefined ? null : parseDuration(limit);
    return ms === null ? refused('write how slow: slow 2s') : accepted({ type: 'event', kind, limit: ms });
  }
  if (limit === undefined) return accepted({ type: 'event', kind, limit: kind === 'revisit' ? REVISITS : 0 });
  if (kind === 'revisit' && /^[1-9]\d{0,5}$/.test(limit))
    return accepted({ type: 'event', kind, limit: Number(limit) });
  return kind === 'revisit'
    ? refused(`"${limit}" is no number of visits: write revisit 3`)
    : refused(`"${kind}" takes nothing behind it, but if, hits, once or log`);
}

/** A word of another product, one that is nearly a word of this one, or one that is none at all. */
function hint(text: string, product: ProductName | null): string {
  const names = namesOf(product);
  const near = nearestName(text, [...names, ...Object.keys(EVENT_KINDS)]);
  if (near !== null) return `did you mean ${near}? `;
  if (!/^[A-Za-z]+$/.test(text)) return '';
  const verbs = names.filter((name) => !isOnlyNoun(name)).join(', ');
  return product === null ? `TwiML has no ${text}; ` : `${product} has no ${text}, but ${verbs}; `;
}

/** The breakpoints that nothing can have stopped at, in words, when a run ends; `null` when there is none. */
export function neverHit(where: readonly Where[]): OwnFinding | null {
  if (where.length === 0) return null;
  const nouns = where.flatMap((one) => (one.type === 'verb' && isOnlyNoun(one.name) ? [one.name] : []));
  const message = `never reached: the breakpoint${where.length === 1 ? '' : 's'} ${where.map(whereText).join(', ')}`;
  const help =
    nouns.length === 0
      ? null
      : `${nouns.join(', ')} never starts: it stops before the verb that it stands in`;
  return { rule: 'breakpoint-unreached', level: 'info', message, help };
}

/** Which one of its name each element is: asked for each verb of documents that have a thousand of them. */
const ORDINALS = new WeakMap<Document, readonly number[]>();

/** The breakpoint that `b` sets on a verb. */
export function placeOf(document: Document, element: Element): Extract<Where, { type: 'place' }> {
  const ordinal = ordinalsOf(document)[element.id] ?? 0;
  return { type: 'place', path: pathOf(document.url), name: element.name, ordinal };
}

/** True when a breakpoint stops before this verb of this document starts. */
export function stopsAt(where: Where, document: Document, element: Element): boolean {
  switch (where.type) {
    case 'verb':
      // A noun never starts: its verb does.
      return (
        element.name === where.name ||
        (isOnlyNoun(where.name) &&
          childElements(document, element.id).some(({ name }) => name === where.name))
      );
    case 'line':
      return element.line === where.line;
    case 'url':
      return pathOf(document.url) === where.path && childElements(document, 0)[0] === element;
    case 'place': {
      if (element.name !== where.name) return false;
      const place = placeOf(document, element);
      return place.path === where.path && place.ordinal === where.ordinal;
    }
    case 'param':
    case 'event':
      return false;
  }
}

/** True when a breakpoint stops after this event; `visits` is how often its document has come. */
export function stopsAfter(where: Where, event: PublicEvent, visits: number): boolean {
  if (where.type === 'param') return event.type === 'exchange' && Object.hasOwn(event.params, where.name);
  return where.type === 'event' && EVENT_KINDS[where.kind].matches(event, where.limit, visits);
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
  return `${placeText(where)}${qualifiersText(where)}`;
}

function placeText(where: Where): string {
  switch (where.type) {
    case 'verb':
      return where.name;
    case 'line':
      return `line:${where.line}`;
    case 'url':
      return `url:${where.path}`;
    case 'place':
      return `${where.path} ${where.name} ${where.ordinal + 1}`;
    case 'param':
      return `param:${where.name}`;
    case 'event':
      return limitText(where);
  }
}

function limitText({ kind, limit }: Extract<Where, { type: 'event' }>): string {
  if (kind === 'slow') return `slow ${limit % 1000 === 0 ? `${limit / 1000}s` : `${limit}ms`}`;
  return kind === 'revisit' && limit !== REVISITS ? `revisit ${limit}` : kind;
}

function ordinalsOf(document: Document): readonly number[] {
  const known = ORDINALS.get(document);
  if (known) return known;
  const counts = new Map<string, number>();
  const ordinals = document.elements.map(({ name }) => {
    const ordinal = counts.get(name) ?? 0;
    counts.set(name, ordinal + 1);
    return ordinal;
  });
  ORDINALS.set(document, ordinals);
  return ordinals;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
