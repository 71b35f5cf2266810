/** What the screen asks of whoever owns the terminal. */
export interface ScreenHost {
  quit(reason: 'quit' | 'interrupt'): void;
  redraw(): void;
  suspend(): void;
  /** Hands a text to the terminal's clipboard; false for one that is too long for it. */
  copy(text: string): boolean;
  /** Why the program cannot be suspended here; `null` when it can. */
  readonly cannotSuspend: string | null;
}
