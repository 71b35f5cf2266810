import type { PublicEvent } from '../../src/debug/public-event.ts';
import type { Recorder } from '../../src/debug/recorder.ts';
import type { Event } from '../../src/engine/event.ts';
import { EMPTY } from '../../src/engine/switchboard.ts';
import { STEP } from './memory-call.ts';

/** A recorder that keeps everything in memory, and can step it again. */
export interface MemoryRecorder extends Recorder {
  readonly steps: readonly { readonly event: Event; readonly happened: readonly PublicEvent[] }[];
  /** What was told, without the numbers that the driver adds. */
  told(): readonly unknown[];
  /** What today's engine tells for the same events. */
  replayed(): readonly unknown[];
}

export function memoryRecorder(): MemoryRecorder {
  const steps: { readonly event: Event; readonly happened: readonly PublicEvent[] }[] = [];
  return {
    path: '',
    steps,
    step: (event, all, own) => {
      const happened = all.filter((one) => !own.has(one));
      steps.push(JSON.parse(JSON.stringify({ event, happened })));
    },
    note: () => {},
    close: () => {},
    told: () =>
      steps.flatMap(({ happened }) =>
        happened.map(({ seq: _seq, ...told }) => (told.type === 'end' ? { ...told, recording: null } : told)),
      ),
    replayed() {
      let board = EMPTY;
      return steps.flatMap(({ event }) => {
        const stepped = STEP(board, event);
        board = stepped.switchboard;
        return JSON.parse(JSON.stringify(stepped.happened));
      });
    },
  };
}
