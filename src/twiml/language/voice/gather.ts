import { METHOD } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';
import { GATHER_LANGUAGES } from '../values/languages.ts';

/** The verb that asks the caller (Twilio docs: TwiML Voice; error dictionary). */
export const GATHER: ElementTable = {
  Gather: {
    kind: 'verb',
    parents: ['Response'],
    misplacedText: 'put what is to be said into <Say>',
    nestingCode: 13320,
    simulated: 'what the caller is to say is recognised word by word, as it is written',
    everyRun: true,
    traits: { silent: true, takesKeys: true, tells: ['Digits', 'FinishedOnKey', 'SpeechResult'] },
    attributes: {
      action: { type: 'url', default: '(current document URL)', simulated: true },
      method: { ...METHOD, code: 13312, simulated: true },
      input: { type: 'enumList', enum: ['dtmf', 'speech'], default: 'dtmf', code: 13326, simulated: true },
      finishOnKey: {
        type: 'string',
        pattern: /^[0-9#*]?$/,
        expected: 'one key of 0-9 * #, or nothing for none',
        default: '#',
        code: 13310,
        simulated: true,
      },
      numDigits: { type: 'integer', min: 1, code: 13314, simulated: true },
      // One table of the documentation lists auto too.
      timeout: { type: 'integer', min: 1, default: 5, unit: 's', code: 13313, simulated: true },
      actionOnEmptyResult: { type: 'boolean', default: false, code: 13338, simulated: true },
      // With a speechModel a number of seconds; auto only with models that allow it (13335).
      speechTimeout: {
        type: 'string',
        pattern: /^(auto|[1-9][0-9]*)$/,
        expected: 'a whole number of seconds of at least 1, or auto',
        defaultNote: 'value of timeout',
        unit: 's',
        code: 13327,
        simulated: 'auto is a pause of one second',
      },
      language: {
        type: 'enum',
        enum: GATHER_LANGUAGES,
        open: /^[a-z]{2,3}-\w/i,
        default: 'en-US',
        code: 13512,
        simulated: 'checked; what is said is recognised all the same',
      },
      // Separated by commas, at most 500 entries of 100 characters.
      hints: { type: 'string', code: 13330, simulated: 'checked; what is said is recognised all the same' },
      // Variants deepgram_nova-2-<variant> are taken too.
      speechModel: {
        type: 'enum',
        enum: [
          'default',
          'numbers_and_commands',
          'phone_call',
          'experimental_conversations',
          'experimental_utterances',
          'googlev2_long',
          'googlev2_short',
          'googlev2_telephony',
          'googlev2_telephony_short',
          'deepgram_nova-2',
          'deepgram_nova-3',
        ],
        open: true,
        variants: /^deepgram_nova-2-[a-z]+$/,
        default: 'default',
        code: 13334,
        simulated: 'checked; what is said is recognised all the same',
      },
      enhanced: {
        type: 'boolean',
        default: false,
        deprecated: 'choose a speechModel',
        code: 13339,
        simulated: 'checked; what is said is recognised all the same',
      },
      profanityFilter: { type: 'boolean', default: true, code: 13333, simulated: 'masks a few words' },
      partialResultCallback: { type: 'url', simulated: 'told word by word, whatever the speechModel' },
      partialResultCallbackMethod: { ...METHOD, code: 13329, simulated: true },
      bargeIn: { type: 'boolean', default: true, code: 13332, simulated: true },
      // The default is not known; here it is 60 s.
      maxSpeechTime: { type: 'integer', min: 1, unit: 's', code: 13328, simulated: true },
      // Not described anywhere.
      debug: { type: 'boolean' },
    },
  },
};
