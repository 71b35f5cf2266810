import type { SigningKey } from '../debug/sender.ts';

/** Values that everybody may know: nothing real is signed with them. */
export const EXAMPLE_ACCOUNT_SID = 'AC0123456789abcdef0123456789abcdef';
export const EXAMPLE_AUTH_TOKEN = '0123456789abcdef0123456789abcdef';

/** Who the simulated Twilio is: the account, and the key that signs. */
export interface Identity {
  readonly accountSid: string;
  readonly key: SigningKey;
  /** Said on screen while the example values are in use. */
  readonly notice: string | null;
}

/** Options win over the environment, the environment over the example values. */
export function identityOf(
  options: { readonly accountSid?: string | undefined; readonly authToken?: string | undefined },
  env: NodeJS.ProcessEnv,
): Identity {
  const accountSid = options.accountSid || env['TWILIO_ACCOUNT_SID'] || EXAMPLE_ACCOUNT_SID;
  const [authToken, from] = options.authToken
    ? [options.authToken, '--auth-token']
    : env['TWILIO_AUTH_TOKEN']
      ? [env['TWILIO_AUTH_TOKEN'], 'TWILIO_AUTH_TOKEN']
      : [EXAMPLE_AUTH_TOKEN, null];
  const name =
    from === null
      ? `the example token ${EXAMPLE_AUTH_TOKEN}`
      : `the token of ${from} (${authToken.length} characters)`;
  return {
    accountSid,
    key: { authToken, name },
    notice: from === null ? 'signing with an example token: set TWILIO_AUTH_TOKEN to use yours' : null,
  };
}
