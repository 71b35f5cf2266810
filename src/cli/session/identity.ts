import type { SigningKey } from '../../debug/wire/sender.ts';
import { isAccountSid } from '../arguments/parse-identifier.ts';
import { EXAMPLE_ACCOUNT_SID, EXAMPLE_AUTH_TOKEN } from '../options/example-account.ts';

/** Who the simulated Twilio is: the account, and the key that signs. */
export interface Identity {
  readonly accountSid: string;
  readonly key: SigningKey;
  /** Said at the start while the example values are in use, and of a value in the environment that cannot be used. */
  readonly notice: string | null;
}

/** Options win over the environment, the environment over the example values. */
export function identityOf(
  options: { readonly accountSid?: string | undefined; readonly authToken?: string | undefined },
  env: NodeJS.ProcessEnv,
): Identity {
  const own = env['TWILIO_ACCOUNT_SID'] ?? '';
  const accountSid = options.accountSid ?? (isAccountSid(own) ? own : EXAMPLE_ACCOUNT_SID);
  const odd = options.accountSid === undefined && own !== '' && !isAccountSid(own);
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
    notice:
      [
        ...(odd
          ? [`TWILIO_ACCOUNT_SID is no account SID (AC and 32 hexadecimal digits): ${accountSid} is used`]
          : []),
        ...(from === null ? ['signing with an example token: set TWILIO_AUTH_TOKEN'] : []),
      ].join('; ') || null,
  };
}
