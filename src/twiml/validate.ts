import { childElements, type Document, type Element, elementOf } from './document.ts';
import type { Finding } from './finding.ts';
import { Inspection, type Language } from './inspection.ts';
import { checkAttributes } from './rules/attributes.ts';
import { checkCombinations } from './rules/combinations.ts';
import { checkDeprecation } from './rules/deprecation.ts';
import { checkPlacement } from './rules/placement.ts';
import { checkReachability } from './rules/reachability.ts';
import { checkText } from './rules/texts.ts';
import { checkUrls } from './rules/urls.ts';
import type { ProductName } from './schema.ts';

/** Most replies to one inbound message (Twilio error dictionary, 14109). */
const MOST_REPLIES = 10;

/** All problems of a document, in document order. What is wrong inside an element that is skipped is not told. */
export function validate(document: Document, product: ProductName, language: Language): readonly Finding[] {
  const inspection = new Inspection(document, product, language);
  const root = document.elements[0];
  if (!root) return [];
  if (product === 'fax') return faxFinding(inspection, root);
  const skipped = new Set<number>();
  for (const element of document.elements) {
    if (element.parent !== null && skipped.has(element.parent)) skipped.add(element.id);
    else if (!checkElement(inspection, element)) skipped.add(element.id);
  }
  checkReachability(inspection);
  if (product === 'messaging') checkReplies(inspection, root);
  return inspection.findings.toSorted((a, b) => (a.location?.offset ?? 0) - (b.location?.offset ?? 0));
}

/**
 * The product that a document seems to be for, by the verbs that only one of them has; voice when they do not
 * tell.
 */
export function guessProduct(document: Document, { schema }: Language): ProductName {
  const names = childElements(document, 0).map(({ name }) => name);
  if (names.includes('Receive')) return 'fax';
  const only = (product: ProductName, other: ProductName) =>
    names.filter((name) => schema.element(product, name) && !schema.element(other, name)).length;
  return only('messaging', 'voice') > only('voice', 'messaging') ? 'messaging' : 'voice';
}

function checkElement(inspection: Inspection, element: Element): boolean {
  if (!checkPlacement(inspection, element)) return false;
  const spec = inspection.spec(element);
  if (!spec) return true;
  checkAttributes(inspection, element, spec);
  checkText(inspection, element, spec);
  checkUrls(inspection, element, spec);
  checkDeprecation(inspection, element, spec);
  checkCombinations(inspection, element);
  return true;
}

function faxFinding(inspection: Inspection, root: Element): readonly Finding[] {
  inspection.report(elementOf(inspection.document, childElements(inspection.document, 0)[0]?.id ?? root.id), {
    rule: 'retired-product',
    level: 'info',
    message: 'this is TwiML for Programmable Fax, which is retired; nothing of it is checked',
    help: null,
  });
  return inspection.findings;
}

function checkReplies(inspection: Inspection, root: Element): void {
  const replies = childElements(inspection.document, root.id).filter(
    ({ name }) => name === 'Message' || name === 'Sms',
  );
  const surplus = replies[MOST_REPLIES];
  if (!surplus) return;
  inspection.report(surplus, {
    code: 14109,
    message: `${replies.length} replies; only ${MOST_REPLIES} are sent`,
    help: null,
  });
}
