import { childElements, type Document, type Element, elementOf } from './document.ts';
import type { Finding } from './finding.ts';
import { MOST_REPLIES } from './language/limits.ts';
import type { ProductName, Schema } from './language/schema.ts';
import { checkAttributes } from './rules/attributes.ts';
import { checkCombinations } from './rules/combinations.ts';
import { checkDeprecation } from './rules/deprecation.ts';
import { checkFlow } from './rules/flow.ts';
import { checkIdle } from './rules/idle-attributes.ts';
import { Inspection, type Language } from './rules/inspection.ts';
import { checkPlacement } from './rules/placement.ts';
import { checkReachability } from './rules/reachability.ts';
import { checkSpeechMarkup } from './rules/speech-markup.ts';
import { checkText } from './rules/texts.ts';
import { checkUrls } from './rules/urls.ts';

/** All problems of a document, in document order. What is wrong inside an element that is skipped is not told. */
export function validate(document: Document, product: ProductName, language: Language): readonly Finding[] {
  const inspection = new Inspection(document, product, language);
  const root = document.elements[0];
  if (!root) return [];
  if (product === 'fax') return faxFinding(inspection, root);
  const ignored = new Set<number>();
  for (const element of document.elements) {
    if (element.parent !== null && ignored.has(element.parent)) ignored.add(element.id);
    else if (!checkElement(inspection, element)) ignored.add(element.id);
  }
  checkReachability(inspection);
  checkFlow(inspection);
  if (product === 'messaging') checkReplies(inspection, root);
  return inspection.findings();
}

/**
 * The product that a document seems to be for, by the verbs that only one of them has, however they are spelled;
 * voice when they do not tell.
 */
export function guessProduct(document: Document, { schema }: Language): ProductName {
  const names = childElements(document, 0).map(({ name }) => name.toLowerCase());
  const voice = lowerNames(schema, 'voice');
  const messaging = lowerNames(schema, 'messaging');
  const only = (own: ReadonlySet<string>, other: ReadonlySet<string>) =>
    names.filter((name) => own.has(name) && !other.has(name)).length;
  if (only(messaging, voice) > only(voice, messaging)) return 'messaging';
  // A fax was refused with the <Reject> of voice (Twilio's fax samples).
  const isFax = names.includes('receive') && names.every((name) => name === 'receive' || name === 'reject');
  return isFax ? 'fax' : 'voice';
}

function lowerNames(schema: Schema, product: ProductName): ReadonlySet<string> {
  return new Set(Object.keys(schema.elements(product)).map((name) => name.toLowerCase()));
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
  checkIdle(inspection, element, spec);
  if (spec.kind === 'ssml') checkSpeechMarkup(inspection, element);
  return true;
}

function faxFinding(inspection: Inspection, root: Element): readonly Finding[] {
  inspection.report(elementOf(inspection.document, childElements(inspection.document, 0)[0]?.id ?? root.id), {
    rule: 'retired-product',
    level: 'info',
    message: 'this is TwiML for Programmable Fax, which was retired in 2021; nothing of it is checked',
    help: null,
  });
  return inspection.findings();
}

function checkReplies(inspection: Inspection, root: Element): void {
  const skipped = inspection.skipped();
  const replies = childElements(inspection.document, root.id).filter(
    ({ id, name }) => (name === 'Message' || name === 'Sms') && !skipped.has(id),
  );
  for (const [index, surplus] of replies.slice(MOST_REPLIES).entries()) {
    inspection.report(surplus, {
      code: 14109,
      message: `<${surplus.name}> is reply ${MOST_REPLIES + index + 1} to one message; only ${MOST_REPLIES} are sent`,
      help: 'send the others with the REST API',
    });
  }
}
