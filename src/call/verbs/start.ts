import { defineVerb } from '../../engine/turn/behaviour.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { childElements } from '../../twiml/document.ts';
import { nameTaken } from '../../twiml/name-taken.ts';
import { isBackground, startWork } from '../background/works.ts';
import { answer } from '../leg/status.ts';

/** Streams and SIPREC sessions that a call can have at once (Twilio docs: Stream, Siprec). */
const MOST_FORKS = 4;
const FORKS = ['Stream', 'Siprec'];

/**
 * Begins what goes on beside the documents, and falls through at once (Twilio docs: TwiML Voice: Start). It belongs
 * to the call: other documents do not end it, `<Stop>` and the end of the call do.
 */
export const start = defineVerb<null>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    for (const noun of childElements(verb.document, verb.element.id)) {
      if (verb.skips.includes(noun.id) || !isBackground(noun.name)) continue;
      const reader = verb.noun(noun);
      if (mayStart(verb, reader)) startWork(reader);
    }
    return { type: 'next' };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});

function mayStart(verb: VerbContext, noun: ElementReader): boolean {
  const { background } = verb.leg;
  const { name: kind } = noun.element;
  const name = noun.attribute('name')?.trim() ?? '';
  if (name !== '' && background.some((work) => work.kind === kind && work.name === name)) {
    // Where both stand in one document, validation has said so.
    noun.turn.tellOnce(noun.sid, noun.diagnostic(nameTaken(kind, name), 'name'));
    return false;
  }
  if (FORKS.includes(kind) && background.filter((work) => FORKS.includes(work.kind)).length >= MOST_FORKS) {
    const message = `${kind}: a call has at most ${MOST_FORKS} streams at once; this one is not started`;
    noun.report({ rule: 'too-many-streams', level: 'error', message, help: 'stop one with <Stop> first' });
    return false;
  }
  return true;
}
