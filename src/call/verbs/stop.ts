import type { Background } from '../../engine/switchboard.ts';
import { defineVerb } from '../../engine/turn/behaviour.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { childElements } from '../../twiml/document.ts';
import { endWork, isBackground } from '../background/works.ts';

/**
 * Ends what `<Start>` began, by its name, and falls through (Twilio docs: TwiML Voice: Stop). A name that nothing
 * has is a warning; a noun without a name ends the only one of its kind.
 */
export const stop = defineVerb<null>({
  enter(verb) {
    for (const noun of childElements(verb.document, verb.element.id)) {
      if (verb.skips.includes(noun.id) || !isBackground(noun.name)) continue;
      const reader = verb.noun(noun);
      const work = named(verb, reader);
      if (typeof work === 'string') reader.report(unknown(work), 'name');
      else endWork(verb.turn, verb.sid, work.sid);
    }
    return { type: 'next' };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});

/** What a noun names, or why there is nothing to end. */
function named(verb: VerbContext, noun: ElementReader): Background | string {
  const { name: kind } = noun.element;
  const works = verb.leg.background.filter((work) => work.kind === kind);
  const name = noun.attribute('name')?.trim() ?? '';
  const [first] = works;
  if (name === '') {
    if (first && works.length === 1) {
      verb.turn.approximated(`Stop: a <${kind}> without a name stops the only one (not documented)`);
      return first;
    }
    return `Stop: <${kind}> has no name, and ${first ? 'there are several' : 'none is running'}`;
  }
  const work = works.find((one) => one.name === name);
  const names = works.map((one) => one.name).join(', ');
  return work ?? `Stop: no <${kind}> is named "${name}"${names === '' ? '' : `; there is ${names}`}`;
}

function unknown(message: string) {
  return {
    rule: 'nothing-to-stop',
    level: 'warning',
    message,
    help: 'what ended with its far end, or was never started, cannot be stopped',
  } as const;
}
