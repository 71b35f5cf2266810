import { describe, expect, it } from 'vitest';
import { Journal } from '../../../src/debug/journal.ts';
import type { PublicEvent } from '../../../src/debug/public-event.ts';
import { callRow } from '../../../src/debug/views/story/call-rows.ts';
import { storyRest, storyRows } from '../../../src/debug/views/story/story-rows.ts';
import { placeCall } from '../../support/memory-call.ts';

const [CALLER, CALLEE] = ['CA1', 'CA2'];

function key(value: string, at: number, call = CALLER): PublicEvent {
  return { seq: 0, type: 'input', kind: 'digits', value, at, call };
}

function heard(at: number, call = CALLER, interrupted = false): PublicEvent {
  return { seq: 0, type: 'heard', kind: 'beep', text: null, url: null, interrupted, at, call };
}

/** A journal with a step for each event. */
function journalOf(...events: readonly PublicEvent[]): Journal {
  const journal = new Journal();
  for (const [step, event] of events.entries()) journal.append(step + 1, event);
  return journal;
}

function told(journal: Journal, position = Number.POSITIVE_INFINITY): readonly string[] {
  return storyRows({ journal, position }).map(
    (row) => callRow({ journal, legs: [] }, row, null)?.text ?? 'nothing',
  );
}

describe("rows of the call's story", () => {
  it('have keys that were pressed one after the other in one', () => {
    const journal = journalOf(heard(0), key('4', 100), key('1', 200), key('#', 300), heard(400));
    expect(told(journal)).toEqual(['a beep', 'presses 41#', 'a beep']);
  });

  it('have keys apart that belong to different legs, or have something between them', () => {
    const journal = journalOf(key('1', 0), key('2', 0, CALLEE), key('3', 0, CALLEE), heard(0), key('4', 0));
    expect(told(journal)).toEqual(['presses 1', 'presses 23', 'a beep', 'presses 4']);
  });

  it('have the key that cut a prompt off with those that followed it', () => {
    const journal = journalOf(key('4', 0), heard(0, CALLER, true), key('1', 100), key('1', 200));
    expect(told(journal)).toEqual(['presses 411', 'a beep  (cut off)']);
    expect(told(journal, 2)).toEqual(['presses 4', 'a beep  (cut off)', 'presses 11']);
    expect(storyRest({ journal, position: 4 })).toBe(1);
  });

  it('have keys apart with more than five seconds between them, so that each has its time', () => {
    const journal = journalOf(key('1', 0), key('2', 5_000), key('3', 10_001));
    expect(told(journal)).toEqual(['presses 12', 'presses 3']);
  });

  it('grow with the journal', () => {
    const journal = new Journal();
    const position = Number.POSITIVE_INFINITY;
    expect([told(journal), storyRest({ journal, position })]).toEqual([[], 0]);
    journal.append(1, key('1', 0));
    expect(told(journal)).toEqual(['presses 1']);
    journal.append(2, key('2', 100));
    expect(told(journal)).toEqual(['presses 12']);
    journal.append(3, heard(200));
    expect([told(journal), storyRest({ journal, position })]).toEqual([['presses 12', 'a beep'], 1]);
  });

  it('in a replay have no row that is partly still to come', () => {
    const journal = journalOf(key('1', 0), key('2', 100), key('3', 200), heard(300));
    expect(told(journal, 1)).toEqual(['presses 1', 'presses 23', 'a beep']);
    expect(storyRest({ journal, position: 1 })).toBe(0);
    expect(told(journal, 3)).toEqual(['presses 123', 'a beep']);
    expect(storyRest({ journal, position: 3 })).toBe(0);
    expect(storyRest({ journal, position: 4 })).toBe(1);
    expect(told(journal, 0)).toEqual(['presses 123', 'a beep']);
  });

  it('hide what is typed for a payment', async () => {
    const { session } = await placeCall({
      app: { '/voice': '<Pay action="/after"/>', '/after': '<Hangup/>' },
      caller: 'press 4111111111111111#',
    });
    const rows = storyRows(session).map((row) => callRow(session, row, null)?.text);
    const pressed = rows.filter((text) => text?.startsWith('presses'));
    expect(pressed[0]).toBe(`presses ${'*'.repeat(16)}`);
    expect(pressed.join()).not.toMatch(/\d/);
  });

  it('say once what stands in a document several times in a row', async () => {
    const { session } = await placeCall({
      app: { '/voice': '<Say>a</Say><Pause/><Pause/><Pause/><Say>b</Say>' },
    });
    const rows = storyRows(session).map((row) => callRow(session, row, 'http://app.test/voice')?.text);
    expect(rows).toContain('/voice  Say, Pause ×3, Say');
  });
});
