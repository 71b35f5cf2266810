import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/engine/event.ts';
import { allLegs } from '../../../src/engine/legs.ts';
import { allWork } from '../../../src/engine/pending.ts';
import { EMPTY, listenerOf, type Switchboard } from '../../../src/engine/switchboard.ts';
import { audio, inboundLeg, ORIGIN, response, STEP } from '../../support/memory-call.ts';

const attribute = (name: string, ...values: readonly string[]) =>
  fc
    .option(fc.constantFrom(...values), { nil: null })
    .map((value) => (value === null ? '' : ` ${name}="${value}"`));

const finishKeys = fc.option(fc.constantFrom('', '#', '*', '5'), { nil: null });

const gather = fc
  .tuple(
    finishKeys,
    attribute('input', 'dtmf', 'speech', 'dtmf speech', 'speech dtmf'),
    attribute('numDigits', '1', '3'),
    attribute('timeout', '1', '9'),
    attribute('speechTimeout', 'auto', '1', '4'),
    attribute('maxSpeechTime', '1', '30'),
    attribute('bargeIn', 'false'),
    attribute('actionOnEmptyResult', 'true'),
    attribute('partialResultCallback', '/partial'),
    fc.array(fc.constantFrom('<Say>Hello</Say>', '<Pause/>', '<Play>/a.mp3</Play>', '<Play>/b.mp3</Play>'), {
      maxLength: 4,
    }),
  )
  .map(([finish, ...rest]) => {
    const nested = rest.pop() as string[];
    const key = finish === null ? '' : ` finishOnKey="${finish}"`;
    return {
      finish: finish ?? '#',
      source: response(
        `<Gather action="/result"${key}${rest.join('')}>${nested.join('')}</Gather><Pause length="60"/>`,
      ),
    };
  });

const happening = fc.record({
  what: fc.constantFrom('key', 'speech', 'time', 'time', 'time', 'advance', 'hop'),
  key: fc.constantFrom(...'0123456789*#'),
  text: fc.constantFrom('yes', 'I lost my card', '', 'damn'),
  wait: fc.nat(3000),
});

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

type Ending = Extract<Event, { type: 'due' | 'played' }>;

/** What could happen now; `null` where it cannot. */
function eventOf(board: Switchboard, { what, key, text, wait }: Happening): Event | null {
  const [leg] = allLegs(board.legs);
  if (!leg) return null;
  const works = allWork(board.pending);
  const at = board.now + wait;
  switch (what) {
    case 'key':
      return { at, type: 'key', leg: leg.sid, value: key };
    case 'speech':
      return { at, type: 'speech', leg: leg.sid, value: text, confidence: 0.5 };
    case 'advance':
      return leg.ready ? { at, type: 'advance', leg: leg.sid } : null;
    case 'hop': {
      const hop = works.find((work) => work.kind === 'hop' && work.purpose === 'media');
      return hop ? { at, type: 'hop', work: hop.id, got: audio(1000) } : null;
    }
    default: {
      const ends = works.flatMap((work): readonly Ending[] => {
        if (work.kind === 'timer') return [{ at: work.due, type: 'due', work: work.id }];
        return work.kind === 'play' ? [{ at: work.since + 500, type: 'played', work: work.id }] : [];
      });
      const [first] = ends.toSorted((one, other) => one.at - other.at);
      return first ? { ...first, at: Math.max(board.now, first.at) } : null;
    }
  }
}

/** The bodies of the requests to `action`, and whether the state survives JSON. */
function run(source: string, happenings: readonly Happening[]) {
  const target = { kind: 'source', source, name: 'gather.xml', baseUrl: ORIGIN } as const;
  const rules = { timeoutMs: null, drop307: false, publicUrls: [] };
  let { switchboard } = STEP(EMPTY, {
    at: 0,
    type: 'placed',
    leg: { ...inboundLeg(ORIGIN), target },
    seed: 'seed',
    date: 0,
    rules,
  });
  const results = new Map<string, URLSearchParams>();
  for (const one of happenings) {
    const event = eventOf(switchboard, one);
    if (event) ({ switchboard } = STEP(JSON.parse(JSON.stringify(switchboard)) as Switchboard, event));
    for (const work of allWork(switchboard.pending)) {
      if (work.kind === 'hop' && work.purpose === 'action')
        results.set(work.id, new URLSearchParams(work.exchange.sending.body ?? ''));
    }
    const [leg] = allLegs(switchboard.legs);
    const waits = switchboard.pending.works.size > 0 || leg?.ready !== null;
    if (leg && listenerOf(leg)) expect(waits).toBe(true);
  }
  return [...results.values()];
}

describe('a Gather, whatever its attributes and whatever comes', () => {
  it('makes at most one request, with Digits or SpeechResult but not both, and no finish key in Digits', () => {
    let digits = 0;
    let speech = 0;
    fc.assert(
      fc.property(
        gather,
        fc.array(happening, { minLength: 5, maxLength: 60, size: 'max' }),
        ({ finish, source }, all) => {
          const results = run(source, all);
          expect(results.length).toBeLessThanOrEqual(1);
          for (const params of results) {
            expect(params.has('Digits') && params.has('SpeechResult')).toBe(false);
            expect(params.get('Digits')).not.toBe('');
            expect(params.get('SpeechResult')).not.toBe('');
            if (finish !== '') expect(params.get('Digits') ?? '').not.toContain(finish);
            if (params.has('Digits')) digits++;
            if (params.has('SpeechResult')) speech++;
          }
        },
      ),
      { numRuns: 400 },
    );
    // Both kinds were really tried.
    expect(Math.min(digits, speech)).toBeGreaterThan(10);
  });
});
