import { describe, expect, it } from 'vitest';
import { type Reached, wireFailure } from '../../src/http/wire-failure.ts';

const NOWHERE: Reached = { handshaking: false, sent: false, answering: false };

const coded = (code: string) => Object.assign(new Error('of the system'), { code });

describe('an error of the system', () => {
  it.each(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])('%s is no connection in time', (code) => {
    expect(wireFailure(coded(code), NOWHERE)).toEqual({ reason: 'connect-timeout', detail: code });
  });

  it.each(['ETIMEDOUT', 'EHOSTUNREACH'])('%s is the end of a connection that was there', (code) => {
    expect(wireFailure(coded(code), { ...NOWHERE, sent: true })).toEqual({ reason: 'closed', detail: code });
  });

  it('is the first of many addresses that were tried', () => {
    const both = new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')], 'all of them');
    expect(wireFailure(both, NOWHERE)).toEqual({ reason: 'refused', detail: 'ECONNREFUSED' });
  });

  it('may be the cause of another', () => {
    const outer = new Error('fetch failed', { cause: coded('ENOTFOUND') });
    expect(wireFailure(outer, NOWHERE)).toEqual({ reason: 'host-not-found', detail: 'ENOTFOUND' });
  });

  it('that nobody knows is told in its own words', () => {
    expect(wireFailure(coded('EODD'), NOWHERE)).toEqual({ reason: 'other', detail: 'EODD: of the system' });
    expect(wireFailure('words', NOWHERE)).toEqual({ reason: 'other', detail: 'words' });
  });
});
