import type { ElementTable } from '../element-spec.ts';
import { SAY_LANGUAGES } from '../values/languages.ts';
import { voices } from '../values/voices.ts';

/** The verbs that are heard, and the silence between them (Twilio docs: TwiML Voice; error dictionary). */
export const SOUND: ElementTable = {
  Say: {
    kind: 'verb',
    parents: ['Response', 'Gather', 'Prompt'],
    text: { type: 'speech', emptyCode: 13520, longCode: 13521 },
    retired: {
      rate: { values: /^\d+$/, code: 13513, instead: 'use <prosody rate="…"> and a Polly or Google voice' },
    },
    simulated: 'silent, for as long as the text would take to speak',
    everyRun: true,
    traits: { silent: true, toldAs: 'heard' },
    attributes: {
      // The account may have another default. New voices appear without a release of the library.
      voice: {
        type: 'enum',
        get enum() {
          return voices();
        },
        open: /^(Polly|Google|ElevenLabs)[.-]/,
        default: 'man',
        deprecatedWords: new Map([['alice', 'choose a Polly or Google voice']]),
        code: 13511,
        codeIn: { Gather: 13321 },
        simulated: 'checked, not heard',
      },
      language: {
        type: 'enum',
        enum: SAY_LANGUAGES,
        open: true,
        default: 'en-US',
        simulated: 'checked, not heard',
      },
      loop: { type: 'integer', min: 0, default: 1, code: 13510, codeIn: { Gather: 13322 }, simulated: true },
    },
  },
  Play: {
    kind: 'verb',
    parents: ['Response', 'Gather', 'Prompt'],
    text: { type: 'url' },
    simulated: 'silent, for as long as the file plays',
    everyRun: true,
    traits: { silent: true, toldAs: 'heard' },
    attributes: {
      // The documentation calls the value a digit and uses 10 in an example.
      loop: { type: 'integer', min: 0, default: 1, code: 13410, simulated: true },
      digits: { type: 'dtmf', pattern: /^[0-9A-D#*wW]+$/, notIn: ['Gather'], code: 13430, simulated: true },
    },
  },
  Pause: {
    kind: 'verb',
    parents: ['Response', 'Gather', 'Prompt'],
    simulated: true,
    attributes: {
      length: { type: 'integer', min: 1, default: 1, unit: 's', code: 13910, simulated: true },
    },
  },
  // In the typings only: presumably the caller hears what they say. How long is not known.
  Echo: {
    kind: 'verb',
    parents: ['Response'],
    nextRuns: 'never',
    simulated: 'silent, until the caller hangs up',
    attributes: {},
  },
};
