import { nearestName } from '../../errors/nearest.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import { parseWhere, type Where, whereText } from '../breakpoints/breakpoints.ts';
import type { Debuggable } from '../session/debuggable.ts';
import { always } from './availability.ts';
import type { Command, Suggestion } from './command.ts';

/** Breakpoints by their place in words. */
export const BREAKPOINT_COMMANDS: readonly Command[] = [
  {
    id: 'break.set',
    group: 'stops',
    title: 'break at',
    help: 'Stop before a verb (Gather, line:12, url:/path) or after an event (error, redirect, slow 2s), if EXPRESSION',
    words: 'break',
    argument: { form: 'WHERE', optional: false, suggestions: places },
    unavailable: always,
    run: (target, written = '') => {
      const where = parseWhere(written, productOf(target));
      return where.ok ? target.setBreakpoint(where.value) : where.refusal;
    },
  },
  {
    id: 'break.clear',
    group: 'stops',
    title: 'no breaks',
    help: 'Remove one breakpoint, or all of them',
    words: 'break clear',
    argument: {
      form: 'WHERE',
      optional: true,
      suggestions: ({ breakpoints }) => breakpoints.map((where) => ({ text: whereText(where), help: '' })),
    },
    unavailable: ({ breakpoints }) => (breakpoints.length > 0 ? null : 'there are no breakpoints'),
    run: clear,
  },
];

/** Before anything happened only conversations are known by their look. */
function productOf({ product, leg }: Debuggable): ProductName | null {
  if (product === 'messaging') return 'messaging';
  if (!leg) return null;
  return leg.setup.product === 'fax' ? 'fax' : 'voice';
}

/** The verbs and the path of the document that is being looked at. */
function places(target: Debuggable): readonly Suggestion[] {
  const document = target.leg?.frames.at(-1)?.document;
  if (!document) return [];
  const names = [...new Set(document.elements.slice(1).map(({ name }) => name))];
  const path = URL.parse(document.url)?.pathname;
  return [
    ...names.map((name) => ({ text: name, help: `before every ${name}` })),
    ...(path === undefined ? [] : [{ text: `url:${path}`, help: 'before the first verb of this document' }]),
  ];
}

function clear(target: Debuggable, written = ''): string | null {
  if (written === '') return target.clearBreakpoint(null);
  const known = target.breakpoints;
  const where: Where | undefined = known.find((one) => whereText(one) === written);
  if (where) return target.clearBreakpoint(where);
  const texts = known.map(whereText);
  const near = nearestName(written, texts);
  const hint = near === null ? ':' : `: did you mean ${near}?`;
  return `there is no breakpoint "${written}"${hint} there is ${texts.join(', ')}`;
}
