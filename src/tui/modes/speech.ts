import { actionOf } from '../commands/actions.ts';
import type { KeyName } from '../input/key.ts';
import { type Prompt, prompted } from '../prompt/prompt.ts';
import { remembered } from '../prompt/remembered.ts';
import { closed } from '../scene/mode.ts';
import type { Deck } from './deck.ts';

/** In the field every key is for what is said. */
export function speechKey(deck: Deck, field: Prompt, key: KeyName): void {
  const next = prompted(field, key, { completions: () => [], history: deck.entered.phrases });
  if (next === 'leave') leave(deck);
  else if (next === 'run') speak(deck, field);
  else show(deck, next);
}

function speak(deck: Deck, field: Prompt): void {
  const { text } = field.line;
  deck.remember({ phrases: remembered(text, deck.entered.phrases) });
  const say = actionOf('caller.say');
  const error = say?.unavailable(deck) ?? say?.run(deck, text) ?? null;
  if (error === null) leave(deck);
  else show(deck, { ...field, error });
}

function leave(deck: Deck): void {
  const { mode } = deck.view;
  deck.target?.live?.rest(false);
  if (mode.kind === 'speech') deck.change({ mode: closed(mode) });
}

function show(deck: Deck, field: Prompt): void {
  const { mode } = deck.view;
  if (mode.kind === 'speech') deck.change({ mode: { ...mode, field } });
}
