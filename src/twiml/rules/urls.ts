import { attributeOf, type Element, textOf } from '../document.ts';
import { urlCode } from '../finding-codes.ts';
import { type Inspection, valueSpanOf } from '../inspection.ts';
import type { ElementSpec } from '../schema.ts';

/** Something that any relative URL can be resolved against. */
const BASE = 'https://base.invalid/';

/** URLs in attributes and texts: those that are none, other schemes than wanted, hosts that Twilio does not take. */
export function checkUrls(inspection: Inspection, element: Element, spec: ElementSpec): void {
  for (const attribute of element.attributes) {
    const known = Object.hasOwn(spec.attributes, attribute.name)
      ? spec.attributes[attribute.name]
      : undefined;
    if (known?.type !== 'url' || attribute.value.trim() === '') continue;
    const schemes = known.schemes ?? ['http', 'https'];
    const problem = urlProblem(attribute.value.trim(), schemes);
    if (!problem) continue;
    inspection.report(element, {
      code: urlCode(element.name, attribute.name),
      message: `${element.name}: ${attribute.name} "${attribute.value}" ${problem.message}`,
      help: problem.help,
      span: valueSpanOf(attribute),
    });
  }
  if (spec.textType === 'url') checkText(inspection, element);
  if (element.name === 'Pay') checkPayAction(inspection, element);
}

function checkText(inspection: Inspection, element: Element): void {
  const text = textOf(inspection.document, element.id);
  const problem = text === '' ? null : urlProblem(text, ['http', 'https']);
  if (!problem) return;
  inspection.report(element, {
    code: 11100,
    level: 'warning',
    message: `${element.name}: "${text}" ${problem.message}`,
    help: problem.help,
    effect: 'fail',
  });
}

/** Card data leaves by https only (Twilio docs: Pay). */
function checkPayAction(inspection: Inspection, element: Element): void {
  const action = attributeOf(element, 'action');
  if (action === undefined || !/^http:/i.test(action.trim())) return;
  inspection.report(element, {
    code: 64016,
    message: `Pay: action "${action}" must be https`,
    help: 'write https://',
  });
}

function urlProblem(
  value: string,
  schemes: readonly string[],
): { readonly message: string; readonly help: string } | null {
  const url = URL.parse(value, BASE);
  if (!url || /^https?:(?!\/\/)/i.test(value)) {
    return { message: 'is not a valid URL', help: 'write an absolute URL, or one relative to the document' };
  }
  const scheme = url.protocol.slice(0, -1);
  const relative = !/^[a-z][a-z\d+.-]*:/i.test(value);
  if (!relative && !schemes.includes(scheme)) {
    return {
      message: `has the scheme ${scheme}`,
      help: `write ${schemes.map((known) => `${known}://`).join(' or ')}`,
    };
  }
  if (relative && !schemes.includes('http')) {
    return {
      message: 'is relative',
      help: `write an absolute URL with ${schemes.map((known) => `${known}://`).join(' or ')}`,
    };
  }
  if (!relative && url.hostname.includes('_')) {
    return {
      message: `has an underscore in its host name ${url.hostname}`,
      help: 'Twilio does not take such host names',
    };
  }
  return null;
}
