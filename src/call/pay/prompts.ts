import type { Piece } from '../../audio/piece.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { childElements, type ElementId } from '../../twiml/document.ts';
import type { CardType } from './card.ts';
import type { EntryError, Step } from './steps.ts';

/** What a prompt is chosen by. */
export interface Situation {
  readonly step: Step;
  readonly attempt: number;
  /** What was wrong with the entry before. */
  readonly error: EntryError | null;
  readonly cardType: CardType | null;
}

/** What the caller is asked with: the verbs in a `<Prompt>`, or a text of Twilio's own. */
export type Asking =
  | { readonly kind: 'nested'; readonly verbs: readonly ElementId[] }
  | { readonly kind: 'built-in'; readonly piece: Piece };

/** The words of these texts are not documented; only English is known here. */
const ASKS: Readonly<Record<Step, string>> = {
  'payment-card-number': 'Please enter your card number, followed by the pound key.',
  'expiration-date':
    "Please enter the card's expiration date: two digits for the month and two for the year.",
  'security-code': "Please enter the card's security code.",
  'postal-code': 'Please enter your postal code, followed by the pound key.',
  'bank-routing-number': 'Please enter your bank routing number, followed by the pound key.',
  'bank-account-number': 'Please enter your bank account number, followed by the pound key.',
  'payment-processing': 'Please wait while your payment is processed.',
};

const ERRORS: Readonly<Record<EntryError, string>> = {
  'input-timeout': 'Nothing was entered.',
  'invalid-card-number': 'The card number is not valid.',
  'invalid-card-type': 'This type of card is not accepted.',
  'invalid-date': 'The expiration date is not valid.',
  'invalid-security-code': 'The security code is not valid.',
  'invalid-postal-code': 'The postal code is not valid.',
  'invalid-bank-routing-number': 'The routing number is not valid.',
  'invalid-bank-account-number': 'The account number is not valid.',
  'input-matching-failed': 'The two entries are not the same.',
};

/** The best prompt for a situation (Twilio docs: TwiML Voice: Prompt). */
export function askingFor(verb: VerbContext, situation: Situation): Asking {
  const prompt = bestPrompt(verb, situation);
  if (!prompt) {
    const { step, error } = situation;
    const text = error === null ? ASKS[step] : `${ERRORS[error]} ${ASKS[step]}`;
    const language = verb.word('language') || null;
    return { kind: 'built-in', piece: { kind: 'say', text, voice: null, language } };
  }
  const verbs = childElements(verb.document, prompt.element.id).map(({ id }) => id);
  return { kind: 'nested', verbs: verbs.filter((id) => !verb.skips.includes(id)) };
}

/** True when what is asked for has to be entered twice; only bank data are (Twilio docs: Prompt). */
export function asksTwice(verb: VerbContext, situation: Situation): boolean {
  return situation.step.startsWith('bank-') && !!bestPrompt(verb, situation)?.flag('requireMatchingInputs');
}

/** The one with the most attributes that fit; of equals the first (which one Twilio takes is not documented). */
function bestPrompt(verb: VerbContext, situation: Situation): ElementReader | null {
  let best: { readonly prompt: ElementReader; readonly fits: number } | null = null;
  for (const noun of childElements(verb.document, verb.element.id)) {
    if (noun.name !== 'Prompt' || verb.skips.includes(noun.id)) continue;
    const prompt = verb.noun(noun);
    const fits = fitting(prompt, situation);
    if (fits !== null && (best === null || fits > best.fits)) best = { prompt, fits };
  }
  return best?.prompt ?? null;
}

/** How many of a prompt's conditions hold; `null` when one does not. */
function fitting(prompt: ElementReader, { step, attempt, error, cardType }: Situation): number | null {
  if (prompt.word('for') !== step) return null;
  // The prompt's word for it is shorter than the callback's.
  const named = error === 'input-timeout' ? 'timeout' : error;
  const conditions: readonly (readonly [string, string | null])[] = [
    ['cardType', cardType],
    ['attempt', String(attempt)],
    ['errorType', named],
  ];
  let fits = 0;
  for (const [name, value] of conditions) {
    if (prompt.attribute(name) === undefined) continue;
    if (value === null || !prompt.words(name).includes(value)) return null;
    fits++;
  }
  return fits;
}
