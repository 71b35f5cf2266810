import { expect, it } from 'vitest';
import { parseUtterance } from '../../../src/debug/people/utterance.ts';
import { acceptedValue, refusalOf } from '../../support/results.ts';

it.each([
  ['I lost my card', { value: 'I lost my card', confidence: 0.9 }],
  ['  two 0.5  ', { value: 'two 0.5', confidence: 0.9 }],
  ['"I lost my card"', { value: 'I lost my card', confidence: 0.9 }],
  ['"yes" 0.62', { value: 'yes', confidence: 0.62 }],
  ['"yes" 1', { value: 'yes', confidence: 1 }],
])('%s', (written, utterance) => {
  expect(acceptedValue(parseUtterance(written))).toEqual(utterance);
});

it.each([
  ['"yes" 2', '"yes" 2: after the closing quote only a confidence from 0 to 1 can follow'],
  ['"yes', '"yes: after the closing quote only a confidence from 0 to 1 can follow'],
])('%s is refused', (written, refusal) => {
  expect(refusalOf(parseUtterance(written))).toBe(refusal);
});
