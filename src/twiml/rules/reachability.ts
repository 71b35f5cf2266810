import { attributeOf, childElements, type Element } from '../document.ts';
import type { ElementSpec } from '../language/element-spec.ts';
import type { Inspection } from './inspection.ts';

/**
 * Verbs that can never run: the first of them is told, with how many stand behind it. What execution skips
 * neither leaves the document nor is told again.
 */
export function checkReachability(inspection: Inspection): void {
  const skipped = inspection.skipped();
  const verbs = childElements(inspection.document, 0).filter(({ id }) => !skipped.has(id));
  for (const [index, verb] of verbs.entries()) {
    const next = verbs[index + 1];
    if (!next) return;
    const nextRuns = inspection.spec(verb)?.nextRuns;
    const why = whyNothingFollows(verb, nextRuns);
    if (why !== null) {
      const more = verbs.length - index - 2;
      return inspection.report(next, {
        rule: 'unreachable',
        level: 'warning',
        message: `<${next.name}> is unreachable${more > 0 ? ` (and ${more} more after it)` : ''}: ${why} (line ${verb.line})`,
        help: `remove it, or move it before the <${verb.name}>`,
      });
    }
    if (typeof nextRuns === 'object') {
      inspection.report(next, {
        rule: 'unreachable',
        level: 'info',
        message: `<${next.name}> is unreachable unless ${nextRuns.unless}: a <${verb.name}> goes on with its action (line ${verb.line})`,
        help: 'sources disagree about the exception; do not rely on it',
      });
    }
  }
}

/** Why the verb after one never runs, in words; `null` when it may. */
export function whyNothingFollows(verb: Element, nextRuns: ElementSpec['nextRuns']): string | null {
  if (nextRuns === 'never') return `nothing runs after ${article(verb)} <${verb.name}>`;
  if (verb.name === 'Gather' && attributeOf(verb, 'actionOnEmptyResult')?.trim() === 'true') {
    return 'a <Gather> with actionOnEmptyResult always requests its action';
  }
  if (nextRuns === 'without-action' && attributeOf(verb, 'action') !== undefined) {
    return `${article(verb)} <${verb.name}> with an action goes on with the document that the action answers`;
  }
  return null;
}

function article({ name }: Element): string {
  return /^[AEIOU]/.test(name) ? 'an' : 'a';
}
