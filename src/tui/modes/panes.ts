import { actionOf } from '../commands/actions.ts';
import type { KeyName } from '../input/key.ts';
import { commandOf, KEYPAD_KEYS } from '../keys/key-map.ts';
import { isReading } from '../scene/mode.ts';
import type { Deck } from './deck.ts';

/** Over the panes a key is a command; a key of the keypad is its argument too. */
export function panesKey(deck: Deck, key: KeyName): void {
  const id = commandOf(key, deck.product);
  const action = id === null ? null : actionOf(id);
  if (!action) return;
  if (isReading(deck.view.mode) && !action.overText) return;
  const keypad = KEYPAD_KEYS.test(key);
  const refusal = action.unavailable(deck) ?? action.run(deck, keypad ? key : undefined);
  if (refusal !== null) deck.say(refusal);
  // Where messages are written there is no keypad: the key has begun one.
  else if (keypad && deck.product !== 'messaging') deck.light(key);
}
