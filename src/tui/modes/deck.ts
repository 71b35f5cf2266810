import type { Controls } from '../commands/controls.ts';
import type { KeyName } from '../input/key.ts';
import type { Entered } from '../prompt/entered.ts';
import type { ViewState } from '../scene/view-state.ts';

/** What the modes see of the screen, and what their keys do with it. */
export interface Deck extends Controls {
  readonly entered: Entered;
  change(changes: Partial<ViewState>): void;
  remember(entered: Partial<Entered>): void;
  /** Lights a key of the keypad for a moment. */
  light(key: KeyName): void;
}
