import { METHOD, RECORDING_EVENTS } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';
import { LONGEST_CALL_S } from '../limits.ts';

/** The verb that records the caller (Twilio docs: TwiML Voice; error dictionary). */
export const RECORD: ElementTable = {
  Record: {
    kind: 'verb',
    parents: ['Response'],
    nextRuns: { unless: 'nothing is recorded' },
    simulated: 'recordings are silent',
    traits: { takesKeys: true, tells: ['Digits', 'RecordingDuration'] },
    attributes: {
      action: { type: 'url', default: '(current document URL)', simulated: true },
      method: { ...METHOD, code: 13610, simulated: true },
      // 0 disables it by the documentation; error 13611 asks for a positive number.
      timeout: { type: 'integer', min: 0, default: 5, unit: 's', code: 13611, simulated: true },
      finishOnKey: {
        type: 'string',
        pattern: /^[0-9*#]*$/,
        expected: 'keys of 0-9 * #, or nothing for none',
        default: '1234567890*#',
        code: 13613,
        simulated: true,
      },
      // The default is 120 with transcribe.
      maxLength: {
        type: 'integer',
        min: 2,
        max: LONGEST_CALL_S.onRequest,
        default: 3600,
        unit: 's',
        code: 13612,
        simulated: true,
      },
      playBeep: { type: 'boolean', default: true, code: 13616, simulated: true },
      trim: {
        type: 'enum',
        enum: ['trim-silence', 'do-not-trim'],
        default: 'trim-silence',
        code: 13699,
        simulated: true,
      },
      recordingStatusCallback: { type: 'url', code: 13256, simulated: true },
      recordingStatusCallbackMethod: { ...METHOD, simulated: true },
      recordingStatusCallbackEvent: { ...RECORDING_EVENTS, code: 13621, simulated: true },
      transcribe: {
        type: 'boolean',
        default: false,
        code: 13614,
        simulated: 'after ten seconds; the text is what the caller said where that is known, else (blank)',
      },
      // Needs transcribe by the current page; older ones and samples of Twilio did without it.
      transcribeCallback: { type: 'url', code: 13257, simulated: true },
      recordingConfigurationId: { type: 'string', simulated: 'checked; there are no stored configurations' },
    },
  },
};
