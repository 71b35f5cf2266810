import { describe, expect, it } from 'vitest';
import { record } from './recorded.ts';

const codes = (call: Awaited<ReturnType<typeof record>>) => call.of('diagnostic').map(({ code }) => code);

const ended = (call: Awaited<ReturnType<typeof record>>) => {
  const action = call.of('exchange').find(({ purpose }) => purpose === 'action');
  return [action?.at, action?.params['Digits']];
};

describe('attributes of Record (Twilio docs: TwiML Voice: Record)', () => {
  it.each([
    ['timeout="-1"', 13611, 'wait 2s; silence', 7_000, undefined],
    ['maxLength="1" timeout="0"', 13612, 'wait 4000s; press 1', 3_600_000, undefined],
    ['maxLength="86401" timeout="0"', 13612, 'wait 4000s; press 1', 3_600_000, undefined],
    ['finishOnKey="x"', 13613, 'wait 2s; press 1', 2_000, '1'],
  ])('%s is %i, and the default is used', async (attributes, code, caller, at, digits) => {
    const call = await record(attributes, caller);
    expect(codes(call)[0]).toBe(code);
    expect(ended(call)).toEqual([at, digits]);
  });

  it('maxLength is at least 2, and a call ends after four hours unless Twilio has enabled more', async () => {
    expect(ended(await record('maxLength="2"', 'wait 9s; press 1'))).toEqual([2_000, undefined]);
    expect(ended(await record('maxLength="86400" timeout="0"', 'wait 90000s; press 1'))).toEqual([
      14_400_000,
      'hangup',
    ]);
  });

  it.each(['', 'maxLength="x"'])('with transcribe the default of maxLength is 120: %s', async (maxLength) => {
    const call = await record(`transcribe="true" timeout="0" ${maxLength}`, 'wait 200s; press 1');
    expect(ended(call)).toEqual([120_000, undefined]);
  });

  it('finishOnKey="": no key ends the recording', async () => {
    expect(ended(await record('finishOnKey="" timeout="0" maxLength="9"', 'wait 2s; press 1#*'))).toEqual([
      9_000,
      undefined,
    ]);
  });

  it('method and recordingStatusCallbackMethod may be GET', async () => {
    const attributes = 'method="GET" recordingStatusCallback="/told" recordingStatusCallbackMethod="GET"';
    const call = await record(attributes, 'wait 5s; press 1');
    expect(call.asked.slice(1).map(({ method, path }) => [method, path])).toEqual([
      ['GET', '/done'],
      ['GET', '/told'],
    ]);
  });

  it('of recordingStatusCallbackEvent an unknown event is 13621, and completed is told', async () => {
    const call = await record(
      'recordingStatusCallback="/told" recordingStatusCallbackEvent="in-progress failed"',
      'wait 5s; press 1',
    );
    expect(codes(call)).toEqual([13621]);
    const told = call.asked.filter(({ path }) => path === '/told');
    expect(told.map(({ params }) => params['RecordingStatus'])).toEqual(['completed']);
  });
});
