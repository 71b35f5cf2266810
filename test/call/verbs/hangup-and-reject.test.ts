import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const statuses = (call: Awaited<ReturnType<typeof placeCall>>) => call.of('call').map(({ status }) => status);

describe('Hangup and Reject (Twilio docs: TwiML Voice: Hangup, Reject)', () => {
  it('Hangup answers an unanswered call, then ends it; nothing after it runs', async () => {
    const call = await placeCall({ app: { '/voice': '<Hangup/><Say>never</Say>' } });
    expect(statuses(call)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.heard).toEqual([]);
  });

  it.each([
    ['', 'no-answer'],
    ['reason="rejected"', 'no-answer'],
    ['reason="busy"', 'busy'],
  ])('Reject %s never answers: %s', async (attributes, status) => {
    const call = await placeCall({
      app: { '/voice': `<Redirect>/r</Redirect>`, '/r': `<Reject ${attributes}/>` },
    });
    expect(statuses(call)).toEqual(['ringing', status]);
    expect(call.end).toMatchObject({ status, durationSeconds: 0, error: null });
  });

  it('Reject after the call was answered hangs up, with a warning', async () => {
    const call = await placeCall({ app: { '/voice': '<Say>Hi</Say><Reject/>' } });
    expect(call.end.status).toBe('completed');
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'reject-after-answer', level: 'warning' }]);
  });

  it('an invalid reason is 13810 and counts as rejected', async () => {
    const call = await placeCall({ app: { '/voice': '<Reject reason="no"/>' } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13810 }]);
    expect(call.end.status).toBe('no-answer');
  });
});
