import { describe, expect, it } from 'vitest';
import type { Announcement, Moderation } from '../../../src/engine/event.ts';
import type { Sid } from '../../../src/engine/identifiers.ts';
import { allLegs, legAt } from '../../../src/engine/legs.ts';
import { allWork } from '../../../src/engine/pending.ts';
import { Core } from '../../support/core.ts';
import { inboundLeg, ORIGIN, ok, response } from '../../support/memory-call.ts';

const EVENTS = 'start end join leave mute hold modify announcement';

/** Two who talk in a conference, in the core alone. */
class Meeting extends Core {
  constructor(attributes = '', second = attributes) {
    const room = (own: string) =>
      `<Dial action="/after"><Conference beep="false" waitUrl="" statusCallback="/status" statusCallbackEvent="${EVENTS}"${own}>Room</Conference></Dial>`;
    super(room(attributes));
    this.advance();
    const target = {
      kind: 'source',
      source: response(room(second)),
      name: 'b.xml',
      baseUrl: ORIGIN,
    } as const;
    const rules = { timeoutMs: 15_000, drop307: false, publicUrls: [] };
    this.enter({ type: 'placed', leg: { ...inboundLeg(ORIGIN), target }, seed: '', date: 0, rules });
    this.enter({ type: 'advance', leg: this.second });
    this.answerAll();
    this.happened.length = 0;
  }

  get second(): Sid {
    return allLegs(this.board.legs).map(({ sid }) => sid)[1] ?? '';
  }

  /** Every request on the wire is answered with nothing to do. */
  answerAll(): void {
    for (const work of allWork(this.board.pending)) {
      if (work.kind === 'hop') this.enter({ type: 'hop', work: work.id, got: ok(response('')) });
    }
  }

  moderate(leg: Sid, does: Moderation | Announcement): void {
    this.enter({ type: 'participant', leg, does });
    this.answerAll();
  }

  /** The events that the status callback was told, each with some of its parameters. */
  told(...names: readonly string[]): readonly (readonly (string | undefined)[])[] {
    return this.of('exchange')
      .filter(({ purpose }) => purpose === 'conference-status')
      .map(({ params }) => [params['StatusCallbackEvent'], ...names.map((name) => params[name])]);
  }
}

describe('moderating a participant (Twilio docs: Participant resource)', () => {
  it('mute and unmute are told, once each', () => {
    const meeting = new Meeting();
    for (const does of ['mute', 'mute', 'unmute'] as const) meeting.moderate(meeting.sid, does);
    expect(meeting.told('Muted')).toEqual([
      ['participant-mute', 'true'],
      ['participant-modify', 'true'],
      ['participant-unmute', 'false'],
      ['participant-modify', 'false'],
    ]);
  });

  it('who is put on hold hears music until the hold is over', () => {
    const meeting = new Meeting();
    meeting.moderate(meeting.sid, 'hold');
    expect(meeting.work('play').leg).toBe(meeting.sid);
    meeting.moderate(meeting.sid, 'unhold');
    expect(meeting.pending).not.toContain('play');
    expect(meeting.of('heard')).toMatchObject([{ kind: 'play', interrupted: true }]);
    expect(meeting.told('Hold')).toEqual([
      ['participant-hold', 'true'],
      ['participant-modify', 'true'],
      ['participant-unhold', 'false'],
      ['participant-modify', 'false'],
    ]);
  });

  it('who is kicked is out, and the Dial goes on with its action', () => {
    const meeting = new Meeting();
    meeting.moderate(meeting.second, 'kick');
    expect(meeting.told('CallSid', 'ReasonParticipantLeft', 'ParticipantCallStatus')).toEqual([
      ['participant-leave', meeting.second, 'participant_updated_via_api', 'in-progress'],
    ]);
    expect(meeting.of('exchange').find(({ purpose }) => purpose === 'action')?.params).toMatchObject({
      DialCallStatus: 'answered',
      CallSid: meeting.second,
    });
    expect(meeting.leg.endedAt).toBeNull();
  });

  it('kicking one with endConferenceOnExit ends the conference for all', () => {
    const meeting = new Meeting('', ' endConferenceOnExit="true"');
    meeting.moderate(meeting.second, 'kick');
    expect(meeting.told('ReasonConferenceEnded').at(-1)).toEqual([
      'conference-end',
      'participant-with-end-conference-on-exit-kicked',
    ]);
    expect(meeting.board.ended).toBe(true);
  });

  it('a live update takes a participant out, and action still hears of it', () => {
    const meeting = new Meeting();
    const by = { kind: 'source', source: response('<Pause/>'), name: 'new.xml', baseUrl: null } as const;
    meeting.enter({ type: 'replaced', leg: meeting.sid, by });
    meeting.answerAll();
    expect(meeting.told('ReasonParticipantLeft')).toEqual([
      ['participant-leave', 'participant_updated_via_api'],
    ]);
    expect(meeting.of('exchange').map(({ purpose }) => purpose)).toContain('action');
    expect(meeting.leg.ready).not.toBeNull();
  });

  it('a leg that is in no conference is left alone', () => {
    const core = new Core('<Pause length="9"/>');
    core.advance();
    const before = core.board;
    core.enter({ type: 'participant', leg: core.sid, does: 'kick' });
    core.enter({ type: 'participant', leg: 'CA0', does: 'mute' });
    expect(core.board).toEqual(before);
  });
});

describe('announcing something to a participant (Twilio docs: Participant resource, "AnnounceUrl")', () => {
  const URL = `${ORIGIN}/announce`;
  const ANNOUNCE: Announcement = { announce: { url: URL, method: 'POST' } };

  /** An announcement whose document is asked for, and answered with these verbs. */
  function announced(verbs: string, meeting = new Meeting()): Meeting {
    meeting.enter({ type: 'participant', leg: meeting.sid, does: ANNOUNCE });
    meeting.answer(ok(response(verbs)));
    return meeting;
  }

  it('it alone hears the document, and the callback is told that it is over', () => {
    const meeting = announced('<Say>Five minutes left.</Say>');
    meeting.advance();
    meeting.enter({ type: 'played', work: meeting.work('play').id });
    meeting.answerAll();
    expect(meeting.of('exchange')[0]).toMatchObject({ purpose: 'announcement', method: 'POST', url: URL });
    expect(meeting.of('heard')).toMatchObject([{ call: meeting.sid, text: 'Five minutes left.' }]);
    expect(meeting.told('AnnounceUrl')).toEqual([['announcement-end', URL]]);
    expect(meeting.leg.frames).toHaveLength(1);
    expect(legAt(meeting.board.legs, meeting.second)?.frames).toHaveLength(1);
  });

  it('one that cannot be had is told as failed, and the participant stays', () => {
    const meeting = new Meeting();
    meeting.enter({ type: 'participant', leg: meeting.sid, does: ANNOUNCE });
    meeting.answer({ ...ok(''), status: 500 });
    meeting.answerAll();
    expect(meeting.told('AnnounceUrl', 'ReasonAnnouncementFailed')).toEqual([
      ['announcement-fail', URL, '11200'],
    ]);
    expect(meeting.leg.endedAt).toBeNull();
  });

  it('other verbs than Play, Say, Pause and Redirect are 13238', () => {
    const meeting = announced('<Gather/>');
    meeting.advance();
    meeting.answerAll();
    expect(meeting.of('diagnostic')).toMatchObject([{ code: 13238 }]);
    expect(meeting.told('ReasonAnnouncementFailed')).toEqual([['announcement-fail', '13238']]);
  });

  it('who is on hold hears music again after it', () => {
    const meeting = new Meeting();
    meeting.moderate(meeting.sid, 'hold');
    announced('<Say>Soon.</Say>', meeting);
    expect(meeting.of('heard')).toMatchObject([{ kind: 'play', interrupted: true }]);
    meeting.advance();
    meeting.enter({ type: 'played', work: meeting.work('play').id });
    expect(meeting.work('play')).toMatchObject({ piece: { kind: 'play' } });
  });

  it('a later one takes the place of an earlier one', () => {
    const meeting = announced('<Say>One.</Say>');
    meeting.advance();
    announced('<Say>Two.</Say>', meeting);
    expect(meeting.of('heard')).toMatchObject([{ text: 'One.', interrupted: true }]);
    meeting.advance();
    expect(meeting.leg.frames).toHaveLength(2);
    expect(meeting.work('play')).toMatchObject({ piece: { text: 'Two.' } });
  });

  it('it ends with the conference', () => {
    const meeting = announced('<Say>One.</Say>', new Meeting('', ' endConferenceOnExit="true"'));
    meeting.advance();
    meeting.moderate(meeting.second, 'kick');
    expect(meeting.of('heard')).toMatchObject([{ text: 'One.', interrupted: true }]);
    expect(meeting.told().flat()).not.toContain('announcement-end');
    expect(meeting.board.ended).toBe(true);
  });

  it('a conference that has not started hears none', () => {
    const core = new Core('<Dial><Conference waitUrl="">Room</Conference></Dial>');
    core.advance();
    core.enter({ type: 'participant', leg: core.sid, does: ANNOUNCE });
    expect(core.of('diagnostic')).toMatchObject([{ rule: 'not-announced', level: 'warning' }]);
    expect(core.pending).not.toContain('hop');
  });
});
