import type { Debuggable } from '../../session/debuggable.ts';
import { rings } from '../../session/leg-facts.ts';
import { partyOf } from './leg-view.ts';

/** Sentences about the leg that is looked at, where it was dialled and runs no document: how it is, what can be done. */
export function dialledLegSays(target: Debuggable): readonly string[] {
  const { leg, journal, live } = target;
  if (!leg?.owner) return [];
  const who = `${journal.names.of(leg.sid)} (${partyOf(leg)})`;
  const keys = live !== null;
  if (leg.endedAt !== null) return [`The leg of ${who} is over: ${leg.status}.`];
  if (rings(leg)) {
    const how = leg.status === 'ringing' ? 'rings' : 'is being dialled';
    const what = [
      '+ answers it, - is busy; :answer machine, :no-answer and :fail are the other ends.',
      'Left alone it rings for as long as the Dial allows.',
    ];
    return [`The phone of ${who} ${how}.`, ...(keys ? what : [])];
  }
  if (leg.bridgedTo !== null) {
    const what = 'X hangs up the leg that is looked at; < and > look at the other one.';
    return [`${who} and ${journal.names.of(leg.bridgedTo)} talk to each other.`, ...(keys ? [what] : [])];
  }
  return [`${who} has answered and runs no document.`];
}
