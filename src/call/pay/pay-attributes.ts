import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { KeptCallback } from '../background/callbacks.ts';

/** The attributes of a Pay with their defaults applied. */
export type PaySettings = {
  readonly method: string;
  readonly bankAccountType: string;
  readonly callback: KeptCallback;
  readonly timeoutMs: number;
  readonly maxAttempts: number;
  readonly securityCode: boolean;
  /** Ask for it, leave it out, or know it already. */
  readonly postalCode: 'ask' | 'skip' | { readonly known: string };
  /** Fewest digits of a postal code. */
  readonly minPostalCode: number;
  readonly cardTypes: readonly string[];
  readonly tokenType: string;
  /** 0 makes a token instead of a charge. */
  readonly amount: number;
};

/** What is to be done about the postal code; anything but a word for it is the code itself. */
function postalCode(written: string): PaySettings['postalCode'] {
  switch (written) {
    case 'true':
    case '':
      return 'ask';
    case 'false':
      return 'skip';
    default:
      return { known: written };
  }
}

/** Reads the attributes (Twilio docs: TwiML Voice: Pay). */
export function paySettings(verb: VerbContext): PaySettings {
  const callback = verb.callback('statusCallback', 'statusCallbackMethod');

  if (verb.attribute('maxAttempts') === undefined)
    verb.turn.approximated('Pay: one attempt for each step, without maxAttempts (sources disagree)');
  return {
    method: verb.word('paymentMethod'),
    bankAccountType: verb.word('bankAccountType'),
    callback: callback && { ...callback },
    timeoutMs: (verb.number('timeout') ?? 5) * 1000,
    maxAttempts: verb.number('maxAttempts') ?? 1,
    securityCode: verb.flag('securityCode'),
    postalCode: postalCode(verb.word('postalCode').trim()),
    minPostalCode: verb.number('minPostalCodeLength') ?? 1,
    cardTypes: verb.words('validCardTypes'),
    tokenType: verb.word('tokenType'),
    amount: verb.number('chargeAmount') ?? 0,
  };
}
