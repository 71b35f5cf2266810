import { describe, expect, it } from 'vitest';
import { parseCalleeScript, planFor } from '../../../src/debug/people/callee-script.ts';
import { acceptedValue, refusalOf } from '../../support/results.ts';

const plans = (text: string) => acceptedValue(parseCalleeScript(text));

describe('a callee script', () => {
  it('is one outcome for each leg in turn', () => {
    expect(plans('busy; no-answer\nfailed').inTurn).toEqual([
      { kind: 'refuses', act: 'busy' },
      { kind: 'refuses', act: 'no-answer' },
      { kind: 'refuses', act: 'fail' },
    ]);
  });

  it('answers after ringing, by whom, with which keys, for how long, and whom it refers to', () => {
    expect(plans('ring 5s answer machine press 1# talk 1.5m refer sip:bob@example.com').inTurn).toEqual([
      {
        kind: 'answers',
        afterMs: 5_000,
        by: 'machine',
        press: '1#',
        talkMs: 90_000,
        refer: 'sip:bob@example.com',
      },
    ]);
    expect(plans('answer header X-A=1 header X-B=a=b').inTurn).toMatchObject([
      {
        headers: [
          ['X-A', '1'],
          ['X-B', 'a=b'],
        ],
      },
    ]);
    expect(plans('answer fax').inTurn).toMatchObject([{ by: 'fax', afterMs: 2_000, talkMs: 10_000 }]);
  });

  it('gives numbers, clients and SIP addresses outcomes of their own', () => {
    const script = plans('+15551230001=busy; client:ann = failed; bob=no-answer; sip:carol@example.com=busy');
    expect(planFor(script, '+15551230001')).toMatchObject({ act: 'busy' });
    expect(planFor(script, 'client:ann')).toMatchObject({ act: 'fail' });
    expect(planFor(script, 'client:bob')).toMatchObject({ act: 'no-answer' });
    expect(planFor(script, 'sip:carol@example.com;transport=tls')).toMatchObject({ act: 'busy' });
    expect(planFor(script, 'whatsapp:+15551230001')).toMatchObject({ act: 'busy' });
    expect(planFor(script, '+15550000000')).toBeNull();
    expect(script.inTurn).toMatchObject([{ kind: 'answers' }]);
  });

  it('skips comments and empty pieces', () => {
    expect(plans('# nobody\n;; busy ;').inTurn).toHaveLength(1);
  });

  it.each([
    ['sing', 'a callee cannot do that'],
    ['answer talk', '"talk" needs something behind it'],
    ['answer talk long', '"long" is no duration, such as 10s'],
    ['ring x answer', '"x" is no duration, such as 5s'],
    ['answer ring 5s', '"ring" cannot be used here'],
    ['talk 5s answer', '"talk" cannot be used here'],
    ['answer press 1x', '"1x" are no keys'],
    ['answer loudly now', '"loudly" is not known'],
    ['answer header bob', '"bob" is no header, such as X-Name=value'],
    ['answer refer bob', '"bob" is no SIP address'],
    ['+15551230001=', 'a callee cannot do that'],
  ])('%s: %s, and what to write', (text, why) => {
    const refusal = refusalOf(parseCalleeScript(text));
    expect(refusal).toContain(`"${text}": ${why}; write busy, no-answer, failed, or`);
  });
});
