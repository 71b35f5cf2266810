import type { ElementTable } from '../element-spec.ts';
import { SSML_LANGUAGES } from '../values/languages.ts';

/** SSML changes what is spoken and how long it takes, and that only where the voice knows it. */
const SPOKEN = 'breaks, rates, aliases and spelling take their time; what else it does is not heard';

/** What may stand in the text of Say (Twilio docs: TwiML Voice; error dictionary). */
export const SSML: ElementTable = {
  break: {
    kind: 'ssml',
    parents: ['Say', 'emphasis', 'lang', 'p', 'prosody', 's', 'w', 'amazon:effect'],
    simulated: SPOKEN,
    attributes: {
      strength: {
        type: 'enum',
        enum: ['none', 'x-weak', 'weak', 'medium', 'strong', 'x-strong'],
        default: 'medium',
        simulated: SPOKEN,
      },
      time: { type: 'duration', pattern: /^[0-9]+(\.[0-9]+)?(s|ms)$/, simulated: SPOKEN },
    },
  },
  emphasis: {
    kind: 'ssml',
    parents: ['Say', 'emphasis', 'lang', 'p', 'prosody', 's', 'w', 'amazon:effect'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {
      // With Polly, standard voices only.
      level: { type: 'enum', enum: ['strong', 'moderate', 'reduced'], simulated: SPOKEN },
    },
  },
  lang: {
    kind: 'ssml',
    parents: ['Say', 'emphasis', 'lang', 'p', 'prosody', 's', 'amazon:effect'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {
      'xml:lang': { type: 'enum', enum: SSML_LANGUAGES, open: true, simulated: SPOKEN },
    },
  },
  p: {
    kind: 'ssml',
    parents: ['Say', 'lang', 'prosody'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {},
  },
  phoneme: {
    kind: 'ssml',
    parents: ['Say', 'emphasis', 'lang', 'p', 'prosody', 's', 'w', 'amazon:effect'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {
      alphabet: {
        type: 'enum',
        enum: [
          'ipa',
          'x-sampa',
          'x-amazon-jyutping',
          'x-amazon-pinyin',
          'x-amazon-pron-kana',
          'x-amazon-yomigana',
        ],
        simulated: SPOKEN,
      },
      ph: { type: 'string', simulated: SPOKEN },
    },
  },
  prosody: {
    kind: 'ssml',
    parents: ['Say', 'emphasis', 'lang', 'p', 'prosody', 's', 'w', 'amazon:effect'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {
      volume: {
        type: 'string',
        pattern: /^(default|silent|x-soft|soft|medium|loud|x-loud|[+-][0-9.]+dB)$/,
        expected: 'default, silent, x-soft, soft, medium, loud, x-loud, or a change such as +6dB',
        simulated: SPOKEN,
      },
      rate: {
        type: 'string',
        pattern: /^(x-slow|slow|medium|fast|x-fast|[0-9.]+%)$/,
        expected: 'x-slow, slow, medium, fast, x-fast, or a percentage such as 90%',
        simulated: SPOKEN,
      },
      pitch: {
        type: 'string',
        pattern: /^(default|x-low|low|medium|high|x-high|[+-][0-9.]+%)$/,
        expected: 'default, x-low, low, medium, high, x-high, or a change such as +10%',
        simulated: SPOKEN,
      },
    },
  },
  s: {
    kind: 'ssml',
    parents: ['Say', 'lang', 'p', 'prosody'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {},
  },
  'say-as': {
    kind: 'ssml',
    parents: ['Say', 'emphasis', 'lang', 'p', 'prosody', 's', 'w', 'amazon:effect'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {
      'interpret-as': {
        type: 'enum',
        enum: [
          'characters',
          'spell-out',
          'cardinal',
          'number',
          'ordinal',
          'digits',
          'fraction',
          'unit',
          'date',
          'time',
          'address',
          'expletive',
          'telephone',
        ],
        simulated: SPOKEN,
      },
      // Only for interpret-as="date".
      format: {
        type: 'enum',
        enum: ['mdy', 'dmy', 'ymd', 'md', 'dm', 'ym', 'my', 'd', 'm', 'y', 'yyyymmdd'],
        simulated: SPOKEN,
      },
    },
  },
  sub: {
    kind: 'ssml',
    parents: ['Say', 'emphasis', 'lang', 'p', 'prosody', 's', 'w', 'amazon:effect'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {
      alias: { type: 'string', simulated: SPOKEN },
    },
  },
  w: {
    kind: 'ssml',
    parents: ['Say', 'emphasis', 'lang', 'p', 'prosody', 's', 'amazon:effect'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {
      role: { type: 'string', simulated: SPOKEN },
    },
  },
  // Polly only. Not in the typings, and unverified through Twilio.
  'amazon:effect': {
    kind: 'ssml',
    parents: ['Say'],
    text: { type: 'ssml' },
    simulated: SPOKEN,
    attributes: {
      name: { type: 'enum', enum: ['whispered', 'drc'], simulated: SPOKEN },
      phonation: { type: 'enum', enum: ['soft'], simulated: SPOKEN },
      'vocal-tract-length': { type: 'string', simulated: SPOKEN },
    },
  },
};
