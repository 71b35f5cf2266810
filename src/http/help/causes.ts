import { answerableChallenge } from '../authentication.ts';
import { type HopFailure, type HopRequest, type HopResponse, headerValue, headerValues } from '../hop.ts';
import type { Params } from '../url/params.ts';
import type { ErrorPage } from './error-page.ts';

/** One request on the way to the refusal, and what came back. */
export interface Passed {
  readonly request: Pick<HopRequest, 'method' | 'url'>;
  /** The URL as it was asked for, before the parameters of a GET were appended. */
  readonly asked: string;
  readonly got: HopResponse | HopFailure;
  /** Where a redirect led. */
  readonly location: string | null;
}

/** An exchange that ended with a status that is no answer: all that its help is made from. */
export interface Refused {
  /** Parameters that every request of it carries. */
  readonly standard: Params;
  /** All hops in order, the refusing one included. */
  readonly hops: readonly Passed[];
  /** The refusing hop, with what came. */
  readonly hop: Pick<Passed, 'request' | 'asked'>;
  readonly got: HopResponse;
  readonly page: ErrorPage | null;
}

/** One cause of a refusal. */
export interface Cause {
  /** Its name, for tests and readers. */
  readonly cause: string;
  /** What gives it away. */
  readonly tells: (refused: Refused) => boolean;
  /** What to do. */
  readonly help: (refused: Refused) => string;
  /** Where it is documented, or was seen. */
  readonly source: string;
}

const says = (pattern: RegExp) => (refused: Refused) => pattern.test(refused.got.body);
const status =
  (...wanted: readonly number[]) =>
  ({ got }: Refused) =>
    wanted.includes(got.status);
const isSigned = ({ got }: Refused) => got.sent.signature !== null;
const blamesSignature = says(/signature|twilio request validation/i);

/** The first cause that the exchange gives away counts; the last one is always true. */
export const CAUSES: readonly Cause[] = [
  {
    cause: 'a fault on request',
    tells: ({ got }) => /\bstatus \d/.test(got.sent.fault ?? ''),
    help: ({ got }) => `nothing is wrong with your app: the fault ${got.sent.fault} was asked for`,
    source: '--fault',
  },
  {
    cause: 'a tunnel without an app behind it',
    tells: ({ page }) => page?.framework === 'ngrok' || page?.framework === 'Cloudflare',
    help: ({ page }) =>
      `${page?.framework} answered, not your app: is the tunnel running, and does your app listen on the port that it leads to? ` +
      'Without a tunnel: target your local server, with --public-url for the public name',
    source: 'ngrok docs: Errors; Cloudflare docs: Cloudflare 5xx and 1xxx errors',
  },
  {
    cause: 'a request without a signature',
    tells: (refused) => !isSigned(refused) && status(400, 401, 403)(refused) && blamesSignature(refused),
    help: () =>
      'your app refused a request without X-Twilio-Signature, as it should: leave --signature missing out to have it signed',
    source: 'twilio-node: webhook middleware',
  },
  {
    cause: 'a wrong signature on request',
    tells: (refused) => refused.got.sent.signature?.wrong === true && status(400, 401, 403)(refused),
    help: () =>
      'your app refused a wrong signature, as it should: leave --signature wrong out to have it signed with your token',
    source: '--signature',
  },
  {
    cause: 'another account',
    tells: (refused) =>
      status(400, 401, 403)(refused) && says(/account/i)(refused) && !blamesSignature(refused),
    help: ({ standard }) =>
      `your app expects another account than ${accountOf(standard)}: set TWILIO_ACCOUNT_SID, or --account-sid, to its own`,
    source: 'Twilio docs: TwiML for Programmable Voice, AccountSid',
  },
  {
    cause: 'a refused signature',
    tells: (refused) => isSigned(refused) && status(400, 401, 403)(refused) && blamesSignature(refused),
    help: (refused) => `your app refused the signature: ${signedWith(refused)}`,
    source: 'twilio-node: webhook middleware; Twilio docs: Security, "Validating signatures"',
  },
  {
    cause: 'a redirect that made GET of a POST',
    tells: (refused) => status(404, 405)(refused) && turnedToGet(refused) !== null,
    help: (refused) => {
      const turned = turnedToGet(refused);
      return (
        `the ${turned?.status} from ${turned?.from} made a GET of the POST, and ${refused.hop.asked} takes no GET: ` +
        'use that URL at once (a trailing slash, or https for http, is the usual cause), or redirect with 307'
      );
    },
    source: 'RFC 9110 section 15.4; Twilio docs: Debugging your application',
  },
  {
    cause: 'a host that the app does not serve',
    tells: says(
      /DisallowedHost|Invalid HTTP_HOST header|Blocked hosts?:|This host \([^()]*\) is not allowed/,
    ),
    help: ({ hop, page }) => `your app does not serve ${hostOf(hop.asked)}: ${allowHost(page)}`,
    source: 'Django docs: ALLOWED_HOSTS; Rails guides: config.hosts; Vite docs: server.allowedHosts',
  },
  {
    cause: 'a protection against forged forms',
    tells: says(/CSRF|InvalidAuthenticityToken|Page Expired|antiforgery/i),
    help: ({ page }) =>
      `your app asks for a token of its own forms, which Twilio does not have: ${exemptFromForms(page)}, and validate X-Twilio-Signature there instead`,
    source:
      'Django docs: CSRF; Rails guides: Security; Laravel docs: CSRF Protection; ASP.NET Core docs: antiforgery',
  },
  {
    cause: 'a login that nobody gave',
    tells: (refused) =>
      status(401)(refused) && challengeOf(refused) !== null && refused.got.sent.user === null,
    help: () =>
      'put the login into the URL before the host: user:password@host (Basic or Digest, with a realm)',
    source: 'Twilio docs: Security, "HTTP authentication"',
  },
  {
    cause: 'a wrong login',
    tells: (refused) => status(401)(refused) && challengeOf(refused) !== null,
    help: ({ got }) => `the login as ${got.sent.user} was refused: check user and password in the URL`,
    source: 'Twilio docs: Security, "HTTP authentication"',
  },
  {
    cause: 'a 401 that asks for no login',
    tells: status(401),
    help: (refused) => {
      const login =
        'a 401 needs a WWW-Authenticate header with Basic or Digest and a realm before anybody can log in';
      const asks = headerValue(refused.got.headers, 'www-authenticate') !== null;
      if (asks || !isSigned(refused)) return login;
      return `${login}; without one it may be a refused signature: ${signedWith(refused)}`;
    },
    source: 'Twilio docs: Security; openclaw issue 6334, where a signature check answers 401',
  },
  {
    cause: 'perhaps a refused signature',
    tells: (refused) => isSigned(refused) && (status(403)(refused) || isBare400(refused)),
    help: (refused) =>
      `if your app validates X-Twilio-Signature, it refused this one: ${signedWith(refused)}`,
    source: 'Django docs: SuspiciousOperation; Twilio docs: Security, "Validating signatures"',
  },
  {
    cause: 'no such route',
    tells: status(404),
    help: ({ hop }) =>
      'no route answers this path: check the spelling, and the path your app is mounted under' +
      (hop.request.method === 'POST' ? '; a route for GET alone does not answer a POST' : ''),
    source: 'RFC 9110 section 15.5.5',
  },
  {
    cause: 'another method',
    tells: status(405),
    help: ({ got, hop }) => {
      const allowed = headerValue(got.headers, 'allow');
      const takes = allowed === null ? 'is for another method' : `takes ${allowed}`;
      return `the route ${takes}, and this was a ${hop.request.method}: see method="..." and --method`;
    },
    source: 'RFC 9110 section 15.5.6',
  },
  {
    cause: 'a failure of the app',
    tells: ({ got }) => got.status >= 500,
    help: () => "your app failed while it answered: its log, or the answer's body, should say why",
    source: 'RFC 9110 section 15.6',
  },
  {
    cause: 'unknown',
    tells: () => true,
    help: () => "see the answer's body for the reason",
    source: 'RFC 9110 section 15.5',
  },
];

/** A 400 that says nothing but that: frameworks answer so to what their security refuses. */
function isBare400({ got, page }: Refused): boolean {
  if (got.status !== 400) return false;
  return (
    page?.framework === 'Django' || /^\s*(?:<h1>)?bad request(?:\s*\(400\))?(?:<\/h1>)?\s*$/i.test(got.body)
  );
}

function challengeOf({ got }: Refused): string | null {
  return answerableChallenge(headerValues(got.headers, 'www-authenticate'));
}

/** What was signed, and with what: both must be what the app expects. */
function signedWith({ hop, got }: Refused): string {
  return (
    `signed for the URL ${hop.request.url} with ${got.sent.signature?.key}. ` +
    'Both must be what your app expects: set TWILIO_AUTH_TOKEN (or --auth-token) to the token your app uses, ' +
    'and --public-url if your app computes the signature for another origin'
  );
}

/** The redirect that made a GET of a POST on the way to the refusal. */
function turnedToGet({ hops, hop }: Refused): { readonly from: string; readonly status: number } | null {
  if (hop.request.method !== 'GET') return null;
  const turning = hops.find(({ request, location }) => location !== null && request.method === 'POST');
  if (turning?.got.kind !== 'response') return null;
  return { from: turning.asked, status: turning.got.status };
}

function accountOf(standard: Params): string {
  return standard.find(([name]) => name === 'AccountSid')?.[1] ?? 'the one of this request';
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}

const HOST_SETTINGS: Readonly<Record<string, string>> = {
  Django: 'add it to ALLOWED_HOSTS',
  Rails: 'add it to config.hosts',
};

function allowHost(page: ErrorPage | null): string {
  return (page && HOST_SETTINGS[page.framework]) ?? 'add it to the hosts that your app allows';
}

const FORM_SETTINGS: Readonly<Record<string, string>> = {
  Django: 'decorate the view with @csrf_exempt',
  Rails: 'skip_forgery_protection in the controller',
  Laravel: 'list the route in validateCsrfTokens(except: [...])',
  'ASP.NET': 'use [IgnoreAntiforgeryToken] for the action',
};

function exemptFromForms(page: ErrorPage | null): string {
  return (page && FORM_SETTINGS[page.framework]) ?? 'exempt this route from it';
}
