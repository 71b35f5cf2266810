import { type Attribute, type Element, textOf } from '../document.ts';
import type { AttributeSpec, ElementSpec } from '../language/element-spec.ts';
import { textUrlCode, urlCode } from '../language/finding-codes.ts';
import { attributeSpecOf } from '../language/schema.ts';
import { type Inspection, textSpanOf, valueSpanOf } from './inspection.ts';
import { isPlaceholder } from './placeholder.ts';
import { carrierOf } from './texts.ts';

/** Something that any relative URL can be resolved against. */
const BASE = 'https://base.invalid/';
const WEB: readonly string[] = ['http', 'https'];

/** What Twilio documents as absolute, unlike all others (Twilio docs: Stream, Transcription, ConversationRelay). */
const ABSOLUTE: ReadonlySet<string> = new Set([
  'ConversationRelay.url',
  'Stream.statusCallback',
  'Transcription.statusCallbackUrl',
]);

/** A WebSocket URL that is none has a code of its own, beside the one for its scheme. */
const MALFORMED_SOCKET = 31923;

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
  if (spec.textType === 'url') checkText(inspection, element);
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
  // Card data leaves by https only (Twilio docs: Pay).
  const schemes = element.name === 'Pay' && name === 'action' ? ['https'] : (spec.schemes ?? WEB);
  const problem = urlProblem(value, schemes);
  if (problem) {
    const socket = element.name === 'Stream' && name === 'url';
    const code = socket && problem.malformed ? MALFORMED_SOCKET : urlCode(element.name, name);
    const effect = inspection.effectOf(code);
    const then =
      effect === 'skip'
        ? `the <${element.name}> is skipped`
        : effect === 'fail'
          ? 'the request fails'
          : 'nothing is requested';
    return inspection.report(element, {
      code,
      message: `${element.name}: ${name} "${attribute.value}" ${problem.message}; ${then}`,
      help: problem.help,
      span,
    });
  }
  if (ABSOLUTE.has(`${element.name}.${name}`) && value !== '' && isRelative(value)) {
    inspection.report(element, {
      rule: 'relative-url',
      level: 'warning',
      message: `${element.name}: ${name} "${attribute.value}" is relative and cannot be resolved`,
      help: `write an absolute URL with ${spec.schemes?.[0] ?? 'https'}://`,
      span,
    });
  }
  if (element.name === 'Stream' && name === 'url' && value.includes('?')) {
    inspection.report(element, {
      rule: 'query-string',
      level: 'warning',
      message: 'Stream: url has a query string, which Twilio does not support',
      help: 'hand over values with <Parameter name="…" value="…"/>',
      span,
    });
  }
  checkHost(inspection, element, value, span);
}

function checkText(inspection: Inspection, element: Element): void {
  const text = textOf(inspection.document, element.id);
  if (text === '' || isPlaceholder(text)) return;
  const span = textSpanOf(inspection.document.source, element);
  const problem = urlProblem(text, WEB);
  if (!problem) return checkHost(inspection, element, text, span);
  const code = textUrlCode(element.name);
  const then = inspection.effectOf(code) === 'skip' ? 'nothing is sent' : 'the document fails here';
  inspection.report(carrierOf(inspection, element), {
    code,
    message: `<${element.name}> holds "${text}", which ${problem.message}; ${then}`,
    help: problem.help,
    span,
  });
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
