import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Fault,
  type FaultKind,
  type FaultPlace,
  faultText,
  parseFault,
} from '../../../src/debug/wire/fault.ts';

const kinds: fc.Arbitrary<FaultKind> = fc.oneof(
  fc.integer({ min: 1, max: 3_600_000 }).map((ms): FaultKind => ({ type: 'slow', ms })),
  fc.integer({ min: 100, max: 599 }).map((status): FaultKind => ({ type: 'status', status })),
  fc.constantFrom<FaultKind>(
    { type: 'refused' },
    { type: 'truncated' },
    { type: 'duplicated' },
    { type: 'out-of-order' },
  ),
);

const places: fc.Arbitrary<FaultPlace> = fc.oneof(
  fc.constantFrom<FaultPlace>({ type: 'always' }, { type: 'next' }),
  fc.integer({ min: 1, max: 999_999_999 }).map((number): FaultPlace => ({ type: 'at', number })),
  fc.webPath().map((path): FaultPlace => ({ type: 'url', path: path === '' ? '/' : path })),
);

describe('a fault', () => {
  it('reads the same again as it is written', () => {
    fc.assert(
      fc.property(kinds, places, (kind, place) => {
        const fault: Fault = { kind, place };
        expect(parseFault(faultText(fault), 'always')).toEqual(fault);
        expect(parseFault(faultText(fault), 'next')).toEqual(fault);
      }),
    );
  });

  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseFault(text, 'next');
        expect(typeof parsed === 'string' ? parsed : faultText(parsed)).not.toBe('');
      }),
    );
  });

  it.each([
    ['slow 5s', { kind: { type: 'slow', ms: 5000 }, place: { type: 'always' } }],
    ['slow 500ms at 2', { kind: { type: 'slow', ms: 500 }, place: { type: 'at', number: 2 } }],
    ['slow 0.5m', { kind: { type: 'slow', ms: 30_000 }, place: { type: 'always' } }],
    ['  refused   next ', { kind: { type: 'refused' }, place: { type: 'next' } }],
    [
      'status 503 url:/ivr/menu',
      { kind: { type: 'status', status: 503 }, place: { type: 'url', path: '/ivr/menu' } },
    ],
    ['truncated always', { kind: { type: 'truncated' }, place: { type: 'always' } }],
    ['out-of-order', { kind: { type: 'out-of-order' }, place: { type: 'always' } }],
  ])('reads %s', (text, fault) => {
    expect(parseFault(text, 'always')).toEqual(fault);
  });

  it.each([
    ['', 'write what goes wrong: slow 5s, refused'],
    ['slw 5s', '"slw" is not a fault: did you mean slow? write slow 5s, refused'],
    ['banana', '"banana" is not a fault: write slow 5s'],
    ['slow', 'slow needs a time after it: slow 5s'],
    ['slow 5', 'slow needs a time after it: slow 5s'],
    ['slow 0s', 'slow takes more than nothing and at most 1h'],
    ['slow 2h', 'slow takes more than nothing and at most 1h'],
    ['status', 'status needs a number from 100 to 599'],
    ['status 99', 'status needs a number from 100 to 599'],
    ['status 600', 'status needs a number from 100 to 599'],
    ['refused at', 'exchanges are counted from 1'],
    ['refused at 0', 'exchanges are counted from 1'],
    ['refused at 1 2', 'is not a place'],
    ['refused url:menu', 'a path begins with a slash: url:/path'],
    ['refused nxt', '"nxt" is not a place: did you mean next? write at 3, url:/path'],
    ['refused 5s', '"5s" is not a place: write at 3'],
  ])('refuses %j and says what can be written', (text, message) => {
    expect(parseFault(text, 'always')).toContain(message);
  });
});
