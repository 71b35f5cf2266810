import {
  ANSWERS,
  type CalleePlan,
  type CalleeScript,
  EVERYBODY_ANSWERS,
  planFor,
} from '../../debug/people/callee-script.ts';
import type { Caller } from '../../debug/people/caller.ts';
import type { ScriptAction } from '../../debug/people/caller-script.ts';
import type { Casting } from '../../debug/people/cast.ts';
import { CLOSES, type FarEndPlan, FarEndPlans, simulatedFarEnd } from '../../debug/people/far-end.ts';
import { keyboardCallee } from '../../debug/people/keyboard-callee.ts';
import { keyboardCaller } from '../../debug/people/keyboard-caller.ts';
import { referredParty } from '../../debug/people/referred-party.ts';
import { scriptedCallee } from '../../debug/people/scripted-callee.ts';
import { scriptedCaller } from '../../debug/people/scripted-caller.ts';
import type { Leg } from '../../engine/switchboard.ts';

/** The scripts of the people in a session; in a terminal UI, whoever has none is played from the keyboard. */
export interface CastingOptions {
  readonly interactive: boolean;
  readonly caller?: readonly ScriptAction[] | undefined;
  readonly callee?: CalleeScript | undefined;
  readonly farEnd?: readonly FarEndPlan[] | undefined;
  /** Scripts of those who call in later, in the order in which they do. */
  readonly joins?: readonly (readonly ScriptAction[])[] | undefined;
}

/** Puts people on the legs of one run, in the order in which the legs come up. */
export function castingOf({ interactive, caller, callee, farEnd, joins = [] }: CastingOptions): Casting {
  let callers = 0;
  let callees = 0;
  const castCaller = (): Caller => {
    const script = callers === 0 ? caller : joins[callers - 1];
    callers++;
    if (script) return scriptedCaller(script);
    return interactive ? keyboardCaller() : scriptedCaller([]);
  };
  const script = callee ?? EVERYBODY_ANSWERS;
  const outcome = (to: string): CalleePlan =>
    planFor(script, to) ?? script.inTurn[Math.min(callees++, script.inTurn.length - 1)] ?? ANSWERS;
  const castCallee = (leg: Leg): Caller =>
    interactive && !callee ? keyboardCallee() : scriptedCallee(outcome(leg.setup.to));
  const plans = farEnd ?? (interactive ? null : [CLOSES]);
  const ends = plans && new FarEndPlans(plans);
  return (leg) => {
    // An application that was dialled has nobody on its leg: it hears its caller.
    const application = leg.owner !== null && leg.setup.target !== null;
    const person = application ? [] : [leg.owner ? castCallee(leg) : castCaller()];
    const people = [...person, referredParty(outcome)];
    return ends ? [...people, simulatedFarEnd(ends)] : people;
  };
}
