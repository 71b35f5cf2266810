import { describe, expect, it } from 'vitest';
import { runVerbs } from '../support/run-verbs.ts';

const DAY = 'answer talk 86400s';

describe('attributes of Dial (voice.md 6.1)', () => {
  it('timeLimit is four hours by default', async () => {
    const call = await runVerbs('<Dial action="/after">+15550000001</Dial>', { callee: DAY });
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
    const call = await runVerbs('<Dial action="/after" timeLimit="0">+15550000001</Dial>', { callee: DAY });
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

  it.each([
    ['<Number>+15550000001</Number>', ''],
    ['<Client>a</Client>', ''],
    ['<Sip>sip:a@b.test</Sip>', ''],
    ['<Sim>DE0123456789abcdef0123456789abcdef</Sim>', ''],
    ['<Application>AP0123456789abcdef0123456789abcdef</Application>', ''],
  ])('answerOnBridge keeps the call ringing for %s', async (noun) => {
    expect(await answeredAt(noun)).toBe(2_500);
  });

  it.each([
    ['<WhatsApp>+15550000001</WhatsApp>', ' callerId="whatsapp:+15551230001"'],
    ['<Queue>none</Queue>', ''],
    ['<Conference>r</Conference>', ''],
  ])('answerOnBridge has no effect for %s', async (noun, attributes) => {
    expect(await answeredAt(noun, attributes)).toBe(0);
  });

  async function answeredAt(noun: string, attributes = '') {
    const dial = `<Dial answerOnBridge="true"${attributes}>${noun}</Dial>`;
    const call = await runVerbs(dial, { caller: 'wait 20s; hang up' });
    const own = call.of('call').filter(({ direction }) => direction === 'inbound');
    return own.find(({ status }) => status === 'in-progress')?.at;
  }

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

describe('the result of a noun that cannot be used (voice.md 6.3)', () => {
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

describe('attributes of nouns (voice.md 6.6, 6.7)', () => {
  it('method says how the screening document is asked for', async () => {
    const call = await runVerbs('<Dial><Number url="/told" method="GET">+15550000001</Number></Dial>', {
      app: { '/told': '<Say>hi</Say>' },
    });
    expect(call.told).toMatchObject([{ method: 'GET' }]);
  });

  it.each([
    '<Number statusCallback="/told">+15550000001</Number>',
    '<Application statusCallback="/told">AP0123456789abcdef0123456789abcdef</Application>',
  ])('statusCallbackEvent is completed by default: %s', async (noun) => {
    const { told } = await runVerbs(`<Dial>${noun}</Dial>`);
    expect(told.map(({ params }) => params['CallStatus'])).toEqual(['completed']);
  });

  it('a callee that is canceled ends with SIP code 487', async () => {
    const number = '<Number statusCallback="/told">+15550000001</Number>';
    const { told } = await runVerbs(`<Dial>${number}</Dial>`, {
      callee: 'no-answer',
      caller: 'wait 3s; hang up',
    });
    expect(told).toMatchObject([{ params: { CallStatus: 'canceled', SipResponseCode: '487' } }]);
  });

  it.each([
    ['answer machine', '', '2400'],
    ['answer machine', ' machineDetectionSpeechThreshold="1000"', '1000'],
    ['answer', '', '2100'],
    ['answer', ' machineDetectionSpeechEndThreshold="5000"', '5900'],
    ['answer', ' machineDetectionSpeechEndThreshold="5000" machineDetectionTimeout="3"', '3000'],
  ])('of a Number with machineDetection that is %s, with%s', async (callee, attributes, ms) => {
    const number = `<Number machineDetection="Enable" amdStatusCallback="/told" amdStatusCallbackMethod="GET"${attributes}>+15550000001</Number>`;
    const { told } = await runVerbs(`<Dial>${number}</Dial>`, { callee: `${callee} talk 60s` });
    expect(told).toMatchObject([{ method: 'GET', params: { MachineDetectionDuration: ms } }]);
  });

  it('sendDigits that are none are 13222, and nothing is sent', async () => {
    const call = await runVerbs('<Dial><Number sendDigits="1x">+15550000001</Number></Dial>');
    expect(call.of('diagnostic').map(({ code }) => code)).toEqual([13222]);
    expect(call.heard).toEqual(['ringing']);
  });
});

describe('attributes of Start Recording (voice.md 12.5)', () => {
  const start = (attributes: string) =>
    `<Start><Recording recordingStatusCallback="http://app.test/told"${attributes}/></Start>`;

  it.each([
    ['', 'both'],
    [' track="outbound" channels="mono"', 'outbound'],
  ])('always two channels, and the track%s as %s', async (attributes, track) => {
    const { told } = await runVerbs(`${start(attributes)}<Pause/>`);
    expect(told.map(({ params }) => params)).toMatchObject([
      { RecordingTrack: track, RecordingChannels: '2', RecordingSource: 'StartCallRecordingTwiML' },
    ]);
  });

  it('a recording of nothing is absent, which only who subscribed to it is told', async () => {
    const events = ' recordingStatusCallbackEvent="completed absent"';
    const { told } = await runVerbs(start(events));
    expect(told.map(({ params }) => params['RecordingStatus'])).toEqual(['absent']);
    expect((await runVerbs(start(''))).told).toEqual([]);
  });
});

describe('attributes of Transcription (voice.md 12.4)', () => {
  it('without a name, Name is empty', async () => {
    const start =
      '<Start><Transcription statusCallbackUrl="http://app.test/told" statusCallbackMethod="GET"/></Start>';
    const { told } = await runVerbs(`${start}<Pause/>`);
    expect(told[0]).toMatchObject({
      method: 'GET',
      params: {
        TranscriptionEvent: 'transcription-started',
        Name: '',
        TranscriptionEngine: 'google',
        Track: 'both_tracks',
        LanguageCode: 'en-US',
        PartialResults: 'false',
        InboundTrackLabel: '',
        OutboundTrackLabel: '',
      },
    });
  });
});
