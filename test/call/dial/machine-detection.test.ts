import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { runVerbs } from '../../support/run-verbs.ts';
import { APP, told } from './dialling.ts';

describe('answering machine detection (Twilio docs: Answering Machine Detection)', () => {
  const number = (mode: string, more = '') =>
    `<Dial action="/after"><Number machineDetection="${mode}" amdStatusCallback="/amd"${more}>+15551230002</Number></Dial>`;

  it.each([
    ['answer', 'Enable', 'human', '2100'],
    ['answer machine', 'Enable', 'machine_start', '2400'],
    ['answer machine', 'DetectMessageEnd', 'machine_end_beep', '6200'],
    ['answer fax', 'Enable', 'fax', '1100'],
  ])('%s with %s is %s, while the parties talk', async (callee, mode, answeredBy, ms) => {
    const app = { ...APP, '/voice': number(mode), '/after': '<Hangup/>' };
    const call = await placeCall({ app, callee: `${callee} talk 9s` });
    expect(told(call.asked, '/amd')).toMatchObject([
      { AnsweredBy: answeredBy, MachineDetectionDuration: ms, To: '+15551230002' },
    ]);
    expect(call.of('exchange').find(({ purpose }) => purpose === 'amd-status')?.at).toBe(2_500 + Number(ms));
    expect(told(call.asked, '/after')[0]).toMatchObject({ DialBridged: 'true', DialCallDuration: '9' });
  });

  it('is unknown once machineDetectionTimeout has run out', async () => {
    const voice = number('DetectMessageEnd', ' machineDetectionTimeout="3"');
    const app = { ...APP, '/voice': voice, '/after': '<Hangup/>' };
    const call = await placeCall({ app, callee: 'answer machine talk 9s' });
    expect(told(call.asked, '/amd')).toMatchObject([
      { AnsweredBy: 'unknown', MachineDetectionDuration: '3000' },
    ]);
  });

  it('tells nothing when the callee has gone before it knows', async () => {
    const app = { ...APP, '/voice': number('Enable'), '/after': '<Hangup/>' };
    const call = await placeCall({ app, callee: 'answer talk 1s' });
    expect(told(call.asked, '/amd')).toEqual([]);
  });
});

describe('attributes of machineDetection (Twilio docs: TwiML Voice: Number)', () => {
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
});
