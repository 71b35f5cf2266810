import { FAR_ENDS, failsWith, traitsOf } from '../../twiml/language/traits.ts';

/** True for a code with which a far end of some kind fails, among those that are known. */
export function isFarEndCode(code: number, isKnown: (code: number) => boolean): boolean {
  return FAR_ENDS.some(
    (farEnd) => farEnd.codes && failsWith(farEnd, code) && (farEnd.codesElsewhere || isKnown(code)),
  );
}

/** True when what is behind a noun, or a verb, can fail with a code: when its codes are not known, with any. */
export function fits(name: string, code: number): boolean {
  const { farEnd } = traitsOf(name);
  return farEnd === undefined || failsWith(farEnd, code);
}
