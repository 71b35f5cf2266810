/** What was entered at each line of the screen, newest first. */
export interface Entered {
  readonly commands: readonly string[];
  readonly phrases: readonly string[];
  readonly messages: readonly string[];
}

/** Before anything was entered. */
export const NOTHING_ENTERED: Entered = { commands: [], phrases: [], messages: [] };
