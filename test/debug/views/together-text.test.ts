import { describe, expect, it } from 'vitest';
import { togetherBrief } from '../../../src/debug/views/story/together-text.ts';

const names = { of: (sid: string) => (sid === 'CA2' ? 'callee 1' : 'caller') };
const common = { at: 0, call: 'CA1' };

describe('legs that go together, where there is little room', () => {
  it('says with whom a leg is connected, without the reason', () => {
    const event = { ...common, type: 'connected', with: 'CA2', reason: 'the callee answered' } as const;
    expect(togetherBrief(event as Parameters<typeof togetherBrief>[0], names)).toBe('connected to callee 1');
  });

  it('says from whom a leg is disconnected, without how long it took', () => {
    const event = { ...common, type: 'disconnected', with: 'CA2', seconds: 12, reason: 'hangup' } as const;
    expect(togetherBrief(event as Parameters<typeof togetherBrief>[0], names)).toBe(
      'disconnected from callee 1',
    );
  });

  it.each([
    ['join', 'joins the conference Room 1'],
    ['start', 'starts the conference Room 1'],
    ['leave', 'leaves the conference Room 1'],
    ['end', 'ends the conference Room 1'],
  ])('says of a conference only what the leg does there: %s', (what, brief) => {
    const event = { ...common, type: 'conference', what, name: 'Room 1', participants: 2 };
    expect(togetherBrief(event as Parameters<typeof togetherBrief>[0], names)).toBe(brief);
  });

  it.each([
    [{ what: 'enter', sid: 'QU1', position: 1, result: null }, 'enters the queue support'],
    [{ what: 'leave', sid: 'QU1', position: null, result: 'bridged' }, 'leaves the queue support'],
    [
      { what: 'leave', sid: null, position: null, result: 'queue-full' },
      'does not get into the queue support',
    ],
  ])('says of a queue only that a leg is in it, or not: %o', (facts, brief) => {
    const event = { ...common, type: 'queue', name: 'support', ...facts };
    expect(togetherBrief(event as Parameters<typeof togetherBrief>[0], names)).toBe(brief);
  });
});
