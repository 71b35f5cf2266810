import type { Movement } from '../scene/list-movement.ts';
import type { Scene } from '../scene/scene.ts';
import type { Toast } from '../scene/view-state.ts';

/** What commands see of the screen, and what they may do with it. What can fail answers why, or `null`. */
export interface Controls extends Scene {
  readonly hasDocument: boolean;
  readonly hasProblems: boolean;
  /** Why the program cannot be suspended here; `null` when it can. */
  readonly cannotSuspend: string | null;
  /** Why there is no prompt here; `null` when there can be one. */
  readonly cannotPrompt: string | null;
  /** Shows a text until the next key. */
  say(text: string, tone?: Toast['tone']): void;
  openPrompt(): null;
  openSpeech(): null;
  openWriting(text?: string): null;
  copy(word?: string): string | null;
  toggleBreakpoint(): string | null;
  toggleLayout(): string | null;
  nextProblem(): null;
  move(movement: Movement): null;
  scrollSideways(direction: 1 | -1): null;
  open(): string | null;
  revealNow(): null;
  turnPane(by: 1 | -1): null;
  turnTab(by: 1 | -1): null;
  toggleZoom(): null;
  toggleHelp(): null;
  back(): null;
  redraw(): null;
  suspend(): null;
  quit(reason: 'quit' | 'interrupt'): null;
}
