import type { Element } from '../document.ts';
import type { ElementSpec } from './element-spec.ts';

/** How much of an element or attribute is done as Twilio does it; for an approximation, what is different. */
export type Faithful =
  | { readonly fidelity: 'simulated' | 'ignored' }
  | { readonly fidelity: 'approximated'; readonly how: string };

/** How faithful an element, or one of its attributes, is. */
export function fidelityOf({ simulated }: Pick<ElementSpec, 'simulated'>): Faithful {
  if (simulated === undefined) return { fidelity: 'ignored' };
  return simulated === true ? { fidelity: 'simulated' } : { fidelity: 'approximated', how: simulated };
}

/** Elements of documents that come again are asked for again and again. */
const SAID = new WeakMap<Element, readonly string[]>();

/** What the list at the end of a run says about an element that ran: how it differs, and attributes without effect. */
export function approximationsOf(element: Element, spec: ElementSpec | null): readonly string[] {
  const known = SAID.get(element);
  if (known) return known;
  const said = whatIsApproximated(element, spec);
  SAID.set(element, said);
  return said;
}

function whatIsApproximated({ name, attributes }: Element, spec: ElementSpec | null): readonly string[] {
  if (spec?.simulated === undefined) return [`${name}: not simulated yet, passed over`];
  const own = spec.simulated === true || spec.everyRun ? [] : [`${name}: ${spec.simulated}`];
  // What is no attribute at all was reported as that.
  const ignored = attributes.filter(
    (attribute) =>
      Object.hasOwn(spec.attributes, attribute.name) &&
      spec.attributes[attribute.name]?.simulated === undefined,
  );
  return [...own, ...ignored.map((attribute) => `${name} ${attribute.name}: not simulated yet, ignored`)];
}
