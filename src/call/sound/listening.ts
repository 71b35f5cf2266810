import type { Listening } from '../../engine/switchboard.ts';

const NOTHING = {
  digits: '',
  numDigits: null,
  finishOnKey: '',
  timeoutMs: 0,
  timer: null,
  prompting: false,
} as const;

/** Somebody hears what the caller says, for as long as it lasts. */
export const HEARS_SPEECH: Listening = { ...NOTHING, for: 'speech' };

/** Somebody hears what the caller says and presses. */
export const HEARS_ALL: Listening = { ...NOTHING, for: 'digits-or-speech' };

/** The caller's `*` ends it (Twilio docs: TwiML Voice: Dial, attribute hangupOnStar). */
export const HEARS_STAR: Listening = { ...NOTHING, for: 'star', finishOnKey: '*' };
