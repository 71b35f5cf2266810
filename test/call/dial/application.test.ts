import { describe, expect, it } from 'vitest';
import { dialNoun } from './dialling.ts';

describe('Application (Twilio docs: TwiML Voice: Application)', () => {
  const SID = 'AP00000000000000000000000000000001';
  const leg = { applications: { [SID]: 'http://app.test/other' } };
  const PLAIN = `<Application>${SID}</Application>`;

  it('runs its own document as its own leg, which hears the caller', async () => {
    const noun = `<Application customerId="me"><ApplicationSid>${SID}</ApplicationSid><Parameter name="dept" value="a b"/></Application>`;
    const call = await dialNoun(noun, {
      leg,
      caller: 'press 7',
      app: {
        '/other': '<Gather numDigits="1" action="/digits"><Say>Which?</Say></Gather>',
        '/digits': '<Hangup><Parameter name="chosen" value="7"/></Hangup>',
      },
    });
    expect(call.paths).toEqual(['/voice', '/other', '/digits', '/after']);
    const [, other, digits] = call.asked.map(({ params }) => params);
    expect(other).toMatchObject({
      CallStatus: 'ringing',
      CustomerId: 'me',
      Param_dept: 'a b',
      To: SID,
      ParentCallSid: call.asked[0]?.params['CallSid'],
    });
    expect(digits).toMatchObject({ Digits: '7', CallSid: other?.['CallSid'], CallStatus: 'in-progress' });
    expect(call.after).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      ReturnParam_chosen: '7',
    });
    expect(call.end.notSimulated).toEqual([]);
  });

  it('has the AccountSid as CustomerId, and the parent’s To with copyParentTo', async () => {
    const call = await dialNoun(`<Application copyParentTo="true">${SID}</Application>`, {
      leg,
      app: { '/other': '<Hangup/>' },
    });
    expect(call.asked[1]?.params).toMatchObject({
      CustomerId: call.asked[0]?.params['AccountSid'],
      To: '+15559870002',
    });
  });

  it('can reject, with parameters', async () => {
    const other = '<Reject reason="busy"><Parameter name="why" value="closed"/></Reject>';
    const call = await dialNoun(PLAIN, { leg, app: { '/other': other } });
    expect(call.after).toMatchObject({
      DialCallStatus: 'busy',
      DialBridged: 'false',
      ReturnParam_why: 'closed',
    });
  });

  it('that fails is heard to, and the dialNoun goes on', async () => {
    const call = await dialNoun(PLAIN, { leg, app: { '/other': { status: 500 } } });
    expect(call.heard).toContain('We are sorry. An application error has occurred. Goodbye.');
    expect(call.after).toMatchObject({ DialCallStatus: 'completed' });
    expect(call.end.error).toBeNull();
  });

  it('loses its caller: what it was recording is told', async () => {
    const call = await dialNoun(PLAIN, {
      leg,
      caller: 'wait 5s; hang up',
      app: { '/other': '<Record action="/saved"/>', '/saved': '<Hangup/>' },
    });
    expect(call.asked.find(({ path }) => path === '/saved')?.params).toMatchObject({
      CallStatus: 'completed',
    });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed' });
  });

  it('may dialNoun on', async () => {
    const call = await dialNoun(PLAIN, { leg, app: { '/other': '<Dial>+15551230009</Dial>' } });
    expect(call.callees.map(({ to }) => to)).toContain('+15551230009');
    expect(call.after).toMatchObject({ DialBridged: 'true' });
  });

  it('that dials itself is stopped as a loop, and everybody is hung up', async () => {
    const call = await dialNoun(PLAIN, { leg, maxSteps: 20, app: { '/other': `<Dial>${PLAIN}</Dial>` } });
    expect(call.of('diagnostic')).toContainEqual(expect.objectContaining({ rule: 'max-steps' }));
    const living = new Map(call.of('call').map(({ call: sid, status }) => [sid, status]));
    // The last one still rings when the run is taken for endless.
    expect([...new Set(living.values())]).toEqual(['completed', 'failed']);
  });

  it('without a Voice URL is a simulated party, and says so', async () => {
    const call = await dialNoun(PLAIN);
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '1' });
    expect(call.end.notSimulated).toEqual([
      `Application ${SID}: a simulated party answers; --application ${SID}=URL runs its document`,
    ]);
  });
});
