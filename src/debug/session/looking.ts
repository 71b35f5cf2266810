import type { Legs } from '../../engine/legs.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { MessageWriter } from '../conversation/message-writer.ts';
import { Walk } from '../moves/walk.ts';
import { Timeline } from '../timeline.ts';
import { latestMessage, type Selection, selectedLeg } from './leg-selection.ts';

/** What is looked at: a moment of the session, and one of its legs. */
export class Looking {
  readonly #writer: MessageWriter | null;
  #walk = new Walk(() => new Timeline());
  #selection: Selection | null = null;

  constructor(writer: MessageWriter | null) {
    this.#writer = writer;
  }

  get walk(): Walk {
    return this.#walk;
  }

  /** Another run begins: its present is looked at. */
  restart(timeline: Timeline): void {
    this.#selection = null;
    this.#walk = new Walk(() => timeline);
  }

  /** The leg that is looked at, of those that there are at the moment. */
  leg(legs: Legs): Leg | null {
    return this.#writer
      ? latestMessage(legs, this.#writer.pair, this.#selection)
      : selectedLeg(legs, this.#selection);
  }

  choose({ sid, setup, endedAt }: Leg): void {
    this.#writer?.lookAt(setup);
    this.#selection = { sid, over: endedAt !== null };
  }

  /** Looks at whatever comes: of messages the newest. */
  follow(): void {
    this.#selection = null;
  }
}
