import type { Debuggable } from './debuggable.ts';

/** Always possible. */
export function always(): null {
  return null;
}

/** Not in a replay: it takes no input. */
export function live(target: Debuggable): string | null {
  return target.kind === 'replay' ? 'a replay takes no input: it shows what happened' : null;
}

/** While there is a call to do something in. */
export function alive(target: Debuggable): string | null {
  return live(target) ?? going(target);
}

/** While something can still happen, or be shown to have happened. */
export function going(target: Debuggable): string | null {
  return target.over ? 'the call is over: r places a new one' : null;
}
