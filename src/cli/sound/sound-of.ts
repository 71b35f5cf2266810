import { existsSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { Host } from '../../audio/host/host.ts';
import { clockWithSound, hostSpeaker } from '../../audio/host/host-speaker.ts';
import { MediaShelf } from '../../audio/host/media-shelf.ts';
import type { Quality } from '../../audio/signal/sound.ts';
import { silentSpeaker } from '../../audio/silent-speaker.ts';
import type { Speaker } from '../../audio/speaker.ts';
import type { Clock } from '../../clock.ts';
import type { KeepMedia } from '../../debug/wire/sender.ts';
import { UsageError } from '../arguments/usage-error.ts';

/** What the options say about sound; sessions that make none have none of them. */
export interface SoundOptions {
  readonly audio?: 'auto' | 'off' | 'embedded';
  readonly audioQuality?: Quality;
  readonly volume?: number;
  readonly durations?: 'estimated' | 'real';
  readonly clock?: 'real' | 'virtual';
  readonly speed: number;
}

/** What makes the sound of a session, and the clock that sets its pace. */
export interface SessionSound {
  readonly speaker: Speaker;
  /** Keeps files that are fetched, where they are to be heard. */
  readonly keep?: KeepMedia;
  /** The clock that a session with this sound takes, where none was chosen. */
  readonly clock: 'real' | null;
  withSound(clock: Clock): Clock;
}

const SILENT: SessionSound = { speaker: silentSpeaker(), clock: null, withSound: (clock) => clock };

/**
 * The sound of a session: silence, sounds that are only measured, or sounds that are heard. At another speed than 1
 * nothing is heard. `say` is told what there is to say about it where nobody watches a screen.
 */
export function soundOf(options: SoundOptions, say: (text: string) => void): SessionSound {
  const {
    audio = 'off',
    durations = 'estimated',
    audioQuality = 'phone',
    volume = 80,
    clock,
    speed,
  } = options;
  if (audio !== 'off' && clock === 'virtual')
    throw new UsageError('--audio cannot be used with --clock virtual: sound takes its time');
  if (audio === 'off' && durations === 'estimated') return SILENT;
  const plays = audio !== 'off' && speed === 1;
  const host = new Host({ file: hostFile(), quality: audioQuality, volume, plays, cache: cacheFolder() });
  host.onNotice = say;
  host.warm();
  const shelf = new MediaShelf();
  return {
    speaker: hostSpeaker(host, shelf),
    keep: (sha256, file) => shelf.put(sha256, file),
    clock: audio === 'off' ? null : 'real',
    withSound: (one) => clockWithSound(one, host),
  };
}

/** In the bundle it lies beside this file, in the sources too, as it is written. */
function hostFile(): URL {
  const bundled = new URL('./audio-host.js', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./audio-host.ts', import.meta.url);
}

function cacheFolder(): string {
  return join(envPaths('twiml-debug', { suffix: '' }).cache, 'speech');
}
