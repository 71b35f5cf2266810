import type { Debuggable, LiveSession } from '../session/debuggable.ts';

/** Always possible. */
export function always(): null {
  return null;
}

/** Not in a replay: it takes no input. */
export function live(target: Debuggable): string | null {
  return target.live ? null : NO_INPUT;
}

/** Does something in a live session; a replay refuses. */
export function onLive(target: Debuggable, act: (session: LiveSession) => string | null): string | null {
  return target.live ? act(target.live) : NO_INPUT;
}

const NO_INPUT = 'a replay takes no input: it shows what happened';

/** While there is a call to do something in. */
export function alive(target: Debuggable): string | null {
  return live(target) ?? present(target) ?? going(target);
}

/** In the past nothing can be done: what happened next has happened already. */
export function present({ position, length }: Debuggable): string | null {
  return position < length ? 'this is the past: L returns to now' : null;
}

/** While the leg that is looked at can still be done something on. */
export function onLine(target: Debuggable): string | null {
  const dead = alive(target);
  if (dead !== null || target.leg?.endedAt === null) return dead;
  return target.leg ? 'this leg is over: > and < show other legs' : 'there is no call yet';
}

/** While something can still happen, or be shown to have happened. */
export function going(target: Debuggable): string | null {
  return target.over ? 'the call is over: r places a new one' : null;
}
