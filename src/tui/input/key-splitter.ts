import { readSequence } from './escape-sequence.ts';
import type { Input, KeyName } from './key.ts';

const ESC = '\u001B';
const PASTE_END = `${ESC}[201~`;
/** Pasted text beyond this is not kept: nothing that long is dialled. */
const LONGEST_PASTE = 4096;

/** What comes at once and is as long and as varied as this was not typed. */
const FEWEST_PASTED = 64;
const FEWEST_DIFFERENT = 8;

const CONTROLS: Readonly<Record<string, KeyName>> = {
  '\r': 'Enter',
  '\n': 'Enter',
  '\t': 'Tab',
  '\b': 'Backspace',
  '\u007F': 'Backspace',
  ' ': 'Space',
  '\0': 'Ctrl-Space',
};

/**
 * Cuts what a terminal sends into single keys, left to right: one chunk can hold many keys, and one key can come
 * in two chunks. What stands between the marks of a bracketed paste is text, never keys.
 */
export class KeySplitter {
  #rest = '';
  #paste: string | null = null;

  /** True when something waits for its end: call {@link flush} if nothing follows soon. */
  get waiting(): boolean {
    return this.#rest !== '' && this.#paste === null;
  }

  /** Takes a chunk and answers with the keys and pastes that are whole now. */
  feed(chunk: string): readonly Input[] {
    if (this.#rest === '' && this.#paste === null && isUnmarkedPaste(chunk))
      return [{ type: 'paste', text: chunk.slice(0, LONGEST_PASTE + 1) }];
    this.#rest += chunk;
    const inputs: Input[] = [];
    for (;;) {
      const input = this.#paste === null ? this.#next() : this.#pasted();
      if (input === null) return inputs;
      if (input !== 'nothing') inputs.push(input);
    }
  }

  /** Nothing followed: a lone ESC was the Escape key, the beginning of anything else is given up. */
  flush(): readonly Input[] {
    if (!this.waiting) return [];
    const lone = this.#rest === ESC;
    this.#rest = '';
    return lone ? [{ type: 'key', key: 'Esc' }] : [];
  }

  #next(): Input | 'nothing' | null {
    const [first] = this.#rest;
    if (first === undefined) return null;
    if (first !== ESC) {
      this.#rest = this.#rest.slice(first.length);
      return { type: 'key', key: CONTROLS[first] ?? (first < ' ' ? controlKey(first) : first) };
    }
    const sequence = readSequence(this.#rest);
    if (!sequence) return null;
    this.#rest = this.#rest.slice(sequence.length);
    if (sequence.key === 'paste') this.#paste = '';
    return sequence.key === null || sequence.key === 'paste' ? 'nothing' : { type: 'key', key: sequence.key };
  }

  #pasted(): Input | null {
    const end = this.#rest.indexOf(PASTE_END);
    // The end mark itself may be cut in two: what could be its beginning stays.
    const taken = end === -1 ? Math.max(0, this.#rest.length - PASTE_END.length + 1) : end;
    this.#paste = (this.#paste + this.#rest.slice(0, taken)).slice(0, LONGEST_PASTE + 1);
    this.#rest = this.#rest.slice(end === -1 ? taken : end + PASTE_END.length);
    if (end === -1) return null;
    const text = this.#paste;
    this.#paste = null;
    return { type: 'paste', text };
  }
}

/**
 * Nobody types so much that differs in one go: it was pasted in a terminal that does not mark what is. A key that is
 * held down is many times the same.
 */
function isUnmarkedPaste(chunk: string): boolean {
  const text = chunk.length >= FEWEST_PASTED && !/(?![\r\n\t])\p{Cc}/u.test(chunk);
  return text && new Set(chunk).size >= FEWEST_DIFFERENT;
}

/** `Ctrl-A` to `Ctrl-Z` and the few above them. */
function controlKey(unit: string): KeyName {
  return `Ctrl-${String.fromCharCode(unit.charCodeAt(0) + 0x40)}`;
}
