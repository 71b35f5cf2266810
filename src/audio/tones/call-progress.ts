import type { Sound } from '../signal/sound.ts';
import { type Tone, tonesSound } from './tone.ts';

/** Level of each frequency of a tone of the network. */
const LEVEL = 0.2;

function on(ms: number, ...hz: readonly number[]): Tone {
  return { hz, level: LEVEL, ms };
}

function off(ms: number): Tone {
  return { hz: [], level: 0, ms };
}

/** Rings for one second, is silent for four; as most of Europe does. */
const EUROPEAN = [on(1_000, 425), off(4_000)];

/**
 * How a phone that rings sounds to the caller, once round (ITU-T E.180, supplement 2: various tones used in national
 * networks). The countries are those of Dial's `ringTone`.
 */
const RING_BACK: Readonly<Record<string, readonly Tone[]>> = {
  at: [on(1_000, 420), off(5_000)],
  au: [on(400, 400, 425, 450), off(200), on(400, 400, 425, 450), off(2_000)],
  be: [on(1_000, 425), off(3_000)],
  bg: EUROPEAN,
  br: EUROPEAN,
  ch: EUROPEAN,
  cl: [on(1_000, 400), off(3_000)],
  cn: [on(1_000, 450), off(4_000)],
  cz: EUROPEAN,
  de: EUROPEAN,
  dk: EUROPEAN,
  ee: EUROPEAN,
  es: [on(1_500, 425), off(3_000)],
  fi: EUROPEAN,
  fr: [on(1_500, 440), off(3_500)],
  gr: EUROPEAN,
  hu: [on(1_250, 425), off(3_750)],
  il: [on(1_000, 400), off(3_000)],
  in: [on(400, 400, 425), off(200), on(400, 400, 425), off(2_000)],
  it: EUROPEAN,
  jp: [on(1_000, 400, 415), off(2_000)],
  lt: EUROPEAN,
  mx: EUROPEAN,
  my: [on(400, 425), off(200), on(400, 425), off(2_000)],
  nl: EUROPEAN,
  no: EUROPEAN,
  nz: [on(400, 400, 450), off(200), on(400, 400, 450), off(2_000)],
  ph: [on(1_000, 425, 480), off(4_000)],
  pl: EUROPEAN,
  pt: [on(1_000, 425), off(5_000)],
  ru: EUROPEAN,
  se: [on(1_000, 425), off(5_000)],
  sg: [on(400, 400, 425), off(200), on(400, 400, 425), off(2_000)],
  th: [on(1_000, 400), off(4_000)],
  tw: [on(1_000, 440, 480), off(2_000)],
  uk: [on(400, 400, 450), off(200), on(400, 400, 450), off(2_000)],
  us: [on(2_000, 440, 480), off(4_000)],
  'us-old': [on(2_000, 420), off(4_000)],
  ve: EUROPEAN,
  za: [on(400, 400, 433), off(200), on(400, 400, 433), off(2_000)],
};

/** The countries whose ring-back tone is known, as Dial's `ringTone` names them. */
export const RINGING_COUNTRIES: readonly string[] = Object.keys(RING_BACK);

/** The ring-back tone of a country, once round; that of the United States where the country is not known. */
export function ringBack(country: string, rate: number): Sound {
  return tonesSound(RING_BACK[country] ?? RING_BACK['us'] ?? [], rate);
}

/** The busy tone of the United States, once round (ITU-T E.180: half a second on, half a second off). */
export function busyTone(rate: number): Sound {
  return tonesSound([on(500, 480, 620), off(500)], rate);
}

/** The tone before a recording begins. */
export function beep(rate: number, ms: number): Sound {
  return tonesSound([{ hz: [1_000], level: 0.4, ms }], rate);
}

/** Somebody comes into a conference: two notes that rise (made up: how Twilio's sounds is not documented). */
export function conferenceEntry(rate: number): Sound {
  return tonesSound([on(150, 660), on(200, 880)], rate);
}

/** Somebody leaves a conference: the same two notes, falling. */
export function conferenceExit(rate: number): Sound {
  return tonesSound([on(150, 880), on(200, 660)], rate);
}
