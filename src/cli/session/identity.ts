import type { SigningKey } from '../../debug/wire/sender.ts';
import { isAccountSid } from '../arguments/parse-identifier.ts';
import { EXAMPLE_ACCOUNT_SID, EXAMPLE_AUTH_TOKEN } from '../options/example-account.ts';

/** Who the simulated Twilio is: the account, and the key that signs. */
export interface Identity {
  readonly accountSid: string;
  readonly key: SigningKey;
  /** A value in the environment that cannot be used. */
  readonly notices: readonly string[];
  /** That the example token signs: said once on the screen, and by a run whose requests were refused. */
  readonly remarks: readonly string[];
}

/** The options that decide who the simulated Twilio is. */
interface Given {
  readonly accountSid?: string | undefined;
  readonly authToken?: string | undefined;
}

/** Options win over the environment, the environment over the example values. */
export function identityOf(given: Given, env: NodeJS.ProcessEnv): Identity {
  const own = env['TWILIO_ACCOUNT_SID'] ?? '';
  const accountSid = given.accountSid ?? (isAccountSid(own) ? own : EXAMPLE_ACCOUNT_SID);
  const isOdd = given.accountSid === undefined && own !== '' && !isAccountSid(own);
  const key = keyOf(given, env);
  const odd = `TWILIO_ACCOUNT_SID is not an account SID (AC and 32 hexadecimal digits), so ${accountSid} is used`;
  return {
    accountSid,
    key,
    notices: isOdd ? [odd] : [],
    remarks: key === EXAMPLE_KEY ? ['signing with an example token: set TWILIO_AUTH_TOKEN'] : [],
  };
}

const EXAMPLE_KEY: SigningKey = {
  authToken: EXAMPLE_AUTH_TOKEN,
  name: `the example token ${EXAMPLE_AUTH_TOKEN}`,
};

function keyOf({ authToken }: Given, env: NodeJS.ProcessEnv): SigningKey {
  if (authToken) return namedKey(authToken, '--auth-token');
  const own = env['TWILIO_AUTH_TOKEN'];
  return own ? namedKey(own, 'TWILIO_AUTH_TOKEN') : EXAMPLE_KEY;
}

function namedKey(authToken: string, source: string): SigningKey {
  return { authToken, name: `the token of ${source} (${authToken.length} characters)` };
}
