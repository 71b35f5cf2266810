import { ringingLeg } from '../callee-commands.ts';
import type { Debuggable } from '../debuggable.ts';
import { partyOf, rings } from './leg-view.ts';

/** Says that a phone rings, and what can be done about it: in full, and shorter; empty while none does. */
export function ringTexts(target: Debuggable): readonly string[] {
  const ringing = target.kind === 'replay' ? [] : target.legs.filter(rings);
  if (ringing.length === 0) return [];
  const one = ringingLeg(target);
  const count = `${ringing.length} phones ring: > looks at one`;
  if (!one) return [`${count}, + answers it, - is busy`, count];
  const name = target.journal.names.of(one.sid);
  const how = one.status === 'ringing' ? 'rings' : 'is being dialled';
  const who = `the phone of ${name} (${partyOf(one)}) ${how}`;
  if (target.queuedOn(one.sid).some(({ type }) => type === 'callee')) {
    const later = 'what was done about it counts when time goes on';
    return [`${who}: ${later}`, `${name} ${how}: ${later}`];
  }
  const keys = '+ answers, - is busy';
  return [
    `${who}: ${keys}, :no-answer, :fail, :answer machine`,
    `${who}: ${keys}`,
    `${name} ${how}: ${keys}`,
  ];
}
