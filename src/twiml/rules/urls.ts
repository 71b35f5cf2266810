import { type Attribute, type Element, textOf } from '../document.ts';
import type { Effect } from '../finding.ts';
import type { AttributeSpec, ElementSpec } from '../language/element-spec.ts';
import { textUrlCode, urlCode } from '../language/finding-codes.ts';
import { attributeSpecOf } from '../language/schema.ts';
import { isLoopbackSocket } from '../loopback-socket.ts';
import { type Inspection, textSpanOf, valueSpanOf } from './inspection.ts';
import { isPlaceholder } from './placeholder.ts';
import { carrierOf } from './texts.ts';

/** Something that any relative URL can be resolved against. */
const BASE = 'https://base.invalid/';
const WEB: readonly string[] = ['http', 'https'];

interface Problem {
  readonly message: string;
  readonly help: string;
  readonly malformed: boolean;
}

/** URLs in attributes and texts: those that are none, other schemes than wanted, hosts that Twilio does not take. */
export function checkUrls(inspection: Inspection, element: Element, spec: ElementSpec): void {
  const parent = inspection.parent(element)?.name ?? null;
  for (const attribute of element.attributes) {
    if (spec.attributes[attribute.name]?.type !== 'url') continue;
    const known = attributeSpecOf(spec, parent, attribute.name);
    if (known && !isPlaceholder(attribute.value)) checkAttribute(inspection, element, attribute, known);
  }
  if (spec.text?.type === 'url') checkText(inspection, element, spec);
}

function checkAttribute(
  inspection: Inspection,
  element: Element,
  attribute: Attribute,
  spec: AttributeSpec,
): void {
  const { name } = attribute;
  const value = attribute.value.trim();
  const span = valueSpanOf(attribute);
  const problem = urlProblem(value, spec.schemes ?? WEB);
  const isLocal = spec.schemes?.includes('wss') && isLoopbackSocket(value);
  if (isLocal) reportLoopback(inspection, element, attribute, urlCode(spec, name));
  else if (problem) {
    const code = (problem.malformed ? spec.malformedCode : undefined) ?? urlCode(spec, name);
    return inspection.report(element, {
      code,
      message: `${element.name}: ${name} "${attribute.value}" ${problem.message}; ${consequence(inspection.effectOf(code), element)}`,
      help: problem.help,
      span,
    });
  }
  if (spec.absolute && value !== '' && isRelative(value)) {
    inspection.report(element, {
      rule: 'relative-url',
      level: 'warning',
      message: `${element.name}: ${name} "${attribute.value}" is relative and cannot be resolved`,
      help: `write an absolute URL with ${spec.schemes?.[0] ?? 'https'}://`,
      span,
    });
  } else checkScheme(inspection, element, value, span);
  if (spec.noQuery && value.includes('?')) reportQuery(inspection, element, attribute);
  checkHost(inspection, element, value, span);
}

/** A server that misses what was in the query refuses the handshake, which is 31920 (openclaw issue 8814). */
function reportQuery(inspection: Inspection, element: Element, attribute: Attribute): void {
  const query = attribute.value.slice(attribute.value.indexOf('?')).trim();
  inspection.report(element, {
    rule: 'query-string',
    level: 'warning',
    message: `${element.name}: Twilio connects without ${query}, and says nothing of it`,
    help: 'hand over values with <Parameter name="…" value="…"/>; a server that misses them refuses (31920)',
    span: valueSpanOf(attribute),
  });
}

/** A plain server on this machine cannot have TLS: what Twilio would do is said, and the session goes on. */
function reportLoopback(inspection: Inspection, element: Element, attribute: Attribute, code: number): void {
  const written = attribute.value.trim();
  inspection.report(element, {
    code,
    level: 'warning',
    message: `${element.name}: ${attribute.name} "${written}" has the scheme ws, which Twilio refuses; on this machine the session goes on`,
    help: 'write wss:// for Twilio: --public-url https://HOST=http://127.0.0.1:PORT lets wss://HOST lead here',
    span: valueSpanOf(attribute),
    effect: 'none',
  });
}

function consequence(effect: Effect, { name }: Element): string {
  if (effect === 'skip') return `the <${name}> is skipped`;
  return effect === 'fail' ? 'the request fails' : 'nothing is requested';
}

function checkText(inspection: Inspection, element: Element, spec: ElementSpec): void {
  const text = textOf(inspection.document, element.id);
  if (text === '' || isPlaceholder(text)) return;
  const span = textSpanOf(inspection.document.source, element);
  const problem = urlProblem(text, WEB);
  if (!problem) {
    checkScheme(inspection, element, text, span);
    return checkHost(inspection, element, text, span);
  }
  const code = textUrlCode(spec);
  const then = inspection.effectOf(code) === 'skip' ? 'nothing is sent' : 'the document fails here';
  inspection.report(carrierOf(inspection, element), {
    code,
    message: `<${element.name}> holds "${text}", which ${problem.message}; ${then}`,
    help: problem.help,
    span,
  });
}

/** What begins like a host and has no scheme is a path by the rules of relative URLs (RFC 3986 section 4.2). */
function checkScheme(inspection: Inspection, element: Element, value: string, span: Element['tag']): void {
  if (!isRelative(value) || !looksLikeHost(value)) return;
  const url = URL.parse(value, inspection.document.url);
  const asked = url && WEB.includes(url.protocol.slice(0, -1)) ? `: ${url.href} is requested` : '';
  inspection.report(element, {
    rule: 'no-scheme',
    level: 'warning',
    message: `${element.name}: "${value}" has no scheme, so that it is a path and no host${asked}`,
    help: `write https://${value}, or ./${value} if it is a file`,
    span,
  });
}

/** Top-level domains that no file is named after. */
const DOMAINS = /^(com|net|org|io|app|dev|co|ai|me|biz|info|cloud|edu|gov|xyz|test|local|site|online)$/i;

function looksLikeHost(value: string): boolean {
  const host = /^[a-z\d.-]+(?=$|[:/?#])/i.exec(value)?.[0] ?? '';
  const labels = host.split('.');
  if (labels.length < 2 || labels.includes('')) return false;
  if (labels[0]?.toLowerCase() === 'www') return labels.length > 2;
  return DOMAINS.test(labels.at(-1) ?? '') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

/** Twilio docs: TwiML, "absolute URLs need a valid host name". The simulation asks such a host all the same. */
function checkHost(inspection: Inspection, element: Element, value: string, span: Element['tag']): void {
  const host = isRelative(value) ? '' : (URL.parse(value)?.hostname ?? '');
  if (!host.includes('_')) return;
  inspection.report(element, {
    rule: 'host-name',
    level: 'warning',
    message: `${element.name}: Twilio refuses the host name ${host} for its underscore; here it is requested`,
    help: 'use a host name of letters, digits and hyphens',
    span,
  });
}

function isRelative(value: string): boolean {
  return !/^[a-z][a-z\d+.-]*:/i.test(value);
}

function urlProblem(value: string, schemes: readonly string[]): Problem | null {
  const web = schemes.includes('http');
  // Nothing is this document itself, which no socket can be.
  if (value === '')
    return schemes.includes('wss') ? { message: 'is empty', help: absolute(schemes), malformed: true } : null;
  const relative = isRelative(value);
  const url = URL.parse(value, BASE);
  if (!url || /^[a-z]+:(?!\/\/)/i.test(value)) {
    const scheme = /^([a-z][a-z\d+.-]*):/i.exec(value)?.[1];
    if (scheme && !schemes.includes(scheme.toLowerCase())) return wrongScheme(scheme, schemes);
    return {
      message: 'is not a valid URL',
      help: web ? 'write an absolute URL, or one relative to the document' : absolute(schemes),
      malformed: true,
    };
  }
  const scheme = url.protocol.slice(0, -1);
  if (!relative && !schemes.includes(scheme)) return wrongScheme(scheme, schemes);
  return null;
}

function wrongScheme(scheme: string, schemes: readonly string[]): Problem {
  return { message: `has the scheme ${scheme}`, help: absolute(schemes), malformed: false };
}

function absolute(schemes: readonly string[]): string {
  return `write ${schemes.map((known) => `${known}://`).join(' or ')}`;
}
