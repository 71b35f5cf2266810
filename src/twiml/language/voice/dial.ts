import { METHOD, RECORDING_EVENTS } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';
import { LONGEST_CALL_S } from '../limits.ts';
import { words } from '../values/words.ts';

/** Countries of which the caller hears how a phone rings (Twilio docs: Dial, ringTone). */
const RING_TONES = words(`
  at au bg br be ch cl cn cz de dk ee es fi fr gr hu il in it lt jp mx my nl no nz ph pl pt
  ru se sg th uk us us-old tw ve za
`);

/** The verb that dials (Twilio docs: TwiML Voice; error dictionary). */
export const DIAL: ElementTable = {
  // Up to ten Number, Sip and Client together; Conference, Queue and Application stand alone.
  Dial: {
    kind: 'verb',
    parents: ['Response'],
    text: { type: 'phoneNumber', or: 'a noun', emptyCode: 13223 },
    maxChildren: 10,
    surplusCode: 13250,
    nestingCode: 13215,
    nextRuns: 'without-action',
    retired: {
      ifMachine: {
        values: /^(hangup|continue|false)$/i,
        code: 13211,
        instead: 'use machineDetection on <Number>',
      },
    },
    simulated: true,
    traits: { tells: ['DialCallStatus'] },
    attributes: {
      action: { type: 'url', simulated: true },
      method: { ...METHOD, code: 13210, simulated: true },
      // Twilio may wait for 5 s longer. Not for a conference; for a queue the time to wait for a caller.
      timeout: {
        type: 'integer',
        min: 5,
        max: 600,
        default: 30,
        unit: 's',
        code: 13212,
        simulated: 'a phone always rings for the 5 s longer that Twilio may add',
      },
      timeLimit: {
        type: 'integer',
        min: 1,
        max: LONGEST_CALL_S.onRequest,
        default: LONGEST_CALL_S.usual,
        unit: 's',
        code: 13216,
        simulated: true,
      },
      // Not for a conference. A phone number takes a phone number only, else it is not called (13214).
      callerId: {
        type: 'string',
        defaultNote: 'caller id of the parent call',
        code: 13214,
        simulated: true,
      },
      callReason: { type: 'string', maxLength: 50, simulated: 'checked; nobody sees it' },
      // Without an effect once an earlier verb has answered the call.
      answerOnBridge: { type: 'boolean', default: false, code: 13219, simulated: true },
      hangupOnStar: { type: 'boolean', default: false, code: 13213, simulated: true },
      // true is record-from-answer; true and false are of old. The dual values record what a conference says too.
      record: {
        type: 'enum',
        enum: [
          'do-not-record',
          'record-from-answer',
          'record-from-ringing',
          'record-from-answer-dual',
          'record-from-ringing-dual',
          'true',
          'false',
        ],
        default: 'do-not-record',
        code: 13217,
        simulated: 'recordings are silent',
      },
      recordingTrack: {
        needs: 'record',
        type: 'enum',
        enum: ['inbound', 'outbound', 'both'],
        default: 'both',
        code: 13622,
        simulated: 'told, nothing is recorded',
      },
      trim: {
        needs: 'record',
        type: 'enum',
        enum: ['trim-silence', 'do-not-trim'],
        default: 'do-not-trim',
        code: 13699,
        simulated: 'checked, nothing is recorded',
      },
      recordingStatusCallback: { type: 'url', needs: 'record', code: 13256, simulated: true },
      recordingStatusCallbackMethod: { ...METHOD, simulated: true },
      recordingStatusCallbackEvent: { ...RECORDING_EVENTS, code: 13621, simulated: true },
      recordingConfigurationId: { type: 'string', simulated: 'checked; there are no stored configurations' },
      referUrl: { type: 'url', simulated: true },
      referMethod: { ...METHOD, needs: 'referUrl', simulated: true },
      ringTone: {
        type: 'enum',
        enum: RING_TONES,
        code: 13220,
        simulated: 'checked, not heard',
      },
      sequential: { type: 'boolean', default: false, code: 13218, simulated: true },
      events: { type: 'enum', enum: ['call-progress-event'] },
      // Base64, separated by commas (shaken, div).
      passports: { type: 'string' },
    },
  },
};
