import { METHOD } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';
import { PAY_LANGUAGES } from '../values/languages.ts';

const CARD_TYPES = [
  'visa',
  'mastercard',
  'amex',
  'maestro',
  'discover',
  'optima',
  'jcb',
  'diners-club',
  'enroute',
];

/** The verb that takes a payment, and its prompts (Twilio docs: TwiML Voice; error dictionary). */
export const PAY: ElementTable = {
  Pay: {
    kind: 'verb',
    parents: ['Response'],
    nextRuns: { unless: 'all attempts fail' },
    simulated:
      'the payment connector is simulated: it declines numbers that end in 0002 and takes all others',
    traits: {
      takesKeys: true,
      secret: true,
      tells: ['Result', 'PaymentError'],
      farEnd: {
        codes: [64_001, 64_099],
        onlyFails: 'a payment connector',
        acts: [
          { text: 'error 64002', help: 'the payment service is not available' },
          { text: 'error 64012', help: 'the card is rejected' },
        ],
      },
    },
    attributes: {
      // Always requested with POST.
      action: {
        type: 'url',
        default: '(current document URL)',
        schemes: ['https'],
        code: 64016,
        simulated: true,
      },
      statusCallback: { type: 'url', simulated: true },
      statusCallbackMethod: { ...METHOD, simulated: true },
      input: { type: 'enum', enum: ['dtmf'], default: 'dtmf', simulated: true },
      paymentMethod: {
        type: 'enum',
        enum: ['credit-card', 'ach-debit'],
        default: 'credit-card',
        simulated: true,
      },
      // For ach-debit only; commercial-savings is in the typings only.
      bankAccountType: {
        type: 'enum',
        enum: ['consumer-checking', 'consumer-savings', 'commercial-checking', 'commercial-savings'],
        default: 'consumer-checking',
        simulated: true,
      },
      timeout: { type: 'integer', min: 1, default: 5, unit: 's', simulated: true },
      // The table gives no default, the text speaks of one retry.
      maxAttempts: { type: 'integer', min: 1, max: 3, default: 1, simulated: true },
      securityCode: { type: 'boolean', default: true, simulated: true },
      postalCode: { type: 'string', default: 'true', simulated: true },
      minPostalCodeLength: { type: 'integer', min: 1, simulated: true },
      paymentConnector: {
        type: 'string',
        default: 'Default',
        simulated: 'every connector is taken to be installed',
      },
      tokenType: {
        type: 'enum',
        enum: ['one-time', 'reusable', 'payment-method'],
        default: 'reusable',
        simulated: 'changes how the made-up token begins, nothing else',
      },
      // More than 0 charges, else the card is tokenized.
      chargeAmount: { type: 'decimal', min: 0, max: 1000000, default: '0', code: 64003, simulated: true },
      currency: { type: 'string', default: 'usd', simulated: 'checked, not used' },
      language: {
        type: 'enum',
        enum: PAY_LANGUAGES,
        default: 'en-US',
        simulated: 'the built-in prompts are in English',
      },
      description: { type: 'string', simulated: 'checked, not used' },
      validCardTypes: {
        type: 'enumList',
        enum: CARD_TYPES,
        default: 'visa mastercard amex',
        simulated: 'optima is not known',
      },
    },
  },
  // Directly inside <Response> the helper library can generate it, without a meaning.
  Prompt: {
    kind: 'noun',
    parents: ['Pay'],
    misplacedText: 'put what is to be said into <Say>',
    typedOnlyParents: ['Response'],
    simulated: true,
    traits: { takesKeys: true },
    attributes: {
      for: {
        type: 'enum',
        enum: [
          'payment-card-number',
          'expiration-date',
          'security-code',
          'postal-code',
          'payment-processing',
          'bank-account-number',
          'bank-routing-number',
        ],
        required: true,
        simulated: true,
      },
      cardType: { type: 'enumList', enum: CARD_TYPES, simulated: true },
      attempt: { type: 'integerList', min: 1, max: 10, simulated: true },
      // The documentation also names invalid-postal-code and invalid-bank-* values.
      errorType: {
        type: 'enumList',
        enum: [
          'timeout',
          'invalid-card-number',
          'invalid-card-type',
          'invalid-date',
          'invalid-security-code',
          'internal-error',
          'input-matching-failed',
        ],
        open: true,
        simulated: true,
      },
      // For ach-debit only.
      requireMatchingInputs: { type: 'boolean', default: false, simulated: true },
    },
  },
};
