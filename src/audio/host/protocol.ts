import type { Quality } from '../signal/sound.ts';
import type { SoundJob } from './sound-job.ts';

/** What the child process that makes sound is told first. */
export interface Beginning {
  readonly type: 'begin';
  readonly quality: Quality;
  /** From 0 to 100. */
  readonly volume: number;
  /** False: nothing is heard, sounds are only measured. */
  readonly plays: boolean;
  /** Folder of the speech that is kept. */
  readonly cache: string;
}

/** What it is told after that. */
export type Order =
  | { readonly type: 'start'; readonly id: number; readonly job: SoundJob }
  | { readonly type: 'stop'; readonly id: number }
  | { readonly type: 'hold'; readonly held: boolean }
  | { readonly type: 'skip'; readonly ms: number }
  | { readonly type: 'volume'; readonly volume: number };

/** What it tells. */
export type FromHost =
  /** How long a sound lasts that has an end, in milliseconds; `null` where nothing can be heard of it. */
  | { readonly type: 'measured'; readonly id: number; readonly ms: number | null }
  /** Something to say, once. */
  | { readonly type: 'notice'; readonly text: string };

/** What its thread that makes sounds is told; `warm` has it load the engine. */
export type ToMaker =
  | { readonly type: 'make'; readonly id: number; readonly job: SoundJob }
  | { readonly type: 'drop'; readonly id: number }
  | { readonly type: 'warm' };

/** What that thread tells. */
export type FromMaker =
  | { readonly type: 'made'; readonly id: number; readonly samples: Int16Array; readonly repeats: boolean }
  | { readonly type: 'complete'; readonly id: number; readonly ms: number | null }
  | { readonly type: 'notice'; readonly text: string };
