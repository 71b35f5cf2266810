import type { KeyName } from '../input/key.ts';
import { KEYPAD_KEYS } from '../keys/key-map.ts';
import { pastedInto } from '../prompt/prompt.ts';
import { copyingKey } from './copying.ts';
import type { Deck } from './deck.ts';
import { panesKey } from './panes.ts';
import { promptKey } from './prompt.ts';
import { speechKey } from './speech.ts';
import { writingKey } from './writing.ts';

/** Keys that do the same in every mode. */
const ALWAYS: ReadonlySet<KeyName> = new Set(['Ctrl-C', 'Ctrl-Z', 'Ctrl-L']);

/** Gives a key to whatever takes the keys now. */
export function press(deck: Deck, key: KeyName): void {
  if (ALWAYS.has(key)) return panesKey(deck, key);
  const { mode } = deck.view;
  switch (mode.kind) {
    case 'prompt':
      return promptKey(deck, mode.field, key);
    case 'speech':
      return speechKey(deck, mode.field, key);
    case 'copying':
      return KEYPAD_KEYS.test(key) ? panesKey(deck, key) : copyingKey(deck, key);
    case 'writing':
      return writingKey(deck, key);
    case 'help':
    case 'copied':
    case 'panes':
      return panesKey(deck, key);
  }
}

/** Puts a pasted text where something is typed; false where nothing is. */
export function pasted(deck: Deck, text: string): boolean {
  const { mode } = deck.view;
  if (mode.kind === 'prompt' || mode.kind === 'speech') {
    deck.change({ mode: { ...mode, field: pastedInto(mode.field, text) } });
    return true;
  }
  if (!deck.target?.live?.writer) return false;
  deck.openWriting(text);
  return true;
}
