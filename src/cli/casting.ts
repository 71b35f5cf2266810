import { type CalleeScript, EVERYBODY_ANSWERS } from '../debug/callee-script.ts';
import type { Caller } from '../debug/caller.ts';
import type { ScriptAction } from '../debug/caller-script.ts';
import type { Casting } from '../debug/cast.ts';
import { CLOSES, type FarEndPlan, simulatedFarEnd } from '../debug/far-end.ts';
import { keyboardCaller } from '../debug/keyboard-caller.ts';
import { scriptedCallee } from '../debug/scripted-callee.ts';
import { scriptedCaller } from '../debug/scripted-caller.ts';
import type { Leg } from '../engine/switchboard.ts';

/** What is chosen for the people of a session; what is not given is the keyboard's in a terminal UI. */
export interface CastingOptions {
  readonly interactive: boolean;
  readonly caller?: readonly ScriptAction[] | undefined;
  readonly callee?: CalleeScript | undefined;
  readonly farEnd?: FarEndPlan | undefined;
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
  const castCallee = (leg: Leg): readonly Caller[] => {
    const script = callee ?? (interactive ? null : EVERYBODY_ANSWERS);
    if (!script) return [];
    const plan =
      script.byNumber.get(leg.setup.to) ?? script.inTurn[Math.min(callees++, script.inTurn.length - 1)];
    return plan ? [scriptedCallee(plan)] : [];
  };
  const end = farEnd ?? (interactive ? null : CLOSES);
  return (leg) => {
    const people = leg.owner ? castCallee(leg) : [castCaller()];
    return end ? [...people, simulatedFarEnd(end)] : people;
  };
}
