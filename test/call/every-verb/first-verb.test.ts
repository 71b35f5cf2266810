import { describe, expect, it } from 'vitest';
import { type CallLog, type CallPlan, placeCall } from '../../support/memory-call.ts';

const APP = {
  '/next': '<Pause length="2"/><Say>there</Say>',
  '/after': '<Hangup/>',
  '/wait': '<Leave/>',
  '/refuse': '<Reject/>',
};

/** Each verb as the first one: when it answers an inbound call, in milliseconds; `null` for never. */
const FIRST: readonly [verb: string, answeredAt: number | null, plan?: Partial<CallPlan>][] = [
  ['<Say>hi</Say>', 0],
  ['<Say/>', 0],
  ['<Play>/a.mp3</Play>', 0],
  ['<Play digits="1w2"/>', 0],
  ['<Record timeout="1"/>', 0],
  ['<Gather timeout="1"/>', 0],
  ['<Dial>+15550000001</Dial>', 0, { callee: 'busy' }],
  ['<Dial/>', 0],
  ['<Dial answerOnBridge="true">+15550000001</Dial>', 3_500, { callee: 'ring 3s answer talk 1s' }],
  ['<Dial answerOnBridge="true">+15550000001</Dial>', null, { callee: 'busy' }],
  ['<Dial answerOnBridge="true">+15550000001</Dial><Pause/><Say>sorry</Say>', 2_500, { callee: 'busy' }],
  ['<Dial answerOnBridge="true">+15550000001</Dial><Reject/>', null, { callee: 'busy' }],
  ['<Redirect>/refuse</Redirect>', null],
  ['<Dial answerOnBridge="true"><Conference>a</Conference></Dial>', 0, { caller: 'wait 1s; hang up' }],
  ['<Dial answerOnBridge="true" timeout="5"><Queue>a</Queue></Dial>', 0],
  ['<Redirect>/next</Redirect>', 2_000],
  ['<Pause length="4"/>', 4_000],
  ['<Pause length="4"/><Reject/>', null],
  ['<Pause/><Redirect>/next</Redirect>', 3_000],
  ['<Reject/>', null],
  ['<Reject reason="busy"/>', null],
  ['<Hangup/>', 0],
  ['', 0],
  ['<Enqueue waitUrl="/wait">a</Enqueue>', 0],
  ['<Connect><Room>a</Room></Connect>', 0],
  ['<Pay/>', 0],
  ['<Refer><Sip>sip:bob@example.com</Sip></Refer>', 0],
  ['<Echo/>', 0, { caller: 'wait 1s; hang up' }],
  ['<Sms>hi</Sms>', 0],
  ['<Start><Recording/></Start>', 0],
  ['<Foo/><Pause/>', 1_000],
];

function statuses(call: CallLog) {
  return call
    .of('call')
    .filter(({ direction }) => direction !== 'outbound-dial')
    .map(({ status, at }) => [status, at] as const);
}

describe('what happens next depends on the first verb (Twilio docs: TwiML for Programmable Voice, "CallStatus")', () => {
  it.each(FIRST)('%s', async (verb, answeredAt, plan) => {
    const call = await placeCall({ ...plan, app: { ...APP, '/voice': verb } });
    const answered = statuses(call).find(([status]) => status === 'in-progress');
    expect(answered?.[1] ?? null).toBe(answeredAt);
    expect(call.asked[0]?.params).toMatchObject({ CallStatus: 'ringing' });
    expect(call.end).toMatchObject({ error: null });
  });

  it.each(FIRST)('outbound API legs are answered before TwiML runs: %s', async (verb, _answeredAt, plan) => {
    const leg = { direction: 'outbound-api', from: '+15559870002', to: '+15551230001' } as const;
    const call = await placeCall({ ...plan, leg, app: { ...APP, '/voice': verb } });
    expect(
      statuses(call)
        .slice(0, 4)
        .map(([status]) => status),
    ).toEqual(['queued', 'initiated', 'ringing', 'in-progress']);
    expect(call.asked[0]?.params).toMatchObject({ CallStatus: 'in-progress', Direction: 'outbound-api' });
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it.each(['<Stop><Stream name="a"/></Stop>', '<Leave/>'])(
    '%s leaves the call ringing: the next verb decides',
    async (verb) => {
      const call = await placeCall({ app: { '/voice': `${verb}<Reject reason="busy"/>` } });
      expect(statuses(call)).toEqual([
        ['ringing', 0],
        ['busy', 0],
      ]);
    },
  );
});

describe('when the last verb has fallen through, Twilio hangs up the call (Twilio docs: TwiML for Programmable Voice)', () => {
  it.each(FIRST.filter(([, at]) => at !== null))('%s', async (verb, _answeredAt, plan) => {
    const call = await placeCall({ ...plan, app: { ...APP, '/voice': `<Say>hi</Say>${verb}` } });
    expect(call.of('verb').map(({ name }) => name)[0]).toBe('Say');
    expect(statuses(call).map(([status]) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });
});
