import { completionsOf } from '../../debug/commands/command-line.ts';
import { actionsFor } from '../commands/actions.ts';
import type { KeyName } from '../input/key.ts';
import { type Prompt, prompted, soughtBy } from '../prompt/prompt.ts';
import { closed } from '../scene/mode.ts';
import type { Deck } from './deck.ts';
import { history, runWritten } from './run-written.ts';

/** In the prompt every key is for the line. */
export function promptKey(deck: Deck, field: Prompt, key: KeyName): void {
  const next = prompted(field, key, {
    completions: () => completionsOf(soughtBy(field), actionsFor(deck), deck),
    history: deck.entered.commands,
  });
  if (next === 'leave') leave(deck);
  else if (next === 'run') run(deck, field);
  else show(deck, next);
}

function run(deck: Deck, field: Prompt): void {
  const { text } = field.line;
  deck.remember({ commands: history(text, deck, deck.entered.commands) });
  const error = runWritten(text, deck);
  if (error !== null) show(deck, { ...field, error });
  else leave(deck);
}

/** The command may have opened something else, which stays. */
function leave(deck: Deck): void {
  const { mode } = deck.view;
  if (mode.kind === 'prompt') deck.change({ mode: closed(mode) });
}

function show(deck: Deck, field: Prompt): void {
  const { mode } = deck.view;
  if (mode.kind === 'prompt') deck.change({ mode: { ...mode, field } });
}
