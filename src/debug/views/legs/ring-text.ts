import type { Leg } from '../../../engine/switchboard.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { neighbourOf, ringingLeg, rings } from '../../session/leg-facts.ts';
import { partyOf } from './leg-view.ts';

/** Says that a phone rings, and what can be done about it: in full, and shorter; empty while none does. */
export function ringTexts(target: Debuggable): readonly string[] {
  const ringing = !target.live ? [] : target.legs.filter(rings);
  if (ringing.length === 0) return [];
  const one = ringingLeg(target);
  if (!one) return severalRing(target, ringing);
  const name = target.journal.names.of(one.sid);
  const how = one.status === 'ringing' ? 'rings' : 'is being dialled';
  const who = `the phone of ${name} (${partyOf(one)}) ${how}`;
  if (target.live?.queuedOn(one.sid).some(({ type }) => type === 'callee')) {
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

/** Which of several phones is meant is not known until one of them is looked at. */
function severalRing(target: Debuggable, ringing: readonly Leg[]): readonly string[] {
  const count = `${ringing.length} phones ring`;
  const next = neighbourOf(target, 1);
  if (!next || !rings(next)) return [`${count}: look at one of them with > and <, then + answers it`, count];
  const name = target.journal.names.of(next.sid);
  return [
    `${count}: > looks at ${name} (${partyOf(next)}), then + answers it, - is busy`,
    `${count}: > looks at ${name}, then + answers it, - is busy`,
    `${count}: > looks at ${name}, then + answers it`,
    count,
  ];
}
