import { METHOD, RECORDING_EVENTS } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';

/** The noun of Dial in which several people talk (Twilio docs: TwiML Voice; error dictionary). */
export const CONFERENCE: ElementTable = {
  Conference: {
    kind: 'noun',
    parents: ['Dial'],
    text: { type: 'conferenceName', required: true, maxLength: 128, emptyCode: 13237, longCode: 13237 },
    simulated: 'who is there, and what they are told; nobody hears what another says',
    everyRun: true,
    traits: { waits: 'always' },
    attributes: {
      muted: { type: 'boolean', default: false, code: 13230, simulated: true },
      beep: {
        type: 'enum',
        enum: ['true', 'false', 'onEnter', 'onExit'],
        default: 'true',
        code: 13235,
        simulated: true,
      },
      startConferenceOnEnter: { type: 'boolean', default: true, code: 13232, simulated: true },
      endConferenceOnExit: { type: 'boolean', default: false, code: 13231, simulated: true },
      // Unique in the conference (16025).
      participantLabel: {
        type: 'string',
        maxLength: 128,
        pattern: /^(?!CA[0-9a-fA-F]{32}$)[^/]+$/,
        expected: 'a label without a slash that is no CallSid',
        code: 16023,
        simulated: true,
      },
      jitterBufferSize: {
        type: 'enum',
        enum: ['large', 'medium', 'small', 'off'],
        default: 'large',
        simulated: 'checked, not heard',
      },
      // Play, Say, Pause and Redirect only (13238); not repeated by itself.
      waitUrl: {
        type: 'url',
        defaultNote: 'Twilio classical music list; empty = silence',
        code: 13233,
        simulated: 'the default music is silent, and nothing is asked for',
      },
      // GET for the default music.
      waitMethod: { ...METHOD, code: 13234, simulated: true },
      // The lower bound is not documented.
      maxParticipants: { type: 'integer', min: 2, max: 250, default: 250, simulated: true },
      record: {
        type: 'enum',
        enum: ['do-not-record', 'record-from-start'],
        default: 'do-not-record',
        simulated: 'recordings are silent',
      },
      trim: {
        type: 'enum',
        enum: ['trim-silence', 'do-not-trim'],
        default: 'trim-silence',
        code: 13239,
        simulated: 'checked, not heard',
      },
      region: {
        type: 'enum',
        enum: ['us1', 'us2', 'ie1', 'sg1', 'br1', 'au1', 'jp1', 'de1'],
        defaultNote: 'nearest',
        simulated: 'checked, not heard',
      },
      // The CallSid of a participant.
      coach: {
        type: 'string',
        pattern: /^CA/,
        expected: 'a SID that begins with CA',
        code: 13240,
        simulated: true,
      },
      // Taken from the first participant.
      statusCallback: { type: 'url', simulated: true },
      statusCallbackMethod: { ...METHOD, simulated: true },
      statusCallbackEvent: {
        type: 'enumList',
        enum: ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'],
        simulated: true,
      },
      recordingStatusCallback: { type: 'url', simulated: true },
      recordingStatusCallbackMethod: { ...METHOD, simulated: true },
      recordingStatusCallbackEvent: { ...RECORDING_EVENTS, code: 13621, simulated: true },
      recordingConfigurationId: { type: 'string', simulated: 'checked; there are no stored configurations' },
      eventCallbackUrl: { type: 'url', deprecated: 'use statusCallback', simulated: true },
    },
  },
};
