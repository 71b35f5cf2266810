/** Why the debugger itself ends a session: an error that is told, and the reason of each leg's end. */
export interface GivingUp {
  readonly rule: string;
  readonly message: string;
  readonly help: string;
  /** It would not have ended by itself: a call that still rings fails. */
  readonly endless?: true;
}

/** Why everybody hangs up: what is told of it, and the reason of each leg's end. */
export interface Leaving {
  readonly rule: string;
  readonly message: string;
  readonly reason: string;
}

/** Of somebody who quits the debugger in the middle of a session. */
export const LEFT: Leaving = {
  rule: 'left',
  message: 'the debugger was left: everybody hangs up',
  reason: 'the debugger was left',
};
