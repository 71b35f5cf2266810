import { percent } from '../arguments/parse-number.ts';
import { word } from '../arguments/parse-word.ts';
import { GROUPS, optionRows } from './option.ts';
import { CALLS } from './session-kinds.ts';

/** Options about what a call sounds like. */
export const SOUND_ROWS = optionRows({
  audio: {
    flags: '--audio <auto|off|embedded>',
    help: 'speak and play the call (auto: with the embedded voices); a run takes the real clock then',
    group: GROUPS.sound,
    sessions: CALLS,
    parse: word('auto', 'off', 'embedded'),
    default: 'off',
  },
  audioQuality: {
    flags: '--audio-quality <phone|full>',
    help: 'phone: 300 to 3400 Hz; full: as well as the source has it',
    group: GROUPS.sound,
    sessions: CALLS,
    parse: word('phone', 'full'),
    default: 'phone',
  },
  volume: {
    flags: '--volume <0-100>',
    help: 'how loud it is',
    group: GROUPS.sound,
    sessions: CALLS,
    parse: percent,
    default: 80,
  },
  durations: {
    flags: '--durations <estimated|real>',
    help: 'how long speech lasts that is not heard: by its text, or as long as it really would (with sound: real)',
    group: GROUPS.sound,
    sessions: CALLS,
    parse: word('estimated', 'real'),
    default: 'estimated',
  },
});
