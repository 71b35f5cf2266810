import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

describe('a menu with retry (Twilio docs: TwiML Voice: Gather)', () => {
  let visits = 0;
  const app = () => {
    visits = 0;
    return {
      '/menu': () =>
        visits++ > 0
          ? '<Hangup/>'
          : `<Gather numDigits="1" action="/choice">
    <Say>Press one for sales.</Say>
  </Gather>
  <Say>Nothing heard.</Say>
  <Redirect>/menu</Redirect>`,
      '/choice': '<Hangup/>',
    };
  };
  const leg = { target: { kind: 'url', url: 'http://app.test/menu', method: 'POST' } } as const;

  it('1 while the prompt is playing stops it, and requests /choice', async () => {
    const call = await placeCall({ app: app(), leg, caller: 'early press 1' });
    expect(call.heard).toEqual(['Press one for sales.…']);
    expect(call.paths).toEqual(['/menu', '/choice']);
    expect(call.asked[1]).toMatchObject({
      method: 'POST',
      params: { Digits: '1', FinishedOnKey: '', msg: 'Gather End' },
    });
  });

  it('nothing for 5 s after the prompt makes no request of its own, and goes on to /menu without Digits', async () => {
    const call = await placeCall({ app: app(), leg });
    expect(call.heard).toEqual(['Press one for sales.', 'Nothing heard.']);
    expect(call.paths).toEqual(['/menu', '/menu']);
    expect(call.asked[1]?.method).toBe('POST');
    expect(call.asked[1]?.params).not.toHaveProperty('Digits');
    const [prompt, , timeout] = [...call.of('heard'), ...call.of('input')];
    expect((timeout?.at ?? 0) - (prompt?.at ?? 0)).toBe(5000);
  });

  it('# only is as silence, but without waiting', async () => {
    const call = await placeCall({ app: app(), leg, caller: 'press #' });
    expect(call.heard).toEqual(['Press one for sales.', 'Nothing heard.']);
    expect(call.paths).toEqual(['/menu', '/menu']);
    const key = call.of('input').find(({ value }) => value === '#');
    expect(key?.at).toBe(call.of('heard')[0]?.at);
    expect(call.of('input')).toHaveLength(1);
  });

  it("a hang-up ends the call: nothing is requested but the number's own status callback", async () => {
    const statusCallback = { url: 'http://app.test/status', method: 'POST' } as const;
    const call = await placeCall({ app: app(), leg: { ...leg, statusCallback }, caller: 'wait 1s; hang up' });
    expect(call.paths).toEqual(['/menu', '/status']);
    expect(call.end.status).toBe('completed');
  });
});
