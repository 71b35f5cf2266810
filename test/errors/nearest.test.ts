import { describe, expect, it } from 'vitest';
import { nearestName } from '../../src/errors/nearest.ts';

const VERBS = ['Dial', 'Gather', 'Hangup', 'Pause', 'Play', 'Record', 'Redirect', 'Reject', 'Say'];

describe('nearestName', () => {
  it.each([
    ['say', 'Say'],
    ['GATHER', 'Gather'],
    ['HangUp', 'Hangup'],
    ['Gahter', 'Gather'],
    ['Recrod', 'Record'],
    ['Plya', 'Play'],
    ['Paus', 'Pause'],
    ['Sy', 'Say'],
    ['Redirects', 'Redirect'],
  ])('finds what %s was to be: %s', (written, meant) => {
    expect(nearestName(written, VERBS)).toBe(meant);
  });

  it('prefers the name that differs in nothing but its case', () => {
    expect(nearestName('play', ['Pla', 'Play', 'Plays'])).toBe('Play');
  });

  it('prefers the nearer of two names', () => {
    expect(nearestName('Rejekt', ['Record', 'Reject'])).toBe('Reject');
  });

  it.each(['Message', 'Foobar', '', 'Sausage'])('knows no name near "%s"', (written) => {
    expect(nearestName(written, VERBS)).toBeNull();
  });

  it('does not take a short name for every other short name', () => {
    expect(nearestName('Hi', ['Say'])).toBeNull();
    expect(nearestName('x', ['P'])).toBeNull();
  });

  it('knows nothing without names', () => {
    expect(nearestName('Say', [])).toBeNull();
  });
});
