import { describe, expect, it } from 'vitest';
import { MediaShelf } from '../../../src/audio/host/media-shelf.ts';

const file = (length: number) => ({ bytes: new Uint8Array(length), contentType: 'audio/wav' });

describe('the shelf of files that are to be heard', () => {
  it('keeps as much as it may, and lets go first of what came first', () => {
    const shelf = new MediaShelf(250);
    for (const name of ['a', 'b', 'a', 'c']) shelf.put(name, file(100));
    expect(['a', 'b', 'c'].map((name) => shelf.get(name)?.bytes.length ?? null)).toEqual([null, 100, 100]);
  });
});
