import { words } from './words.ts';

/** The voices of Google by language: the kinds that it has, and the letters of each (Twilio docs: Text-to-Speech). */
const GOOGLE = `
  af-ZA Standard:A
  am-ET Standard:AB Wavenet:AB
  ar-XA Chirp3-HD Standard:ABCD Wavenet:ABCD
  bg-BG Standard:AB
  bn-IN Chirp3-HD Standard:ABCD Wavenet:ABCD
  ca-ES Standard:AB
  cmn-CN Chirp3-HD Standard:ABCD Wavenet:ABCD
  cmn-TW Standard:ABC Wavenet:ABC
  cs-CZ Standard:AB Wavenet:AB
  da-DK Neural2:DF Standard:ACDEFG Wavenet:ACDEFG
  de-DE Chirp3-HD Neural2:ABCDFGH Standard:ABCDEFGH Wavenet:ABCDEFGH
  el-GR Standard:AB Wavenet:AB
  en-AU Chirp3-HD Neural2:ABCD Standard:ABCD Wavenet:ABCD
  en-GB Chirp3-HD Neural2:ABCDFNO Standard:ABCDFNO Wavenet:ABCDFNO
  en-IN Chirp3-HD Neural2:ABCD Standard:ABCDEF Wavenet:ABCDEF
  en-US Chirp3-HD Neural2:ACDEFGHIJ Standard:ABCDEFGHIJ Wavenet:ABCDEFGHIJ
  es-ES Chirp3-HD Neural2:ABCDEFGH Standard:ABCDEFGH Wavenet:BCDEFGH
  es-US Chirp3-HD Neural2:ABC Standard:ABC Wavenet:ABC
  eu-ES Standard:AB
  fi-FI Standard:AB Wavenet:AB
  fil-ph Neural2:AD
  fil-PH Standard:ABCD Wavenet:ABCD
  fr-CA Chirp3-HD Neural2:ABCD Standard:ABCD Wavenet:ABCD
  fr-FR Chirp3-HD Neural2:ABCDEFG Standard:ABCDEFG Wavenet:ABCDEFG
  gl-ES Standard:AB
  gu-IN Chirp3-HD Standard:ABCD Wavenet:ABCD
  he-IL Standard:ABCD Wavenet:ABCD
  hi-IN Chirp3-HD Neural2:ABCD Standard:ABCDEF Wavenet:ABCDEF
  hu-HU Standard:AB Wavenet:A
  id-ID Chirp3-HD Standard:ABCD Wavenet:ABCD
  is-IS Standard:AB
  it-IT Chirp3-HD Neural2:ACF Standard:ABCDEF Wavenet:ABCDEF
  ja-JP Chirp3-HD Neural2:BCD Standard:ABCD Wavenet:ABCD
  kn-IN Chirp3-HD Standard:ABCD Wavenet:ABCD
  ko-KR Chirp3-HD Neural2:ABC Standard:ABCD Wavenet:ABCD
  lt-LT Standard:AB
  lv-LV Standard:AB
  ml-IN Chirp3-HD Standard:ABCD Wavenet:ABCD
  mr-IN Chirp3-HD Standard:ABC Wavenet:ABC
  ms-MY Standard:ABCD Wavenet:ABCD
  nb-NO Standard:ABCDEFG Wavenet:ABCDEFG
  nl-BE Standard:ABCD Wavenet:ABCD
  nl-NL Chirp3-HD Standard:ABCDEFG Wavenet:ABCDEFG
  pa-IN Standard:ABCD Wavenet:ABCD
  pl-PL Chirp3-HD Standard:ABCDEFG Wavenet:ABCDEFG
  pt-BR Chirp3-HD Neural2:ABC Standard:ABCDE Wavenet:ABCDE
  pt-PT Standard:ABCDEF Wavenet:ABCDEF
  ro-RO Standard:AB Wavenet:AB
  ru-RU Chirp3-HD Standard:ABCDE Wavenet:ABCDE
  sk-SK Standard:AB Wavenet:AB
  sr-RS Standard:A
  sv-SE Standard:ABCDEFG Wavenet:ABCDEFG
  ta-IN Chirp3-HD Standard:ABCD Wavenet:ABCD
  te-IN Chirp3-HD Standard:ABCD
  th-TH Chirp3-HD Neural2:C Standard:A
  tr-TR Chirp3-HD Standard:ABCDE Wavenet:ABCDE
  uk-UA Standard:A Wavenet:A
  vi-VN Chirp3-HD Neural2:AD Standard:ABCD Wavenet:ABCD
  yue-HK Standard:ABCD
`;

/** Those of the kind Chirp3-HD have names; each language has all of them. */
const CHIRP = words('Aoede Charon Fenrir Kore Leda Orus Puck Zephyr');

/** The voices of Amazon Polly: standard, neural and generative ones (Twilio docs: Text-to-Speech). */
const POLLY = `
  Aditi Amy Astrid Bianca Brian Camila Carla Carmen Celine Chantal Conchita Cristiano Dora Emma
  Enrique Ewa Filiz Geraint Giorgio Gwyneth Hans Ines Ivy Jacek Jan Joanna Joey Justin Karl Kendra
  Kevin Kimberly Lea Liv Lotte Lucia Lupe Mads Maja Marlene Mathieu Matthew Maxim Mia Miguel Mizuki
  Naja Nicole Penelope Raveena Ricardo Ruben Russell Salli Seoyeon Takumi Tatyana Vicki Vitoria Zeina
  Zhiyu
`;
const POLLY_NEURAL = `
  Adriano Amy Andres Aria Arlet Arthur Ayanda Bianca Brian Burcu Camila Daniel Danielle Elin Emma
  Gabrielle Gregory Hala Hannah Hiujin Ida Ines Isabelle Ivy Joanna Joey Justin Kajal Kazuha Kendra
  Kevin Kimberly Laura Lea Liam Lisa Lucia Lupe Matthew Mia Niamh Ola Olivia Pedro Remi Ruth Salli
  Seoyeon Sergio Sofie Stephen Suvi Takumi Thiago Tomoko Vicki Vitoria Zayd Zhiyu
`;
const POLLY_GENERATIVE = `
  Amy Andres Ayanda Bianca Daniel Danielle Joanna Kajal Lea Lucia Lupe Matthew Mía Olivia Pedro Rémi
  Ruth Sergio Stephen Vicki
`;

/** What was put together of them; nothing before somebody asked. */
const known: string[] = [];

/** Every voice of Say that is known; there are new ones all the time. */
export function voices(): readonly string[] {
  if (known.length === 0) {
    known.push('man', 'woman', 'alice', ...GOOGLE.trim().split('\n').flatMap(googleVoices));
    known.push(...words(POLLY).map((name) => `Polly.${name}`));
    known.push(...words(POLLY_NEURAL).map((name) => `Polly.${name}-Neural`));
    known.push(...words(POLLY_GENERATIVE).map((name) => `Polly.${name}-Generative`));
  }
  return known;
}

/** The voices of one language: `am-ET Standard:AB Wavenet:AB`. */
function googleVoices(line: string): readonly string[] {
  const [language, ...kinds] = words(line);
  return kinds.flatMap((written) => {
    const [kind, letters] = written.split(':');
    return [...(letters ?? CHIRP)].map((name) => `Google.${language}-${kind}-${name}`);
  });
}
