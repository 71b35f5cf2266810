import { COPY_ITEMS } from '../copy/copy-items.ts';
import type { KeyName } from '../input/key.ts';
import { closed } from '../scene/mode.ts';
import type { Deck } from './deck.ts';

/** In the menu a key chooses; any other closes it. */
export function copyingKey(deck: Deck, key: KeyName): void {
  deck.change({ mode: closed(deck.view.mode) });
  const word = COPY_ITEMS.find((item) => item.key === key)?.word;
  const refusal = word === undefined ? null : deck.copy(word);
  if (refusal !== null) deck.say(refusal);
}
