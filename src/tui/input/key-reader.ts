import { StringDecoder } from 'node:string_decoder';
import type { Input } from './key.ts';
import { KeySplitter } from './key-splitter.ts';

/** How long the rest of an escape sequence may take; then a lone ESC was the Escape key. */
const ESCAPE_WAIT_MS = 40;

/** The part of a terminal's input that is read here. */
export type KeySource = Pick<NodeJS.ReadStream, 'on' | 'off' | 'resume' | 'pause'>;

/** Reads keys from a terminal until it is told to stop. */
export function readKeys(source: KeySource, take: (input: Input) => void): () => void {
  const splitter = new KeySplitter();
  const decoder = new StringDecoder('utf8');
  let timer: NodeJS.Timeout | null = null;
  const onData = (chunk: Buffer | string) => {
    if (timer) clearTimeout(timer);
    timer = null;
    for (const input of splitter.feed(typeof chunk === 'string' ? chunk : decoder.write(chunk))) take(input);
    if (!splitter.waiting) return;
    timer = setTimeout(() => {
      timer = null;
      for (const input of splitter.flush()) take(input);
    }, ESCAPE_WAIT_MS);
  };
  source.on('data', onData);
  source.resume();
  return () => {
    if (timer) clearTimeout(timer);
    source.off('data', onData);
    source.pause();
  };
}
