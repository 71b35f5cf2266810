import { describe, expect, it } from 'vitest';
import { allLegs, legAt } from '../../../src/engine/legs.ts';
import { allWork } from '../../../src/engine/pending.ts';
import { Core } from '../../support/core.ts';
import { codes, dialNoun } from './dialling.ts';

describe('referUrl (Twilio docs: TwiML Voice: Dial, "referUrl"; Twilio error 13802)', () => {
  const SIP = '<Sip>sip:bob@example.com</Sip>';
  const callee = 'answer talk 3s refer sip:carol@example.com';

  it('its document takes the caller over from the callee, and action is not asked', async () => {
    const call = await dialNoun(SIP, {
      callee,
      attributes: ' referUrl="/refer"',
      app: { '/refer': '<Say>moving</Say>' },
    });
    expect(call.paths).toEqual(['/voice', '/refer']);
    expect(call.asked[1]?.params).toMatchObject({
      ReferTransferTarget: 'sip:carol@example.com',
      CallStatus: 'in-progress',
      Direction: 'inbound',
    });
    expect(call.heard).toEqual(['ringing', 'moving']);
    expect(call.callees.at(-1)?.status).toBe('completed');
  });

  it('without it the REFER is refused, and they talk on', async () => {
    const call = await dialNoun(SIP, { callee });
    expect(codes(call)).toEqual([13802]);
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '4' });
  });

  it('a phone that is no SIP phone cannot', async () => {
    const call = await dialNoun('<Number>+15551230002</Number>', {
      callee,
      attributes: ' referUrl="/refer"',
    });
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'no-sip-phone' }]);
    expect(call.paths).toEqual(['/voice', '/after']);
  });
});

describe('a callee that a live update takes elsewhere (observed: live updates of August 2026)', () => {
  it('lives on without its caller, whose action hears no DialCallDuration', () => {
    const core = new Core('<Dial action="/after">+15551230002</Dial>');
    core.advance();
    const [, callee] = allLegs(core.board.legs);
    const leg = callee?.sid ?? '';
    core.enter({ type: 'callee', leg, does: 'answer' });
    expect(core.leg.bridgedTo).toBe(leg);
    const by = { kind: 'url', url: 'http://app.test/other', method: 'POST' } as const;
    core.enter({ type: 'replaced', leg, by }, 5_000);
    const asked = allWork(core.board.pending).flatMap((work) => (work.kind === 'hop' ? [work] : []));
    expect(asked.map(({ exchange }) => new URL(exchange.request.url).pathname).toSorted()).toEqual([
      '/after',
      '/other',
    ]);
    const action = asked.find(({ purpose }) => purpose === 'action')?.exchange.request.own ?? [];
    expect(Object.fromEntries(action)).toEqual({
      DialCallStatus: 'completed',
      DialCallSid: leg,
      DialBridged: 'true',
    });
    core.enter({ type: 'hang-up', leg: core.sid });
    expect(legAt(core.board.legs, leg)).toMatchObject({ endedAt: null, parent: core.sid, bridgedTo: null });
  });
});
