import { type SuspendTerminal, useApp } from 'ink';
import { useEffect } from 'react';

/** Ink gives the terminal away only from inside its tree; this is the handle to it from outside. */
export class SuspendControl {
  #suspend: SuspendTerminal | null = null;
  #active = false;

  /** True while the terminal belongs to somebody else. */
  get active(): boolean {
    return this.#active;
  }

  /** Leaves the screen, does something, and draws the screen again. */
  async during(act: () => Promise<void>): Promise<void> {
    this.#active = true;
    try {
      await this.#suspend?.(act);
    } finally {
      this.#active = false;
    }
  }

  connect(suspend: SuspendTerminal): () => void {
    this.#suspend = suspend;
    return () => {
      this.#suspend = null;
    };
  }
}

/** Connects a {@link SuspendControl} to the Ink that draws this component. */
export function useSuspendControl(control: SuspendControl): void {
  const { suspendTerminal } = useApp();
  useEffect(() => control.connect(suspendTerminal), [control, suspendTerminal]);
}
