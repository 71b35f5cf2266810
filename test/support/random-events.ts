import fc from 'fast-check';
import { expect } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import type { Happened } from '../../src/engine/happened.ts';
import { allLegs } from '../../src/engine/legs.ts';
import { allWork } from '../../src/engine/pending.ts';
import type { Step } from '../../src/engine/step.ts';
import { EMPTY, type Switchboard } from '../../src/engine/switchboard.ts';
import { failure, ok } from './memory-call.ts';

/** An attribute with one of these values, or none. */
export function attribute(name: string, ...values: readonly string[]): fc.Arbitrary<string> {
  return fc
    .option(fc.constantFrom(...values), { nil: null })
    .map((value) => (value === null ? '' : ` ${name}="${value}"`));
}

/** What an application answers. */
export interface RandomAnswer {
  readonly status: number;
  readonly body: string;
  readonly type: string;
}

/** What brings everything forward: verbs that may start, timers, answers and failures of what is on the wire. */
export function onward(board: Switchboard, at: number, got: RandomAnswer, pick: number): readonly Event[] {
  const events: Event[] = [];
  for (const leg of allLegs(board.legs)) if (leg.ready) events.push({ at, type: 'advance', leg: leg.sid });
  for (const work of allWork(board.pending)) {
    if (work.kind === 'timer') events.push({ at: Math.max(at, work.due), type: 'due', work: work.id });
    if (work.kind !== 'hop') continue;
    const headers = [
      ['Content-Type', got.type],
      ['Location', '/next'],
      ['Set-Cookie', `c${pick % 3}=b`],
    ].filter(([, value]) => value !== '') as [string, string][];
    events.push({ at, type: 'hop', work: work.id, got: { ...ok(got.body, headers), status: got.status } });
    events.push({ at, type: 'hop', work: work.id, got: failure('refused') });
  }
  return events;
}

/** What came of a list of events: all that was told, and the state after each. */
export interface Played {
  readonly events: readonly Event[];
  readonly happened: readonly Happened[];
  readonly boards: readonly Switchboard[];
  readonly last: Switchboard;
}

/** Follows the choices, then lets everything that is under way come to its end: every request fails from then on. */
export function playOut<Choice>(
  step: Step,
  picks: readonly Choice[],
  possible: (board: Switchboard, choice: Choice) => Event,
): Played {
  const events: Event[] = [];
  const happened: Happened[] = [];
  const boards: Switchboard[] = [];
  let board: Switchboard = EMPTY;
  const enter = (event: Event) => {
    events.push(event);
    const stepped = step(board, event);
    board = stepped.switchboard;
    boards.push(board);
    happened.push(...stepped.happened);
  };
  for (const choice of picks) enter(possible(board, choice));
  enter({ at: board.now, type: 'closed' });
  for (let left = 5000; left > 0 && !board.ended; left--) {
    const ready = allLegs(board.legs).find((leg) => leg.ready !== null);
    const [work] = allWork(board.pending);
    if (ready) enter({ at: board.now, type: 'advance', leg: ready.sid });
    else if (work?.kind === 'timer') enter({ at: Math.max(board.now, work.due), type: 'due', work: work.id });
    else if (work) enter({ at: board.now, type: 'hop', work: work.id, got: failure('closed') });
    else break;
  }
  return { events, happened, boards, last: board };
}

/** Enters events that have been through JSON, and so has the state before each of them. */
function again(step: Step, events: readonly Event[]): Pick<Played, 'happened' | 'last'> {
  let board: Switchboard = EMPTY;
  const happened: Happened[] = [];
  for (const event of JSON.parse(JSON.stringify(events)) as Event[]) {
    const stepped = step(JSON.parse(JSON.stringify(board)) as Switchboard, event);
    board = stepped.switchboard;
    happened.push(...stepped.happened);
  }
  return { happened, last: board };
}

/** It has ended, its end was told once and last, and these states survive JSON. */
export function expectEnd({ happened, last }: Played, boards: readonly Switchboard[]): void {
  expect(last.ended).toBe(true);
  expect(happened.filter(({ type }) => type === 'end')).toHaveLength(1);
  expect(happened.at(-1)?.type).toBe('end');
  for (const board of boards) expect(JSON.parse(JSON.stringify(board))).toEqual(board);
}

/** The same events give the same once more. */
export function expectSameAgain(step: Step, { events, happened, last }: Played): void {
  expect(again(step, events)).toEqual({ happened, last });
}
