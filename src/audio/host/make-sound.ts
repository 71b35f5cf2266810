import { decodeFile } from '../decode/decode-file.ts';
import { type Quality, RATES, type Sound, silence } from '../signal/sound.ts';
import { telephoneBand } from '../signal/telephone-band.ts';
import { clausesOf } from '../speech/clauses.ts';
import type { Utterance } from '../speech/flite.ts';
import { voiceFor } from '../speech/voice-choice.ts';
import { beep, ringBack } from '../tones/call-progress.ts';
import { dtmfSound } from '../tones/dtmf.ts';
import { holdMusic } from '../tones/hold-music.ts';
import type { SoundJob } from './sound-job.ts';

/** A part of a sound as it is made, or something to say about it. */
export type Made = { readonly sound: Sound; readonly repeats: boolean } | { readonly remark: string };

/** Speaks a clause. */
export type Speak = (utterance: Utterance) => Sound;

/** Makes a sound part by part, so that the first is heard while the rest is made. */
export async function* makeSound(job: SoundJob, quality: Quality, speak: Speak): AsyncGenerator<Made> {
  const rate = RATES[quality];
  switch (job.kind) {
    case 'speech':
      yield* speech(job, quality, speak);
      return;
    case 'file': {
      const file = await decodeFile(job.bytes, job.contentType, { quality });
      if (!file.ok) return yield { remark: `Play: the file ${file.why}: it is not heard` };
      for (const warning of file.warnings) yield { remark: `Play: ${warning}` };
      return yield once(file.sound);
    }
    case 'keys':
      return yield once(dtmfSound(job.digits, rate));
    case 'beep':
      return yield once(beep(rate, job.ms));
    case 'ringing':
      return yield { sound: ringBack(job.country, rate), repeats: true };
    case 'music':
      return yield { sound: holdMusic(rate), repeats: true };
  }
}

function once(sound: Sound): Made {
  return { sound, repeats: false };
}

async function* speech(
  { bits, voice, language }: Extract<SoundJob, { kind: 'speech' }>,
  quality: Quality,
  speak: Speak,
): AsyncGenerator<Made> {
  const rate = RATES[quality];
  const choice = voiceFor(voice, language, quality);
  if (choice.remark !== null) yield { remark: `Say: ${choice.remark}` };
  if (choice.voice === null) return;
  for (const bit of bits) {
    if ('silenceMs' in bit) {
      yield once(silence(rate, bit.silenceMs));
      continue;
    }
    for (const text of clausesOf(bit.text)) {
      const sound = speak({ text, voice: choice.voice, speed: bit.speed, rate });
      yield once(quality === 'phone' ? telephoneBand(sound) : sound);
    }
  }
}
