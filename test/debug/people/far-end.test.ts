import { describe, expect, it } from 'vitest';
import {
  FarEndPlans,
  parseFarEnd,
  parseFarEnds,
  simulatedFarEnd,
} from '../../../src/debug/people/far-end.ts';
import { Core } from '../../support/core.ts';
import { placeCall } from '../../support/memory-call.ts';
import { acceptedValue, refusalOf } from '../../support/results.ts';

describe('a far end', () => {
  it.each([
    ['close 5s', { closeMs: 5000 }],
    ['close 500ms {"reason": "x"}', { closeMs: 500, words: '{"reason": "x"}' }],
    ['close 2m live-agent-handoff', { closeMs: 120_000, words: 'live-agent-handoff' }],
    ['error 64105', { error: 64105 }],
    [' error 31921 after 3s ', { error: 31921, afterMs: 3000 }],
  ])('reads %j', (text, plan) => {
    expect(acceptedValue(parseFarEnd(text))).toEqual(plan);
  });

  it.each(['', 'close', 'close soon', 'error 5', 'error 64105 after', 'error 64105 after lunch', 'open'])(
    'says how it is written: %j',
    (text) => {
      expect(refusalOf(parseFarEnd(text))).toContain('write "close 5s"');
    },
  );

  it('closes each Connect anew', async () => {
    const call = await placeCall({
      app: { '/voice': '<Connect><Room>a</Room></Connect><Connect><Room>b</Room></Connect>' },
      farEnd: 'close 3s',
    });
    expect(call.end.durationSeconds).toBe(6);
  });

  it('leaves what Start began alone when it only closes', async () => {
    const call = await placeCall({
      app: {
        '/voice':
          '<Start><Stream url="wss://app.test/a" statusCallback="http://app.test/s"/></Start><Pause length="9"/>',
        '/s': '',
      },
      farEnd: 'close 1s',
    });
    expect(call.asked.at(-1)?.params).toMatchObject({
      StreamEvent: 'stream-stopped',
      CallStatus: 'completed',
    });
  });

  it('fails one after the other of what a code concerns', async () => {
    const stream = '<Stream url="wss://app.test/a" statusCallback="http://app.test/s"/>';
    const call = await placeCall({
      app: { '/voice': `<Start>${stream}${stream}<Siprec/></Start><Pause length="9"/>`, '/s': '' },
      farEnd: 'error 31921 after 2s',
    });
    expect(call.of('diagnostic').map(({ code }) => code)).toEqual([31921, 31921]);
    expect(call.asked.filter(({ params }) => params['StreamEvent'] === 'stream-error')).toHaveLength(2);
  });

  it('closes what cannot fail with its code, and says so', async () => {
    const stream = '<Stream url="wss://app.test/a"/>';
    const call = await placeCall({
      app: { '/voice': `<Connect>${stream}</Connect><Connect>${stream}</Connect><Say>after</Say>` },
      farEnd: 'error 64105 after 2s',
    });
    const told = {
      code: null,
      level: 'warning',
      message: '<Stream> does not fail with 64105: its far end closes',
    };
    expect(call.of('diagnostic')).toMatchObject([told, told]);
    expect(call.heard).toEqual(['after']);
  });

  it.each([
    ['<VirtualAgent connectorName="a"/>', 32601],
    ['<ConversationRelay url="wss://app.test/a"/>', 64105],
    ['<Stream url="wss://app.test/a"/>', 31921],
    ['<Room>a</Room>', 53000],
    ['<AiSession/>', 12345],
  ])('fails %s with %i', async (noun, code) => {
    const call = await placeCall({
      app: { '/voice': `<Connect>${noun}</Connect>` },
      farEnd: `error ${code}`,
    });
    expect(call.of('diagnostic').filter(({ rule }) => rule === 'script-dropped')).toEqual([]);
    expect(call.of('diagnostic').map((told) => told.code)).toContain(code);
  });

  it('is one after the other in a list, the last one repeats: it fails once and then closes', async () => {
    const relay = '<Connect action="/next"><ConversationRelay url="wss://app.test/a"/></Connect>';
    let rounds = 0;
    const next = () => (++rounds < 3 ? relay : '<Hangup/>');
    const call = await placeCall({
      app: { '/voice': relay, '/next': next },
      farEnd: 'error 64105; close 5s',
    });
    const codes = call.of('diagnostic').map(({ code }) => code);
    expect(codes.filter((code) => code === 64105)).toHaveLength(1);
    expect(call.sentTo('/next').map((params) => params['ErrorCode'] ?? null)).toEqual(['64105', null, null]);
  });

  it.each(['error 64105; closes', '; ;', ''])('refuses a list with something else in it: "%s"', (text) => {
    expect(refusalOf(parseFarEnds(text))).toContain('write "close 5s"');
  });

  it('has nothing to do without a Connect', () => {
    const core = new Core('<Pause/>');
    core.advance();
    expect(simulatedFarEnd(new FarEndPlans([{ closeMs: 0 }])).next(core.leg, 0)).toBeNull();
    expect(simulatedFarEnd(new FarEndPlans([{ error: 64105 }])).next(core.leg, 0)).toBeNull();
  });
});
