import { NOTHING, send } from '../../debug/commands/message-commands.ts';
import { TOO_EARLY } from '../commands/actions.ts';
import type { KeyName } from '../input/key.ts';
import { scrolledBehind } from '../navigation/scrolled-behind.ts';
import { drafted } from '../prompt/draft.ts';
import { EMPTY_PROMPT } from '../prompt/prompt.ts';
import { remembered } from '../prompt/remembered.ts';
import type { Deck } from './deck.ts';
import { panesKey } from './panes.ts';

/** In the field every key is for the message; pages scroll what was written before. */
export function writingKey(deck: Deck, key: KeyName): void {
  if (key === 'PgUp' || key === 'PgDn')
    return deck.change(scrolledBehind(deck, key === 'PgUp' ? 'page-up' : 'page-down'));
  const next = drafted(deck.view.draft, key, deck.entered.messages);
  if (next === 'command') panesKey(deck, ':');
  else if (next === 'leave') deck.change({ mode: { kind: 'panes' } });
  else if (next === 'send') sendDraft(deck);
  else deck.change({ draft: next });
}

/** What cannot be sent stays to be mended. */
function sendDraft(deck: Deck): void {
  const { text } = deck.view.draft.line;
  const refusal = deck.target ? send(deck.target, { ...NOTHING, body: text }) : TOO_EARLY;
  if (refusal !== null) return deck.say(refusal);
  if (text !== '') deck.remember({ messages: remembered(text, deck.entered.messages) });
  deck.change({ draft: EMPTY_PROMPT });
  deck.revealNow();
}
