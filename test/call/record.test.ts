import { describe, expect, it } from 'vitest';
import { placeCall } from '../support/memory-call.ts';

const app = (attributes = '') => ({
  '/voice': `<Say>Leave a message.</Say><Record action="/saved" ${attributes}/><Say>Nothing recorded.</Say>`,
  '/saved': '<Say>Thanks.</Say>',
});

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
});
