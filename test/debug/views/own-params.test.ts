import { describe, expect, it } from 'vitest';
import type { PublicEventOf } from '../../../src/debug/public-event.ts';
import { briefParams, ownParams } from '../../../src/debug/views/exchange/own-params.ts';

type Purpose = PublicEventOf<'exchange'>['purpose'];

describe('what a request is about', () => {
  it.each<[Purpose, Record<string, string>, string, string]>([
    ['action', { CallSid: 'CA1', Digits: '1' }, 'Digits=1', 'Digits=1'],
    ['action', { DialCallStatus: 'no-answer' }, 'DialCallStatus=no-answer', 'DialCallStatus=no-answer'],
    [
      'action',
      { Result: 'payment-connector-error', PaymentError: 'card declined' },
      'Result=payment-connector-error PaymentError=card declined',
      'Result=payment-connector-error PaymentError=card declined',
    ],
    ['action', { SpeechResult: 'a\u001Bb' }, 'SpeechResult=a␛b', 'SpeechResult=a␛b'],
    [
      'conference-status',
      { StatusCallbackEvent: 'participant-mute', CallStatus: 'in-progress' },
      'StatusCallbackEvent=participant-mute',
      'participant-mute',
    ],
    ['status-callback', { CallStatus: 'completed' }, 'CallStatus=completed', 'completed'],
    ['document', { CallStatus: 'ringing' }, '', ''],
  ])('%s %j', (purpose, params, told, brief) => {
    expect(ownParams({ purpose, params })).toBe(told);
    expect(briefParams({ purpose, params })).toBe(brief);
  });
});
