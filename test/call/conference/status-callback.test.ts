import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { runVerbs } from '../../support/run-verbs.ts';
import { codes, meeting, room } from './meeting.ts';

describe('the status callback of a conference (Twilio docs: Conference, "statusCallback")', () => {
  const ALL = ' statusCallback="/status" statusCallbackEvent="start end join leave mute hold modify speaker"';

  it('tells what happens in order, by the settings of the first participant', async () => {
    const call = await meeting({
      app: {
        '/voice': room(`${ALL} participantLabel="ann" muted="true"`),
        '/second': room(' statusCallback="/other" statusCallbackEvent="join" endConferenceOnExit="true"'),
      },
    });
    const told = call.sentTo('/status');
    expect(call.sentTo('/other')).toEqual([]);
    expect(told.map((params) => [params['SequenceNumber'], params['StatusCallbackEvent']])).toEqual([
      ['1', 'participant-join'],
      ['2', 'participant-join'],
      ['3', 'conference-start'],
      ['4', 'participant-leave'],
      ['5', 'participant-leave'],
      ['6', 'conference-end'],
    ]);
    const [ann, bob] = [call.sentTo('/voice'), call.sentTo('/second')].map(([one]) => one?.['CallSid']);
    expect(told[0]).toMatchObject({
      FriendlyName: 'Room 1',
      AccountSid: 'AC00000000000000000000000000000001',
      CallSid: ann,
      Muted: 'true',
      Hold: 'false',
      Coaching: 'false',
      EndConferenceOnExit: 'false',
      StartConferenceOnEnter: 'true',
      ParticipantLabel: 'ann',
      Timestamp: 'Thu, 01 Jan 2026 00:00:00 +0000',
    });
    expect(told[1]).not.toHaveProperty('ParticipantLabel');
    expect(told[3]).toMatchObject({
      CallSid: bob,
      ParticipantCallStatus: 'completed',
      ReasonParticipantLeft: 'participant_hung_up',
    });
    expect(told[4]).toMatchObject({
      CallSid: ann,
      ParticipantCallStatus: 'in-progress',
      ReasonParticipantLeft: 'moderator_ended_conference',
    });
    expect(told[5]).toMatchObject({
      CallSidEndingConference: bob,
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    });
    expect(new Set(told.map((params) => params['ConferenceSid'])).size).toBe(1);
  });

  it('carries none of a call’s standard parameters', async () => {
    const call = await meeting({ app: { '/voice': room(ALL) } });
    const start = call.sentTo('/status').find((one) => one['StatusCallbackEvent'] === 'conference-start');
    expect(Object.keys(start ?? {}).toSorted()).toEqual([
      'AccountSid',
      'ConferenceSid',
      'FriendlyName',
      'SequenceNumber',
      'StatusCallbackEvent',
      'Timestamp',
    ]);
  });

  it('the last participant who leaves ends it', async () => {
    const call = await meeting({ app: { '/voice': room(ALL) } });
    expect(call.sentTo('/status').at(-1)).toMatchObject({
      ReasonConferenceEnded: 'last-participant-left',
    });
  });

  it('without statusCallbackEvent nothing is told', async () => {
    const call = await meeting({ app: { '/voice': room(' statusCallback="/status"') } });
    expect(call.sentTo('/status')).toEqual([]);
  });

  it('one that is answered badly is 16011, and changes nothing', async () => {
    const call = await meeting({ app: { '/voice': room(ALL), '/status': { status: 500 } } });
    expect(new Set(codes(call))).toEqual(new Set([16011]));
    expect(call.end.status).toBe('completed');
  });

  it('who speaks is told to who subscribed to it, but not of one who is muted', async () => {
    const call = await meeting({
      app: { '/voice': room(ALL), '/second': room(' muted="true"') },
      caller: 'wait 15s; say "Hello"; wait 30s; hang up',
      joins: [{ afterMs: 10_000, path: '/second', caller: 'wait 8s; say "Psst"; wait 3s; hang up' }],
    });
    const speech = call.sentTo('/status').filter((one) => one['StatusCallbackEvent']?.includes('speech'));
    expect(speech.map((one) => one['StatusCallbackEvent'])).toEqual([
      'participant-speech-start',
      'participant-speech-stop',
    ]);
  });
});

describe('what a conference tells of its end, its method and its participants (Twilio docs: TwiML Voice: Conference)', () => {
  const noun = (attributes = '') =>
    `<Dial action="/after" hangupOnStar="true"><Conference waitUrl=""${attributes}>room</Conference></Dial>`;

  const STATUS = ' statusCallback="/told" statusCallbackEvent="start end join leave"';

  const HANGS_UP = 'wait 9s; hang up';

  it.each([
    ['GET', ' statusCallbackMethod="GET"'],
    ['POST', ''],
  ])('is told of by %s, with muted as the noun says', async (method, attribute) => {
    const call = await runVerbs(noun(` muted="true"${attribute}${STATUS}`), { caller: HANGS_UP });
    expect(call.askedFor('/told')[0]).toMatchObject({ method, params: { Muted: 'true' } });
  });

  it('ends with a reason in words, and nothing of it is known afterwards', async () => {
    const call = await runVerbs(noun(STATUS), {
      caller: 'wait 5s; press *',
      app: { '/after': noun(STATUS) },
    });
    const ends = call.sentTo('/told').filter((one) => one['StatusCallbackEvent'] === 'conference-end');
    expect(ends[0]).toMatchObject({
      ReasonConferenceEnded: 'last-participant-left',
      Reason: 'Last participant left',
    });
    expect(new Set(call.sentTo('/told').map((one) => one['ConferenceSid'])).size).toBe(2);
  });

  it.each([
    ['', 'POST'],
    [' waitMethod="GET"', 'GET'],
  ])('waitUrl%s is asked for by %s', async (attribute, method) => {
    const voice = noun(attribute).replace('waitUrl=""', 'waitUrl="/after"');
    const call = await runVerbs(voice, { caller: HANGS_UP, app: { '/after': '<Pause/>' } });
    expect(call.askedFor('/after')[0]?.method).toBe(method);
  });
});

describe('a conference that a labelled participant ends (Twilio docs: TwiML Voice: Conference)', () => {
  it('names its leg and its label, and who is left hears of it in action', async () => {
    const room = (attributes: string) =>
      `<Dial action="/after"><Conference beep="false" waitUrl="" ${attributes}>room</Conference></Dial>`;
    const call = await placeCall({
      app: {
        '/voice': room('statusCallback="/status" statusCallbackEvent="end leave"'),
        '/boss': room('participantLabel="boss" endConferenceOnExit="true"'),
        '/after': '<Say>over</Say>',
        '/status': { status: 204 },
      },
      joins: [{ afterMs: 5_000, path: '/boss', caller: 'wait 10s; hang up' }],
    });
    const boss = call.sentTo('/boss')[0]?.['CallSid'];
    const end = call.sentTo('/status').find((one) => one['StatusCallbackEvent'] === 'conference-end');
    expect(end).toMatchObject({
      CallSidEndingConference: boss,
      ParticipantLabelEndingConference: 'boss',
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    });
    expect(call.sentTo('/after')).toMatchObject([{ DialCallStatus: 'answered', DialBridged: 'true' }]);
    expect(call.heard).toEqual(['over']);
  });
});
