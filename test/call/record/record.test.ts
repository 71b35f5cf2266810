import { describe, expect, it } from 'vitest';
import { SUGGESTED } from '../../../src/engine/placed/leg-setup.ts';
import { placeCall } from '../../support/memory-call.ts';
import { app } from './recorded.ts';

describe('Record (Twilio docs: TwiML Voice: Record)', () => {
  it('ends with a finish key and requests the action; verbs after it are unreachable', async () => {
    const call = await placeCall({ app: app('maxLength="60"'), caller: 'wait 14s; press #' });
    expect(call.paths).toEqual(['/voice', '/saved']);
    const params: Readonly<Record<string, string>> = call.asked[1]?.params ?? {};
    expect(params).toMatchObject({ Digits: '#', RecordingDuration: '12', CallStatus: 'in-progress' });
    expect(params['RecordingSid']).toMatch(/^RE[0-9a-f]{32}$/);
    expect(params['RecordingUrl']).toContain(`/Recordings/${params['RecordingSid']}`);
    expect(call.heard).toEqual(['Leave a message.', 'beep', 'Thanks.']);
  });

  it('sends Digits=hangup and CallStatus=completed after a hang-up, and does not run the answer', async () => {
    const call = await placeCall({ app: app(), caller: 'wait 10s; hang up' });
    expect(call.asked[1]?.params).toMatchObject({
      Digits: 'hangup',
      CallStatus: 'completed',
      RecordingDuration: '8',
    });
    expect(call.heard).not.toContain('Thanks.');
    expect(call.events.map(({ type }) => type).slice(-2)).toEqual(['exchange', 'end']);
  });

  it('ends on silence after timeout seconds, the silence included, without Digits', async () => {
    const call = await placeCall({ app: app('timeout="4"'), caller: 'wait 8s' });
    expect(call.asked[1]?.params).toMatchObject({ RecordingDuration: '10' });
    expect(call.asked[1]?.params).not.toHaveProperty('Digits');
    expect(call.of('exchange')[1]?.at).toBe(12_000);
  });

  it('falls through without a request when nothing was said', async () => {
    const call = await placeCall({ app: app() });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual(['Leave a message.', 'beep', 'Nothing recorded.']);
  });

  it('never ends on silence with timeout="0"; maxLength ends it', async () => {
    const call = await placeCall({ app: app('timeout="0" maxLength="20"'), caller: 'say "short"' });
    expect(call.asked[1]?.params).toMatchObject({ RecordingDuration: '20' });
  });

  it.each([...'1234567890*#'])('by default ends with %s', async (key) => {
    const call = await placeCall({ app: app(), caller: `wait 5s; press ${key}` });
    expect(call.asked[1]?.params).toMatchObject({ Digits: key });
  });

  it('by default ends after an hour, or after five seconds of silence', async () => {
    const long = await placeCall({ app: app(), caller: 'wait 2h' });
    expect(long.asked[1]?.params).toMatchObject({ RecordingDuration: '3600' });
    const silent = await placeCall({ app: app(), caller: 'wait 8s' });
    expect(silent.of('exchange')[1]?.at).toBe(13_000);
  });

  it('takes any of finishOnKey, and no other key', async () => {
    const call = await placeCall({ app: app('finishOnKey="*"'), caller: 'wait 5s; press 1#*' });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '*' });
  });

  it('beeps unless playBeep is false', async () => {
    const call = await placeCall({ app: app('playBeep="false"'), caller: 'wait 5s; press 1' });
    expect(call.heard).toEqual(['Leave a message.', 'Thanks.']);
  });

  it('requests the current document when there is no action', async () => {
    let visits = 0;
    const call = await placeCall({
      app: { '/voice': () => (visits++ === 0 ? '<Record/>' : '<Hangup/>') },
      caller: 'wait 3s; press #',
    });
    expect(call.paths).toEqual(['/voice', '/voice']);
  });

  it('the recording begins when prompt and beep are over', async () => {
    const call = await placeCall({ app: app('timeout="1"') });
    const beep = call.of('heard').find(({ kind }) => kind === 'beep');
    expect(call.of('input')).toMatchObject([{ kind: 'timeout', at: (beep?.at ?? 0) + 1000 }]);
  });

  it.each([
    ['timeout="x"', 13611],
    ['maxLength="1"', 13612],
    ['finishOnKey="abc"', 13613],
    ['playBeep="maybe"', 13616],
    ['method="PATCH"', 13610],
  ])('reports %s with %d and uses the default', async (attribute, code) => {
    const call = await placeCall({ app: app(attribute), caller: 'wait 5s; press #' });
    expect(call.of('diagnostic').flatMap((finding) => finding.code ?? [])).toEqual([code]);
    expect(call.paths).toEqual(['/voice', '/saved']);
  });

  it('sends RecordingSid, RecordingUrl, RecordingStatus=completed and RecordingDuration', async () => {
    const call = await placeCall({ app: app(), caller: 'wait 5s; press 1' });
    const params = call.asked[1]?.params ?? {};
    expect(params).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: '3', Digits: '1' });
    expect(params['RecordingUrl']).toBe(
      `http://recordings.test/2010-04-01/Accounts/${params['AccountSid']}/Recordings/${params['RecordingSid']}`,
    );
  });

  it('is told by what the caller says too: it takes its time, then silence is counted', async () => {
    const call = await placeCall({ app: app('timeout="3"'), caller: 'say "please call me back"' });
    expect(call.of('input')).toMatchObject([
      { kind: 'speech', value: 'please call me back' },
      { kind: 'timeout' },
    ]);
    const [speech, timeout] = call.of('input');
    expect((timeout?.at ?? 0) - (speech?.at ?? 0)).toBe(19 * 65 + 3000);
  });

  it('creates no recording when the caller hangs up at once', async () => {
    const call = await placeCall({
      app: app('recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed absent"'),
      caller: 'wait 1.8s; hang up',
    });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard.at(-1)).toBe('beep…');
  });

  it('continues with the reply to its action', async () => {
    const call = await placeCall({ app: app(), caller: 'wait 5s; press *' });
    expect(call.heard).toEqual(['Leave a message.', 'beep', 'Thanks.']);
  });

  it('ends the call when its action answers nothing', async () => {
    const call = await placeCall({ app: { ...app(), '/saved': '' }, caller: 'wait 5s; press *' });
    expect(call.heard).toEqual(['Leave a message.', 'beep']);
    expect(call.end.status).toBe('completed');
  });

  it('makes no request when a live update takes the call over, but the recording is completed', async () => {
    const call = await placeCall({
      app: { ...app('recordingStatusCallback="/rec"'), '/new': '<Say>new</Say>' },
      caller: 'wait 5s; update /new',
    });
    expect(call.paths).toEqual(['/voice', '/new', '/rec']);
  });
});

describe('a recording in which nothing was said (Twilio errors 16101, 16102; sources disagree)', () => {
  it('is silent: 16102, no request, and the next verb runs', async () => {
    const call = await placeCall({ app: app() });
    expect(call.of('diagnostic')).toMatchObject([{ code: 16102, level: 'warning', line: 3 }]);
    expect(call.heard.at(-1)).toBe('Nothing recorded.');
    expect(call.end.notSimulated).toContain(
      'Record: a recording in which nothing was said makes no request (older documentation; newer is silent)',
    );
  });

  it('or is too short: 16101', async () => {
    const call = await placeCall({ app: app(), caller: 'wait 2.1s; press 1' });
    expect(call.of('diagnostic')).toMatchObject([{ code: 16101, level: 'warning', line: 3 }]);
    expect(call.paths).toEqual(['/voice']);
  });

  it('with --empty-recording action is kept, and the action requested', async () => {
    const leg = { choices: { ...SUGGESTED, emptyRecording: 'action' } } as const;
    const silent = await placeCall({ app: app('timeout="4"'), leg });
    expect(silent.asked[1]?.params).toMatchObject({ RecordingDuration: '4', RecordingStatus: 'completed' });
    expect(silent.of('diagnostic')).toEqual([]);
    const short = await placeCall({ app: app(), leg, caller: 'wait 2.1s; press 1' });
    expect(short.asked[1]?.params).toMatchObject({ RecordingDuration: '0', Digits: '1' });
    expect(short.asked[1]?.params).not.toHaveProperty('RecordingUrl');
  });
});

describe('what comes after a recording (Twilio docs: TwiML Voice: Record)', () => {
  it('finished by *, the reply’s verbs run', async () => {
    const app = {
      '/voice': '<Record action="/saved"/><Say>no</Say>',
      '/saved': '<Say>one</Say><Say>two</Say>',
    };
    const call = await placeCall({ app, caller: 'wait 5s; press *' });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '*' });
    expect(call.heard).toEqual(['beep', 'one', 'two']);
  });

  it('a caller who hangs up during the beep has recorded nothing: no request', async () => {
    const call = await placeCall({
      app: { '/voice': '<Record action="/done"/>' },
      caller: 'wait 0.2s; hang up',
    });
    expect(call.paths).toEqual(['/voice']);
  });
});
