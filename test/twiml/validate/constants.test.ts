import { describe, expect, it } from 'vitest';
import { findingsIn } from './marked.ts';

const codes = (verbs: string) => findingsIn(verbs).map(({ code, rule }) => code ?? rule);
const x = (count: number) => 'x'.repeat(count);
const NUMBER = '+15551230001';

describe('limits and constants (Twilio docs: the page of each verb; Twilio error dictionary)', () => {
  it.each([
    ['Gather timeout: from a second', '<Gather timeout="1"/>', '<Gather timeout="0"/>', 13313],
    [
      'Gather hints: 100 characters each',
      `<Gather input="speech" hints="${x(100)}"/>`,
      `<Gather input="speech" hints="${x(101)}"/>`,
      13330,
    ],
    ['Record maxLength: from two seconds', '<Record maxLength="2"/>', '<Record maxLength="1"/>', 13612],
    [
      'transcribe: to 120 s',
      '<Record transcribe="true" maxLength="120"/>',
      '<Record transcribe="true" maxLength="121"/>',
      13615,
    ],
    [
      'Dial timeout: from 5 s',
      `<Dial timeout="5">${NUMBER}</Dial>`,
      `<Dial timeout="4">${NUMBER}</Dial>`,
      13212,
    ],
    ['to 600 s', `<Dial timeout="600">${NUMBER}</Dial>`, `<Dial timeout="601">${NUMBER}</Dial>`, 13212],
    [
      'callReason: 50 characters',
      `<Dial callReason="${x(50)}">${NUMBER}</Dial>`,
      `<Dial callReason="${x(51)}">${NUMBER}</Dial>`,
      12200,
    ],
    [
      'customerId: 256 characters',
      `<Dial><Application customerId="${x(256)}">AP00000000000000000000000000000000</Application></Dial>`,
      `<Dial><Application customerId="${x(257)}">AP00000000000000000000000000000000</Application></Dial>`,
      12200,
    ],
    [
      'Conference participants: 250',
      '<Dial><Conference maxParticipants="250">r</Conference></Dial>',
      '<Dial><Conference maxParticipants="251">r</Conference></Dial>',
      12200,
    ],
    ['Pay attempts: 3', '<Pay maxAttempts="3"/>', '<Pay maxAttempts="4"/>', 12200],
    ['amount: 1,000,000', '<Pay chargeAmount="1000000"/>', '<Pay chargeAmount="1000001"/>', 64003],
  ])('%s', (_, fits, beyond, code) => {
    expect(codes(fits)).toEqual([]);
    expect(codes(beyond)).toEqual([code]);
  });

  it.each([
    ['Record maxLength', (s: number) => `<Record maxLength="${s}"/>`, 13612],
    ['Dial timeLimit', (s: number) => `<Dial timeLimit="${s}">${NUMBER}</Dial>`, 13216],
  ] as const)('%s: 14400 s, 86400 where that is enabled', (_, verb, code) => {
    expect(codes(verb(14_400))).toEqual([]);
    expect(codes(verb(86_400))).toEqual(['on-request']);
    expect(codes(verb(86_401))).toEqual([code]);
  });
});
