import { describe, expect, it } from 'vitest';
import { parseJoin } from '../../../src/debug/people/join-script.ts';
import { refusalOf } from '../../support/results.ts';

describe('a further caller', () => {
  it('says when and as whom, then what that caller does', () => {
    const text = 'after 5s; from +15550000002; url http://app.test/agent; press 1; say "yes; no"; hang up';
    expect(parseJoin(text)).toEqual({
      ok: true,
      value: {
        afterMs: 5000,
        from: '+15550000002',
        to: null,
        url: 'http://app.test/agent',
        actions: [
          { kind: 'press', keys: '1', early: false },
          { kind: 'say', text: 'yes; no', confidence: 0.9, early: false },
          { kind: 'hang up' },
        ],
      },
    });
  });

  it('may leave everything out: it calls a second later and is silent', () => {
    const nothing = { afterMs: 1000, from: null, to: null, url: null, actions: [] };
    expect(parseJoin('')).toEqual({ ok: true, value: nothing });
  });

  it('takes its settings in any order', () => {
    expect(parseJoin('to +15550000009; url /agent;after 500ms')).toMatchObject({
      value: { afterMs: 500, to: '+15550000009', url: '/agent', actions: [] },
    });
  });

  it.each([
    ['after soon', '"after soon": that is not a time like 5s; write after 5s; from'],
    ['from +1 555', '"from +1 555": it contains white space'],
    ['to +abc', '"to +abc": behind + stand the digits of a number'],
    ['url htp://app.test/', '"url htp://app.test/": htp: is not supported; use http or https'],
    ['url ftp://app.test/', 'ftp: is not supported; use http or https'],
    ['url http://', '"url http://": that is not a URL'],
    ['url http:app', '"url http:app": that is not a URL'],
    ['url a b', '"url a b": that is not a URL'],
    ['after 1s; after 2s', '"after" is given twice'],
    ['press 1; after 2s', '"after 2s" is not an action of a caller script'],
    ['dance', '"dance" is not an action of a caller script; write press 12#'],
    ['dance', 'before these you may write after 5s; from +15550000002; to +15559870002; url /voice'],
    ['fro +15550000002', '"fro +15550000002" is not an action'],
  ])('%s is answered with what is wrong', (text, message) => {
    expect(refusalOf(parseJoin(text))).toContain(message);
  });
});
