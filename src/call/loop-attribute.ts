import type { VerbContext } from '../engine/verb-context.ts';
import { integerAttribute } from '../twiml/attribute.ts';

/** `loop="0"` repeats until hang-up, but no more often than this (Twilio docs: Say, Play). */
const ENDLESS = 1000;

/** How often a Say or Play is repeated, 1 by default; a bad value is reported with the verb's own code. */
export function loopOf(verb: VerbContext, code: number): number {
  const { value, bad } = integerAttribute(verb.element, 'loop', 0, 1);
  if (bad !== null) {
    verb.report(
      {
        code,
        level: 'warning',
        message: `${verb.element.name}: invalid loop value "${bad}"; 1 is used`,
        help: 'write a whole number, 0 for endless',
      },
      'loop',
    );
  }
  return value === 0 ? ENDLESS : value;
}
