import type { Prompt } from '../prompt/prompt.ts';
import type { CopiedText } from './copied-text.ts';

/** What keys go to while nothing lies over it: the panes, or the field for the next message. */
export type Ground = 'panes' | 'writing';

/** What the keys go to now, and what has come up over the panes. Whatever comes up closes to the ground below it. */
export type Mode =
  | { readonly kind: Ground }
  /** The `:` prompt. */
  | { readonly kind: 'prompt'; readonly over: Ground; readonly field: Prompt }
  /** The field for what is said. */
  | { readonly kind: 'speech'; readonly over: Ground; readonly field: Prompt }
  /** The menu of what can be copied. */
  | { readonly kind: 'copying'; readonly over: Ground }
  | { readonly kind: 'help'; readonly over: Ground; readonly top: number }
  /** A text that was copied, shown without anything around it. */
  | { readonly kind: 'copied'; readonly over: Ground; readonly text: CopiedText; readonly top: number };

/** What is below whatever has come up. */
export function groundOf(mode: Mode): Ground {
  return 'over' in mode ? mode.over : mode.kind;
}

/** The mode that is left when what has come up closes. */
export function closed(mode: Mode): Mode {
  return { kind: groundOf(mode) };
}

/** A text is read over the panes: they take no keys meanwhile. */
export function isReading(mode: Mode): boolean {
  return mode.kind === 'help' || mode.kind === 'copied';
}
