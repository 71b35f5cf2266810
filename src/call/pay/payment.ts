import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { diagnostic } from '../../errors/diagnostic.ts';
import type { Params } from '../../http/url/params.ts';
import { titleOf } from '../background/callbacks.ts';
import type { PaySettings } from './pay-attributes.ts';
import type { Captured } from './steps.ts';

/** A card or account whose number ends like this is declined, so that an application can be tried with one. */
const DECLINED = '0002';
/** The gateway rejected the card (error dictionary). */
const REJECTED = 64_012;

/**
 * What the simulated payment connector makes of the data: a token, a charge, or the error that its far end was told
 * to have (Twilio docs: TwiML Voice: Pay, "Request parameters").
 */
export function payment(
  verb: VerbContext,
  { cardNumber, accountNumber }: Captured,
  { amount, tokenType }: PaySettings,
  failure: number | null,
): Params {
  const declined = (cardNumber ?? accountNumber ?? '').endsWith(DECLINED);
  const code = failure ?? (declined ? REJECTED : null);
  if (code !== null) return failed(verb, code);
  const { turn } = verb;
  if (amount > 0)
    return [
      ['Result', 'success'],
      ['PaymentConfirmationCode', turn.drawSid('ch_')],
    ];
  return [
    ['Result', 'success'],
    ['PaymentToken', turn.drawSid(tokenType === 'payment-method' ? 'pm_' : 'tok_')],
    ['ProfileId', turn.drawSid('cus_')],
  ];
}

function failed({ turn, sid }: VerbContext, code: number): Params {
  const title = titleOf(turn, code).replace(/^Pay: /, '');
  const message = `Pay: the simulated payment connector fails: ${title}`;
  const help = 'it was told to, or the number that was entered ends in 0002, which it declines';
  turn.report(sid, diagnostic({ code, level: 'error', message, help }));
  return [
    ['Result', 'payment-connector-error'],
    ['PaymentError', title],
    ['PayErrorCode', String(code)],
    ['ConnectorError', code === REJECTED ? 'card_declined' : title],
  ];
}
