import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedDigits } from '../../../src/call/pay/typed-digits.ts';
import { allWork } from '../../../src/engine/pending.ts';
import { Core } from '../../support/core.ts';
import { failure, ok, response } from '../../support/memory-call.ts';

const verb = fc.constantFrom(
  '<Pay action="/paid" statusCallback="/s" maxAttempts="2"><Prompt for="expiration-date"><Say>date</Say><Pause/></Prompt></Pay>',
  '<Pay paymentMethod="ach-debit"><Prompt for="bank-account-number" requireMatchingInputs="true"/></Pay>',
  '<Connect action="/after"><ConversationRelay url="wss://app.test/r" welcomeGreeting="Hi"/></Connect>',
  '<Connect><Stream url="wss://app.test/a" statusCallback="http://app.test/s"/></Connect>',
  '<Connect><VirtualAgent statusCallback="/s"/></Connect>',
  '<Connect><Room>x</Room></Connect>',
  '<Connect/>',
  '<Start><Transcription statusCallbackUrl="http://app.test/s" partialResults="true"/></Start>',
  '<Start><Recording/><Stream url="wss://app.test/a"/></Start>',
  '<Stop><Recording/></Stop>',
  '<Say>hello there</Say>',
  '<Gather input="speech dtmf"/>',
);

const act = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ type: 'go' } as const) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('key' as const), value: fc.constantFrom(...'0149#*x') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('typed' as const),
      digits: fc.constantFrom('4', '4111111111111111', '4000000000000002', '123', '021000021', '123456789'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('far-end' as const),
      error: fc.constantFrom(null, 31921, 32650, 64008, 64102, 64105, 99999),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ type: 'say' } as const, { type: 'update' } as const) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function perform(core: Core, next: Act, answer: string): void {
  const leg = core.sid;
  switch (next.type) {
    case 'key':
      return core.enter({ type: 'key', leg, value: next.value });
    case 'typed':
      return core.enter({ type: 'key', leg, value: '#', typed: typedDigits(next.digits, next.digits, true) });
    case 'far-end':
      return core.enter({ type: 'far-end', leg, error: next.error });
    case 'say':
      return core.enter({ type: 'speech', leg, value: 'yes please', confidence: 0.5 });
    case 'update': {
      const by = { kind: 'source', source: response(answer), name: 'u', baseUrl: null } as const;
      return core.enter({ type: 'replaced', leg, by });
    }
    case 'go': {
      if (core.leg.ready) return core.advance();
      const [work] = allWork(core.board.pending);
      if (work?.kind === 'hop')
        core.enter({
          type: 'hop',
          work: work.id,
          got: core.board.worked % 3 === 0 ? failure('closed') : ok(response(answer)),
        });
      else if (work) core.enter({ type: work.kind === 'play' ? 'played' : 'due', work: work.id });
    }
  }
}

describe('payments, sessions and background work, on random documents and events', () => {
  it('never throw, are plain data at every step, and leave nothing behind when the call is over', () => {
    const document = fc.array(verb, { minLength: 1, maxLength: 5 }).map((verbs) => verbs.join(''));
    fc.assert(
      fc.property(
        document,
        document,
        fc.array(act, { minLength: 10, maxLength: 60 }),
        (first, second, acts) => {
          const core = new Core(first);
          for (const next of acts) {
            perform(core, next, second);
            expect(JSON.parse(JSON.stringify(core.board))).toEqual(core.board);
          }
          core.enter({ type: 'hang-up', leg: core.sid });
          expect(core.leg.background).toEqual([]);
          // Only requests that nobody waits for, and callbacks that are due later, outlast a call.
          const left = allWork(core.board.pending).filter((work) =>
            work.kind === 'hop' ? work.awaitedBy !== 'nobody' : work.kind !== 'timer' || !work.errand,
          );
          expect(left).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
