import { type Headers, headerValue } from '../hop.ts';
import { plainLine, readableLines, titleOf } from './readable-page.ts';

/** Characters of a page that are read: a reason stands at its beginning. */
const READ = 20_000;

/** Who wrote an error page, and what it says first. */
export interface ErrorPage {
  readonly framework: string;
  readonly title: string | null;
  /** The line that says what went wrong; `null` where the title says it all. */
  readonly line: string | null;
}

/** A kind of server whose error pages are known. */
interface Framework {
  readonly name: string;
  /** What gives it away: something in the text of the page, or a header. */
  readonly marks: RegExp;
  readonly header?: string;
  /** Where the reason stands, as the first group; otherwise it is the first line that the title does not say. */
  readonly reason?: RegExp;
  /** Where the shape of the page is documented. */
  readonly source: string;
}

/** Tunnels stand in front of an app, so they come first. */
const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'ngrok',
    marks: /\bERR_NGROK_\d+/,
    header: 'ngrok-error-code',
    source: 'ngrok docs: Errors',
  },
  {
    name: 'Cloudflare',
    marks: /cf-error-details|cf-wrapper|^error code: 1\d{3}\b|Cloudflare Tunnel error/i,
    source: 'Cloudflare docs: Support, Cloudflare 5xx and 1xxx errors',
  },
  {
    name: 'Django',
    marks:
      /DEBUG\s*=\s*True<\/code>|CSRF verification failed|<title>(?:Bad Request \(400\)|Server Error \(500\))|<h1>(?:Bad Request \(400\)|Server Error \(500\))|class="exception_value"/i,
    reason: /<pre class="exception_value">([^<]*)</i,
    source: 'Django docs: Error reporting; Built-in views, "Error views"',
  },
  {
    name: 'Flask (Werkzeug)',
    marks:
      /Werkzeug Debugger|The requested URL was not found on the server\.|The method is not allowed for the requested URL\.|The server encountered an internal error and was unable to complete your request\.|The browser \(or proxy\) sent a request that this server could not understand\.|You don(?:'|&#39;)t have the permission to access the requested resource\./,
    reason: /<p class="errormsg">([^<]*)</i,
    source: 'Werkzeug docs: Debugging Applications; HTTP Exceptions',
  },
  {
    name: 'Next.js',
    marks: /id="__NEXT_DATA__"|id="__next_error__"|\/_next\/static\//,
    reason: /"message":"([^"]*)"/,
    source: 'Next.js docs: Custom Errors',
  },
  {
    name: 'Laravel',
    marks:
      /<title>Page Expired<\/title>|vendor\/laravel\/|\bIlluminate\\|laravel-exceptions|window\.ignite\b/,
    reason: /^\s*\{\s*"message":\s*"([^"]*)"/,
    source: 'Laravel docs: Error Handling; CSRF Protection',
  },
  {
    name: 'Rails',
    marks:
      /Action Controller: Exception caught|ActionController::|ActionDispatch::|Blocked hosts?:|We(?:'|&#39;)re sorry, but something went wrong/,
    reason: /<h2[^<>]*>([^<]*)</i,
    source: 'Rails guides: Debugging Rails Applications; Configuring, "config.hosts"',
  },
  {
    name: 'Symfony',
    marks: /> Symfony Exception<|class="exception-message|Oops! An Error Occurred/,
    reason: /<h1 class="[^"]*exception-message[^"]*">([^<]*)</i,
    source: 'Symfony docs: How to Customize Error Pages',
  },
  {
    name: 'Spring',
    marks: /Whitelabel Error Page|^\s*\{"timestamp":[^{}]*"path":/,
    reason: /(There was an unexpected error \([^<>()]*\)\.?)/,
    source: 'Spring Boot docs: Web, "Error Handling"',
  },
  {
    name: 'ASP.NET',
    marks:
      /An unhandled exception occurred while processing the request|Server Error in '[^'<>]*' Application|tools\.ietf\.org\/html\/rfc(?:9110|7231)[^"]*"[^{}]*"traceId"|^System\.[\w.]*Exception: /,
    reason: /<div class="titleerror">([^<]*)</i,
    source: 'ASP.NET Core docs: Handle errors in ASP.NET Core',
  },
  {
    name: 'Express',
    marks:
      /<pre>Cannot (?:GET|POST) \/|[/\\]node_modules[/\\](?:express|router)[/\\]|<title>Error<\/title>[^<]*<\/head>[^<]*<body>[^<]*<pre>/,
    reason: /<pre>([^<]*)</i,
    source: 'Express docs: Error handling, "The default error handler"',
  },
];

/** The error page of a framework or of a tunnel that answered with it; `null` for one that nobody knows. */
export function errorPageOf(body: string, headers: Headers): ErrorPage | null {
  const read = body.slice(0, READ);
  const framework = FRAMEWORKS.find(
    ({ marks, header }) =>
      marks.test(read) || (header !== undefined && headerValue(headers, header) !== null),
  );
  if (!framework) return null;
  const title = titleOf(read);
  const reason = plainLine(framework.reason?.exec(read)?.[1] ?? '');
  const line = reason === '' ? readableLines(read).find((text) => text !== title) : reason;
  return { framework: framework.name, title, line: line === undefined || line === title ? null : line };
}
