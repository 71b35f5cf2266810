import { describe, expect, it } from 'vitest';
import { audio, type CallLog, placeCall } from '../../support/memory-call.ts';
import { runVerbs } from '../../support/run-verbs.ts';
import { codes, meeting, room } from './meeting.ts';

const MUSIC = 'http://twimlets.com/holdmusic?Bucket=com.twilio.music.classical';

/** What each caller heard, in the order in which they came. */
function heardBy(call: CallLog): readonly (readonly string[])[] {
  const legs = [...new Set(call.of('call').map((event) => event.call))];
  return legs.map((leg) =>
    call
      .of('heard')
      .filter((event) => event.call === leg)
      .map(({ text, url, kind, interrupted }) => (text ?? url ?? kind) + (interrupted ? '…' : '')),
  );
}

describe('Dial Conference (Twilio docs: TwiML Voice: Conference)', () => {
  it('a sole participant hears music; the conference starts when a second one comes, with a beep for all', async () => {
    const call = await meeting();
    expect(heardBy(call)).toEqual([[`${MUSIC}…`, 'beep', 'beep'], ['beep']]);
    expect(call.paths).toEqual(['/voice', '/second']);
  });

  it('nobody is asked for who hung up; DialCallStatus=answered for who is still there, and nothing about a leg', async () => {
    const call = await meeting({ app: { '/second': room(' endConferenceOnExit="true"') } });
    const [after, ...others] = call.sentTo('/after');
    expect(others).toEqual([]);
    expect(after).toMatchObject({
      DialCallStatus: 'answered',
      CallStatus: 'in-progress',
      DialBridged: 'true',
    });
    expect(after).not.toHaveProperty('DialCallSid');
    expect(after).not.toHaveProperty('DialCallDuration');
  });

  it('without an action the next verb runs', async () => {
    const call = await meeting({
      app: {
        '/voice': `${room('', '')}<Say>Next.</Say>`,
        '/second': room(' endConferenceOnExit="true"'),
      },
    });
    expect(call.heard.at(-1)).toBe('Next.');
  });

  it('who may not start it waits for somebody who may', async () => {
    const silent = room(' startConferenceOnEnter="false" waitUrl="" beep="false"');
    const call = await meeting({
      app: { '/voice': silent, '/second': silent, '/third': room(' beep="onEnter"') },
      joins: [
        { afterMs: 10_000, path: '/second', caller: 'wait 40s; hang up' },
        { afterMs: 20_000, path: '/third', caller: 'wait 5s; hang up' },
      ],
    });
    expect(heardBy(call)).toEqual([['beep'], ['beep'], ['beep']]);
    expect(call.of('heard')[0]?.at).toBe(20_500);
  });

  it('beep onExit is heard by those who stay', async () => {
    const call = await meeting({
      app: { '/second': room(' beep="onExit"'), '/voice': room(' beep="false" waitUrl=""') },
    });
    expect(heardBy(call)).toEqual([['beep'], []]);
    expect(call.of('heard')[0]?.at).toBe(30_500);
  });

  it('a wait document is heard once, then there is silence; an empty Redirect makes it loop', async () => {
    const once = await meeting({
      app: { '/voice': room(' waitUrl="/wait"'), '/wait': '<Say>Hold.</Say>' },
    });
    expect(once.paths).toEqual(['/voice', '/wait', '/second']);
    const loop = await meeting({
      app: { '/voice': room(' waitUrl="/wait"'), '/wait': '<Pause length="4"/><Redirect/>' },
    });
    expect(loop.paths).toEqual(['/voice', '/wait', '/wait', '/wait', '/second']);
  });

  it('a waitUrl may answer audio; it is cut off when the conference starts', async () => {
    const call = await meeting({
      app: { '/voice': room(' waitUrl="/hold" waitMethod="GET"'), '/hold': audio(20_000) },
    });
    expect(call.asked[1]).toMatchObject({ method: 'GET', path: '/hold' });
    expect(heardBy(call)[0]?.[0]).toBe('http://app.test/hold…');
  });

  it('a verb that may not stand in a wait document: 13238, and the Dial ends', async () => {
    for (const verb of ['<Dial>1</Dial>', '<Gather/>', '<Hangup/>', '<Record/>', '<Leave/>']) {
      const call = await placeCall({
        app: { '/voice': room(' waitUrl="/wait"'), '/wait': verb, '/after': '<Say>After.</Say>' },
      });
      expect(codes(call)).toContain(13238);
      expect(call.sentTo('/after')[0]).toMatchObject({ DialCallStatus: 'failed' });
      expect(call.heard).toEqual(['After.']);
    }
  });

  it('a wait document that cannot be had: the conference is not established, and the Dial ends', async () => {
    const call = await placeCall({
      app: {
        '/voice': room(' waitUrl="/none" statusCallback="/status" statusCallbackEvent="leave end"'),
        '/after': '<Say>After.</Say>',
        '/status': '',
      },
    });
    expect(call.heard).toEqual(['After.']);
    expect(
      call
        .sentTo('/status')
        .map((params) => params['ReasonParticipantLeft'] ?? params['ReasonConferenceEnded']),
    ).toEqual(['participant_add_failed', 'last-participant-left']);
  });

  it('hangupOnStar leaves the conference, and the document goes on', async () => {
    const call = await meeting({
      app: { '/second': room('', ' hangupOnStar="true" action="/after"') },
      joins: [{ afterMs: 10_000, path: '/second', caller: 'wait 5s; press *' }],
    });
    expect(call.sentTo('/after').length).toBe(1);
    expect(call.heard).toContain('After.');
  });

  it('timeLimit counts from joining, while waiting too', async () => {
    const call = await placeCall({
      app: { '/voice': room('', ' timeLimit="100" action="/after"'), '/after': '<Hangup/>' },
      caller: 'wait 200s; hang up',
    });
    expect(call.sentTo('/after')[0]).toMatchObject({ DialCallStatus: 'answered', DialBridged: 'false' });
    expect(call.events.at(-1)?.at).toBe(100_000);
  });

  it('a conference in which nobody has anything left to do does not go on for ever', async () => {
    const call = await meeting({ caller: '', joins: [{ afterMs: 10_000, path: '/second' }] });
    expect(codes(call)).toContain('nobody-left');
  });

  it('a full conference: 16020, and the Dial fails', async () => {
    const call = await meeting({
      joins: ['/second', '/third'].map((path, i) => ({
        afterMs: 1000 * (i + 1),
        path,
        caller: 'wait 20s; hang up',
      })),
      app: { '/third': room(' maxParticipants="2"') },
    });
    expect(codes(call)).toEqual([16020]);
    expect(call.sentTo('/after')[0]).toMatchObject({ DialCallStatus: 'failed' });
  });

  it('a participantLabel that is in use: 16025, and the next verb runs', async () => {
    const call = await meeting({
      app: {
        '/voice': room(' participantLabel="ann"'),
        '/second': `${room(' participantLabel="ann"')}<Say>Next.</Say>`,
      },
    });
    expect(codes(call)).toEqual(['unreachable', 16025]);
    expect(call.sentTo('/after')).toEqual([]);
    expect(call.heard).toContain('Next.');
  });

  it('a label with a slash, or one that is a CallSid: 16023', async () => {
    for (const label of ['a/b', `CA${'0'.repeat(32)}`]) {
      const call = await placeCall({
        app: { '/voice': room(` participantLabel="${label}"`), '/after': '<Hangup/>' },
      });
      expect(codes(call)).toContain(16023);
    }
  });

  it('coach: of a participant who is there; of another one 13240, and the Dial fails', async () => {
    const first = { sid: '' };
    const call = await meeting({
      app: {
        '/voice': ({ params }) => {
          first.sid = params['CallSid'] ?? '';
          return room(' statusCallback="/status" statusCallbackEvent="join"');
        },
        '/second': () => room(` coach="${first.sid}"`),
        '/third': room(` coach="CA${'0'.repeat(32)}"`),
      },
      joins: ['/second', '/third'].map((path, i) => ({
        afterMs: 1000 * (i + 1),
        path,
        caller: 'wait 9s; hang up',
      })),
    });
    expect(codes(call)).toEqual([13240]);
    expect(call.sentTo('/status').map(({ Coaching }) => Coaching)).toEqual(['false', 'true']);
    expect(call.sentTo('/after')[0]).toMatchObject({ DialCallStatus: 'failed' });
  });

  it('the SID of a live conference is its name too; that of another one is 13236', async () => {
    const conference = { sid: '' };
    const call = await meeting({
      app: {
        '/voice': room(' statusCallback="/status" statusCallbackEvent="join"'),
        '/status': ({ params }) => {
          conference.sid = params['ConferenceSid'] ?? '';
          return '';
        },
        '/second': () => `<Dial action="/after"><Conference>${conference.sid}</Conference></Dial>`,
        '/between': '<Pause length="30"/>',
        '/late': () => `<Dial action="/after"><Conference>${conference.sid}</Conference></Dial>`,
      },
      caller: 'wait 20s; hang up',
      joins: [
        { afterMs: 10_000, path: '/second', caller: 'wait 15s; hang up' },
        { afterMs: 24_000, path: '/between' },
        { afterMs: 30_000, path: '/late' },
      ],
    });
    expect(call.sentTo('/status').length).toBe(2);
    expect(codes(call)).toContain(13236);
    expect(call.sentTo('/after')[0]).toMatchObject({ DialCallStatus: 'failed' });
  });

  it('the record attribute of the Dial records the leg in the conference', async () => {
    const call = await meeting({
      app: {
        '/second': room('', ' record="record-from-answer" hangupOnStar="true" action="/after"'),
      },
      joins: [{ afterMs: 10_000, path: '/second', caller: 'wait 12s; press *' }],
    });
    expect(call.sentTo('/after')[0]).toMatchObject({ RecordingDuration: '12' });
  });

  const noun = (attributes = '') =>
    `<Dial action="/after" hangupOnStar="true"><Conference waitUrl=""${attributes}>room</Conference></Dial>`;

  const STATUS = ' statusCallback="/told" statusCallbackEvent="start end join leave"';

  const HANGS_UP = 'wait 9s; hang up';

  it('starts when at least two are present of whom one has startConferenceOnEnter="true"', async () => {
    const waits = ' startConferenceOnEnter="false"';
    const call = await runVerbs(noun(`${waits}${STATUS}`), {
      app: { '/second': noun(waits), '/third': noun() },
      caller: 'wait 30s; hang up',
      joins: [
        { afterMs: 2_000, path: '/second', caller: 'wait 20s; hang up' },
        { afterMs: 5_000, path: '/third', caller: HANGS_UP },
      ],
    });
    const events = call.sentTo('/told').map((one) => one['StatusCallbackEvent']);
    expect(events.slice(0, 4)).toEqual([
      'participant-join',
      'participant-join',
      'participant-join',
      'conference-start',
    ]);
    expect(call.sentTo('/told')[3]?.['Timestamp']).toBe('Thu, 01 Jan 2026 00:00:05 +0000');
  });

  it('takes 250 participants at most', async () => {
    const quiet = noun(' beep="false"');
    const joins = Array.from({ length: 250 }, (_, index) => ({
      afterMs: index + 1,
      path: '/voice',
      caller: 'wait 60s; hang up',
    }));
    const call = await runVerbs(quiet, { joins, caller: 'wait 60s; hang up' });
    expect(call.of('diagnostic').filter(({ level }) => level === 'error')).toMatchObject([{ code: 16020 }]);
    expect(call.sentTo('/after')).toMatchObject([{ DialCallStatus: 'failed', DialBridged: 'false' }]);
  });
});
