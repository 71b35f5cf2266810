import { describe, expect, it } from 'vitest';
import type { Playback, Speaker } from '../../../src/audio/speaker.ts';
import { heldCall, placeCall, until } from '../../support/memory-call.ts';

/** Speech whose length somebody tells later. */
function measuring(): {
  readonly speaker: Speaker;
  readonly tell: ((ms: number) => void)[];
  readonly stopped: number[];
} {
  const tell: ((ms: number) => void)[] = [];
  const stopped: number[] = [];
  const speaker: Speaker = {
    start(): Playback {
      const index = tell.length;
      const durationMs = new Promise<number>((resolve) => tell.push(resolve));
      return { durationMs, stop: () => stopped.push(index) };
    },
  };
  return { speaker, tell, stopped };
}

const GATHER = '<Gather timeout="5"><Say>Press one</Say></Gather>';

describe('sound whose length is measured', () => {
  it('lasts as long as it was measured, and the virtual clock waits for the measuring', async () => {
    const speaker: Speaker = {
      start: () => ({
        durationMs: new Promise((resolve) => setImmediate(resolve, 7_321)),
        stop: () => {},
      }),
    };
    const { of } = await placeCall({ app: { '/voice': '<Say>Hello</Say><Say>there</Say>' }, speaker });
    expect(of('heard').map(({ at }) => at)).toEqual([7_321, 14_642]);
  });

  it('Gather, timeout counts from its end; a key that comes while it is measured cuts it off', async () => {
    const { speaker, tell, stopped } = measuring();
    const app = { '/voice': `${GATHER}<Say>Bye</Say>` };
    const { session, events } = await heldCall({ app, speaker });
    session.move('continue');
    await until(session, () => tell.length === 1);
    session.act({ type: 'key', value: '1' }, session.legs[0]?.sid ?? '');
    expect(stopped).toEqual([0]);
    tell[0]?.(3_000);
    await until(session, () => events.some(({ type }) => type === 'heard'));
    expect(events.filter(({ type }) => type === 'heard')).toMatchObject([
      { text: 'Press one', interrupted: true },
    ]);
    session.close();
  });
});
