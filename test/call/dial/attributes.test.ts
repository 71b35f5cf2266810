import { describe, expect, it } from 'vitest';
import { runVerbs } from '../../support/run-verbs.ts';

const DAY = 'answer talk 86400s';

describe('attributes of Dial (Twilio docs: TwiML Voice: Dial)', () => {
  it('timeLimit is four hours by default', async () => {
    const call = await runVerbs('<Dial answerOnBridge="true" action="/after">+15550000001</Dial>', {
      callee: DAY,
    });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '14400' });
  });

  it('and for a conference too', async () => {
    const call = await runVerbs('<Dial action="/after"><Conference waitUrl="/wait">r</Conference></Dial>', {
      app: { '/wait': '<Pause length="3600"/><Redirect/>' },
      caller: 'wait 20000s; hang up',
    });
    expect(call.askedAt('/after')).toBe(14_400_000);
  });

  it('a time that cannot be used is warning 13216, and four hours', async () => {
    const call = await runVerbs(
      '<Dial answerOnBridge="true" action="/after" timeLimit="0">+15550000001</Dial>',
      { callee: DAY },
    );
    expect(call.of('diagnostic').map(({ code, level }) => [code, level])).toEqual([[13216, 'warning']]);
    expect(call.after).toMatchObject({ DialCallDuration: '14400' });
  });

  it.each([
    ['5', 10_000],
    ['4', 35_000],
    ['600', 605_000],
    ['601', 35_000],
  ])('timeout is from 5 to 600 s; of %s, a phone is given up after %i ms', async (timeout, at) => {
    const dial = `<Dial action="/after" timeout="${timeout}">+15550000001</Dial>`;
    const call = await runVerbs(dial, { callee: 'no-answer' });
    expect(call.askedAt('/after')).toBe(at);
    expect(call.of('diagnostic').map(({ code }) => code)).toEqual(at === 35_000 ? [13212] : []);
  });

  it('timeout is ring time: who has answered hears a screening document to its end', async () => {
    const nouns = '<Number url="/screen">+15550000001</Number>';
    const call = await runVerbs(`<Dial action="/after" timeout="5">${nouns}</Dial>`, {
      callee: 'ring 9s answer talk 5s',
      app: { '/screen': '<Pause length="20"/>' },
    });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
  });

  it('timeout and callerId have no effect for a Conference', async () => {
    const dial =
      '<Dial action="/after" timeout="5" callerId="+15557654321" hangupOnStar="true"><Conference waitUrl="">r</Conference></Dial>';
    const call = await runVerbs(dial, { caller: 'wait 60s; press *' });
    expect(call.askedAt('/after')).toBe(60_000);
    expect(call.asked[1]?.params).toMatchObject({ From: '+15551230001', DialCallStatus: 'answered' });
  });

  it('referMethod says how referUrl is asked', async () => {
    const dial = '<Dial referUrl="/told" referMethod="GET"><Sip>sip:a@b.test</Sip></Dial>';
    const call = await runVerbs(dial, {
      callee: 'answer refer sip:c@b.test talk 5s',
      app: { '/told': '<Hangup/>' },
    });
    expect(call.told).toMatchObject([{ method: 'GET', params: { ReferTransferTarget: 'sip:c@b.test' } }]);
  });

  it.each(['<Number>+15550000001</Number>', '<Conference waitUrl="">r</Conference>'])(
    'recordingTrack is told; record="true" is record-from-answer, "false" records nothing: %s',
    async (noun) => {
      const dial = (record: string) =>
        `<Dial hangupOnStar="true" record="${record}" recordingTrack="inbound" recordingStatusCallback="/told" recordingStatusCallbackMethod="GET">${noun}</Dial>`;
      const plan = { callee: 'answer talk 60s', caller: 'wait 9s; press *' };
      expect((await runVerbs(dial('true'), plan)).told).toMatchObject([
        {
          method: 'GET',
          params: { RecordingTrack: 'inbound', RecordingChannels: '1', RecordingStatus: 'completed' },
        },
      ]);
      expect((await runVerbs(dial('false'), plan)).told).toEqual([]);
    },
  );
});

describe('the result of a noun that cannot be used (Twilio errors 13237, 14211 to 14215)', () => {
  it.each([
    ['a Conference without a name (13237)', '<Conference/>', 13237],
    [
      'a Conference with a name of 129 characters (13237)',
      `<Conference>${'r'.repeat(129)}</Conference>`,
      13237,
    ],
    ['a Queue without a name (14212)', '<Queue/>', 14212],
    ['a Queue with a name of 65 characters (14213)', `<Queue>${'q'.repeat(65)}</Queue>`, 14213],
    ['a Queue with a url that is none (14211)', '<Queue url="ftp://x.test/">q</Queue>', 14211],
    ['a Queue with a bad reservationSid (14215)', '<Queue reservationSid="XX1">q</Queue>', 14215],
  ])('%s: failed, and nothing about a child leg', async (_what, noun, code) => {
    const call = await runVerbs(`<Dial action="/after">${noun}</Dial>`);
    expect(call.of('diagnostic').map((one) => one.code)).toEqual([code]);
    expect(call.after).toMatchObject({ DialCallStatus: 'failed', DialBridged: 'false' });
    for (const name of ['DialCallSid', 'DialCallDuration']) expect(call.after).not.toHaveProperty(name);
  });

  it('beside a Number, the Number is dialled', async () => {
    const nouns = '<Queue/><Number>+15550000001</Number>';
    expect((await runVerbs(`<Dial action="/after">${nouns}</Dial>`)).after).toMatchObject({
      DialCallStatus: 'completed',
    });
  });
});
