import { accountSid, address, parameter } from '../arguments/parse-identifier.ts';
import { seconds } from '../arguments/parse-number.ts';
import { absoluteUrl, publicUrl } from '../arguments/parse-url.ts';
import { word, words } from '../arguments/parse-word.ts';
import { EXAMPLE_AUTH_TOKEN } from './example-account.ts';
import { each, GROUPS, optionRows } from './option.ts';
import { CALLS, CALLS_AND_MESSAGES, EVERY_SESSION } from './session-kinds.ts';

/** Options about what requests say, and where they go. */
export const REQUEST_ROWS = optionRows({
  method: {
    flags: '--method <GET|POST>',
    help: 'method of the first request',
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: word('GET', 'POST'),
    default: 'POST',
  },
  from: {
    flags: '--from <number>',
    help: { call: 'number of the caller', message: 'number of the sender' },
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: address,
    default: '+15551230001',
  },
  to: {
    flags: '--to <number>',
    help: { call: 'number that is called', message: 'number that receives the message' },
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: address,
    default: '+15559870002',
  },
  param: {
    flags: '--param <name=value>',
    help: 'add a request parameter, or replace the value of one (repeatable)',
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: each(parameter),
    default: [],
  },
  direction: {
    flags: '--direction <direction>',
    help: 'inbound or outbound-api',
    group: GROUPS.request,
    sessions: CALLS,
    parse: word('inbound', 'outbound-api'),
    default: 'inbound',
  },
  accountSid: {
    flags: '--account-sid <sid>',
    help: 'AccountSid of the requests (default: TWILIO_ACCOUNT_SID, or an example)',
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: accountSid,
  },
  authToken: {
    flags: '--auth-token <token>',
    help: `auth token that signs the requests (default: TWILIO_AUTH_TOKEN, or ${EXAMPLE_AUTH_TOKEN})`,
    group: GROUPS.request,
    sessions: EVERY_SESSION,
  },
  publicUrl: {
    flags: '--public-url <origin[=local]>',
    help: 'sign requests for ORIGIN, but send them to LOCAL (repeatable)',
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: each(publicUrl),
    default: [],
  },
  fallbackUrl: {
    flags: '--fallback-url <url>',
    help: 'URL to request, with ErrorCode and ErrorUrl, when something fails',
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: absoluteUrl,
  },
  fallbackUrlMethod: {
    flags: '--fallback-url-method <GET|POST>',
    help: 'method of the fallback URL',
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: word('GET', 'POST'),
    default: 'POST',
  },
  statusCallback: {
    flags: '--status-callback <url>',
    help: {
      call: 'URL to request when the call has ended',
      message: 'status callback for replies whose TwiML sets none (as a messaging service would)',
    },
    group: GROUPS.request,
    sessions: CALLS_AND_MESSAGES,
    parse: absoluteUrl,
  },
  statusCallbackMethod: {
    flags: '--status-callback-method <GET|POST>',
    help: 'method of the status callback',
    group: GROUPS.request,
    sessions: CALLS_AND_MESSAGES,
    parse: word('GET', 'POST'),
    default: 'POST',
  },
  statusCallbackEvent: {
    flags: '--status-callback-event <events>',
    help: 'events of an outbound call to report: initiated ringing answered completed',
    group: GROUPS.request,
    sessions: CALLS,
    parse: words('initiated', 'ringing', 'answered', 'completed'),
    default: ['completed'],
    defaultText: 'completed',
  },
  baseUrl: {
    flags: '--base-url <url>',
    help: 'base of relative URLs in TwiML from a file or standard input',
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: absoluteUrl,
  },
  insecure: {
    flags: '--insecure',
    help: 'accept any TLS certificate (for self-signed ones in development)',
    group: GROUPS.request,
    sessions: EVERY_SESSION,
  },
  wait: {
    flags: '--wait <seconds>',
    help: 'how long to wait for the server of the webhook to start',
    group: GROUPS.request,
    sessions: EVERY_SESSION,
    parse: seconds,
    default: 0,
  },
  seed: {
    flags: '--seed <text>',
    help: {
      call: 'decides the identifiers: the same seed gives the same CallSid',
      message: 'decides the identifiers: the same seed gives the same MessageSid',
    },
    group: GROUPS.request,
    sessions: EVERY_SESSION,
  },
});
