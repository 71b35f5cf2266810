import { describe, expect, it } from 'vitest';
import { type CallPlan, placeCall } from '../../support/memory-call.ts';

/** A call that dials a SIP address, and what `action` hears of it. */
async function dial(noun: string, plan: Omit<CallPlan, 'app'> & { app?: CallPlan['app'] } = {}) {
  const app = { '/voice': `<Dial action="/after" timeout="10">${noun}</Dial>`, '/after': '<Hangup/>' };
  const call = await placeCall({ ...plan, app: { ...app, ...plan.app } });
  const dialled = call.of('call').filter(({ status }) => status === 'initiated');
  const after = call.asked.find(({ path }) => path === '/after')?.params ?? {};
  return { ...call, dialled: dialled.map(({ at, to }) => [at, to]), after };
}

const THREE = `<Sip>
  <Uri priority="2">sip:last@example.com</Uri>
  <Uri priority="1" weight="10">sip:second@example.com</Uri>
  <Uri priority="1" weight="20">sip:first@example.com</Uri>
</Sip>`;

describe('several <Uri> in a <Sip> (Twilio docs: TwiML Voice: Sip, targets in SRV style)', () => {
  it('are tried by priority, then weight, one after the other when one cannot be reached', async () => {
    const call = await dial(THREE, { callee: 'failed; failed; answer talk 3s' });
    expect(call.dialled).toEqual([
      [0, 'sip:first@example.com'],
      [500, 'sip:second@example.com'],
      [1_000, 'sip:last@example.com'],
    ]);
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '3' });
    expect(call.end.notSimulated.join()).toContain('Sip: of several <Uri>');
  });

  it('when none can be reached the last one is reported', async () => {
    const call = await dial(THREE, { callee: 'failed' });
    expect(call.dialled).toHaveLength(3);
    expect(call.after).toMatchObject({ DialCallStatus: 'failed', DialSipResponseCode: '404' });
  });

  it.each(['busy', 'no-answer', 'answer talk 1s'])(
    'one that was reached (%s) is the only one',
    async (callee) => {
      expect((await dial(THREE, { callee })).dialled).toHaveLength(1);
    },
  );

  it('the time to ring is that of all of them', async () => {
    const call = await dial(THREE, { callee: 'failed; no-answer' });
    expect(call.dialled).toHaveLength(2);
    expect(call.of('exchange')[1]?.at).toBe(15_000);
    expect(call.after).toMatchObject({ DialCallStatus: 'no-answer' });
  });

  it('others that ring at the same time go on ringing', async () => {
    const call = await dial(`<Number>+15551230002</Number>${THREE}`, {
      callee: '+15551230002=ring 4s answer talk 1s; failed',
    });
    expect(call.dialled).toHaveLength(4);
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '1' });
  });

  it('the screening document is that of the noun, whichever answers', async () => {
    const noun = THREE.replace('<Sip>', '<Sip url="/screen">');
    const call = await dial(noun, {
      callee: 'failed; answer talk 1s',
      app: { '/screen': '<Say>hello</Say>' },
    });
    expect(call.asked.find(({ path }) => path === '/screen')?.params).toMatchObject({
      Called: 'sip:second@example.com',
    });
    expect(call.after).toMatchObject({ DialBridged: 'true' });
  });

  it('one that is no SIP address is left out', async () => {
    const noun = '<Sip><Uri priority="1">sip:</Uri><Uri priority="2">sip:bob@example.com</Uri></Sip>';
    expect((await dial(noun)).dialled).toEqual([[0, 'sip:bob@example.com']]);
  });
});

describe('headers of the answer (Twilio docs: TwiML Voice: Sip, "Custom headers")', () => {
  const NOUN = '<Sip url="/screen">sip:bob@example.com</Sip>';
  const callee = 'answer header X-Agent=bob header User-to-User=abc header Server=x talk 1s';

  it('come back as DialSipHeader_<name> of action, where they start with X- or are on the list', async () => {
    const { after } = await dial(NOUN, { callee, app: { '/screen': '' } });
    expect(after).toMatchObject({ 'DialSipHeader_X-Agent': 'bob', 'DialSipHeader_User-to-User': 'abc' });
    expect(Object.keys(after)).not.toContain('DialSipHeader_Server');
    expect(after['DialSipCallId']).toMatch(/^[\da-f]{32}@/);
    expect(after['DialSipResponseCode']).toBe('200');
  });

  it('and as SipHeader_<name> of the screening document', async () => {
    const call = await dial(NOUN, { callee, app: { '/screen': '' } });
    expect(call.asked.find(({ path }) => path === '/screen')?.params).toMatchObject({
      'SipHeader_X-Agent': 'bob',
      SipDomain: 'example.com',
      Direction: 'outbound-dial',
    });
  });

  it('a number has none', async () => {
    const { after } = await dial('<Number>+15551230002</Number>', { callee });
    expect(Object.keys(after).filter((name) => name.includes('Sip'))).toEqual([]);
  });
});
