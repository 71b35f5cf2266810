import type { Leg, RunningVerb } from '../engine/switchboard.ts';
import { failsWith, traitsOf } from '../twiml/language/traits.ts';

/** The verb of a leg that talks to something that is no phone now; a `<Pay>` does to its payment connector. */
export function farEndVerb({ frames }: Leg): RunningVerb | null {
  const verb = frames[0]?.running[0];
  return verb && traitsOf(verb.name).farEnd ? verb : null;
}

/** What has the far end of a verb: a noun in it, or the verb itself where that says how it fails. */
export function farEndName({ frames }: Leg, { name, element }: RunningVerb): string | null {
  if (traitsOf(name).farEnd?.codes) return name;
  return frames[0]?.document.elements.find(({ parent }) => parent === element)?.name ?? null;
}

/** True when the far end of something that goes on beside the documents can fail with a code, or (`null`) just close. */
export function canFail(noun: string, code: number | null): boolean {
  const { farEnd } = traitsOf(noun);
  return farEnd !== undefined && (code === null || failsWith(farEnd, code));
}
