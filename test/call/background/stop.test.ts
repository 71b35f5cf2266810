import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allWork } from '../../../src/engine/pending.ts';
import { Core } from '../../support/core.ts';
import { ok, placeCall, response } from '../../support/memory-call.ts';

describe('Stop (Twilio docs: TwiML Voice: Stop)', () => {
  it.each([
    ['an unknown name', '<Stream name="other"/>', 'no <Stream> is named "other"; there is tap'],
    ['the name of another kind', '<Siprec name="tap"/>', 'no <Siprec> is named "tap"'],
  ])('%s is a warning, and the next verb runs', async (_what, noun, message) => {
    const call = await placeCall({
      app: {
        '/voice': `<Start><Stream name="tap" url="wss://app.test/a"/></Start><Stop>${noun}</Stop><Say>next</Say>`,
      },
    });
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'nothing-to-stop', level: 'warning' }]);
    expect(call.of('diagnostic')[0]?.message).toContain(message);
    expect(call.heard).toEqual(['next']);
  });

  it('without a name it ends none of several of a kind', async () => {
    const streams = ['a', 'b'].map((name) => `<Stream name="${name}" url="wss://app.test/a"/>`).join('');
    const call = await placeCall({ app: { '/voice': `<Start>${streams}</Start><Stop><Stream/></Stop>` } });
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'nothing-to-stop', level: 'warning' }]);
    expect(call.of('diagnostic')[0]?.message).toContain('there are several');
  });

  it('without a name it ends the only one of its kind, which is said', async () => {
    const started = '<Start><Recording recordingStatusCallback="http://app.test/status"/></Start>';
    const call = await placeCall({
      app: {
        '/voice': `${started}<Pause length="3"/><Stop><Recording/></Stop><Pause length="9"/>`,
        '/status': '',
      },
    });
    expect(call.asked[1]?.params).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: '3' });
    expect(call.end.notSimulated.join()).toContain('without a name');
  });

  it('leaves an unanswered call as it is', async () => {
    const call = await placeCall({
      app: { '/voice': '<Stop><Stream name="x"/></Stop><Reject/>' },
    });
    expect(call.end.status).toBe('no-answer');
  });
});

const noun = fc.record({
  kind: fc.constantFrom('Stream', 'Siprec', 'Transcription', 'Recording'),
  name: fc.constantFrom('a', 'b', 'c'),
});
type Noun = typeof noun extends fc.Arbitrary<infer T> ? T : never;

const STATUS = 'http://app.test/status';

function started({ kind, name }: Noun): string {
  switch (kind) {
    case 'Stream':
      return `<Start><Stream name="${name}" url="wss://app.test/a" statusCallback="${STATUS}"/></Start>`;
    case 'Siprec':
      return `<Start><Siprec name="${name}" statusCallback="${STATUS}"/></Start>`;
    case 'Transcription':
      return `<Start><Transcription name="${name}" statusCallbackUrl="${STATUS}"/></Start>`;
    default:
      return `<Start><Recording name="${name}" recordingStatusCallback="${STATUS}" recordingStatusCallbackEvent="in-progress completed absent"/></Start>`;
  }
}

const verb = fc.oneof(
  { weight: 4, arbitrary: noun.map(started) },
  { weight: 3, arbitrary: noun.map(({ kind, name }) => `<Stop><${kind} name="${name}"/></Stop>`) },
  { weight: 1, arbitrary: fc.constantFrom('<Say>hello</Say>', '<Pause/>', '<Redirect>/next</Redirect>') },
);

/** Begins and ends of the works, as the requests on the wire tell them, by their SIDs. */
function lives(core: Core, seen: ReadonlyMap<string, Readonly<Record<string, string>>>) {
  const all = new Map<string, string[]>();
  for (const own of seen.values()) {
    const sid = own['StreamSid'] ?? own['SiprecSid'] ?? own['TranscriptionSid'] ?? own['RecordingSid'];
    const event =
      own['StreamEvent'] ?? own['SiprecEvent'] ?? own['TranscriptionEvent'] ?? own['RecordingStatus'];
    if (sid === undefined || event === undefined || event === 'transcription-content') continue;
    all.set(sid, [...(all.get(sid) ?? []), event]);
  }
  expect(core.leg.background).toEqual([]);
  return [...all.values()];
}

describe('what Start began, on random documents, Stops, far ends and hang-ups', () => {
  it('is stopped exactly once, after it was started', () => {
    const document = fc.array(verb, { maxLength: 8 }).map((verbs) => verbs.join(''));
    const acts = fc.array(
      fc.oneof(
        { weight: 12, arbitrary: fc.constant('go' as const) },
        { weight: 1, arbitrary: fc.constantFrom('close' as const, 'fail' as const, 'hang up' as const) },
      ),
      { minLength: 10, maxLength: 60 },
    );
    fc.assert(
      fc.property(document, document, acts, (first, second, steps) => {
        const core = new Core(first);
        const seen = new Map<string, Readonly<Record<string, string>>>();
        const look = () => {
          for (const work of allWork(core.board.pending)) {
            if (work.kind === 'hop') seen.set(work.id, Object.fromEntries(work.exchange.request.own));
            else if (work.kind === 'timer' && work.errand)
              seen.set(work.id, Object.fromEntries((work.errand.data as never)['own']));
          }
        };
        const go = () => {
          const [work] = allWork(core.board.pending).filter((one) =>
            one.kind === 'hop' ? one.awaitedBy !== 'nobody' : one.kind === 'play' || !one.errand,
          );
          if (core.leg.ready) core.advance();
          else if (work?.kind === 'hop')
            core.enter({ type: 'hop', work: work.id, got: ok(response(second)) });
          else if (work) core.enter({ type: work.kind === 'play' ? 'played' : 'due', work: work.id });
        };
        for (const act of steps) {
          if (act === 'go') go();
          else if (act === 'hang up') core.enter({ type: 'hang-up', leg: core.sid });
          else core.enter({ type: 'far-end', leg: core.sid, error: act === 'close' ? null : 31921 });
          look();
        }
        core.enter({ type: 'hang-up', leg: core.sid });
        look();
        for (const events of lives(core, seen)) {
          expect(events).toHaveLength(2);
          expect(events[0]).toMatch(/started|in-progress/);
          expect(events[1]).toMatch(/stopped|error|completed|absent/);
        }
      }),
      { numRuns: 200 },
    );
  });
});
