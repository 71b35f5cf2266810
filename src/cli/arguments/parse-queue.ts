import { DEFAULT_MAX, type EmptyQueue, LARGEST_MAX } from '../../call/queue/queues.ts';
import { UsageError } from './usage-error.ts';

/** Parses `NAME` or `NAME=SIZE`: a queue that exists before the call. */
export function emptyQueue(text: string): EmptyQueue {
  const at = text.lastIndexOf('=');
  const name = (at === -1 ? text : text.slice(0, at)).trim();
  const size = at === -1 ? DEFAULT_MAX : sizeOf(text.slice(at + 1).trim());
  if (name === '' || size === null)
    throw new UsageError(`write NAME or NAME=SIZE with a size from 0 to ${LARGEST_MAX}, not "${text}"`);
  return { name, size };
}

function sizeOf(text: string): number | null {
  const size = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return size <= LARGEST_MAX ? size : null;
}
