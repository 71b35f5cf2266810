import type { Headers } from '../../../src/http/hop.ts';

/** An error page as a framework documents its shape, written for the tests. */
export interface Page {
  readonly framework: string;
  readonly what: string;
  readonly status: number;
  readonly body: string;
  readonly headers?: Headers;
  readonly title: string | null;
  readonly line: string | null;
}

const html = (head: string, body: string) =>
  `<!doctype html>\n<html lang="en">\n<head>\n  <meta charset="utf-8">\n  ${head}\n  <style>body { margin: 0 }</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`;

export const PAGES: readonly Page[] = [
  {
    framework: 'Django',
    what: 'a refusal in production (Django docs: Built-in views, "The 400 (bad request) view")',
    status: 400,
    body: html('<title>Bad Request (400)</title>', '  <h1>Bad Request (400)</h1><p></p>'),
    title: 'Bad Request (400)',
    line: null,
  },
  {
    framework: 'Django',
    what: 'the debug page (Django docs: Error reporting)',
    status: 500,
    body: html(
      '<title>KeyError\n          at /voice</title>',
      '<header id="summary"><h1>KeyError\n       at /voice</h1>\n  <pre class="exception_value">&#x27;Digits&#x27;</pre></header>\n' +
        '<div id="explanation"><p>You’re seeing this error because you have <code>DEBUG = True</code> in your\n settings.</p></div>',
    ),
    title: 'KeyError at /voice',
    line: "'Digits'",
  },
  {
    framework: 'Django',
    what: 'its protection against forged forms (Django docs: CSRF)',
    status: 403,
    body: html(
      '<title>403 Forbidden</title>',
      '<div id="summary">\n  <h1>Forbidden <span>(403)</span></h1>\n  <p>CSRF verification failed. Request aborted.</p></div>',
    ),
    title: '403 Forbidden',
    line: 'Forbidden (403)',
  },
  {
    framework: 'Flask (Werkzeug)',
    what: 'the debugger (Werkzeug docs: Debugging Applications)',
    status: 500,
    body: html(
      '<title>TypeError: menu() takes 0 positional arguments\n // Werkzeug Debugger</title>',
      '<div class="debugger"><h1>TypeError</h1>\n<div class="detail"><p class="errormsg">TypeError: menu() takes 0 positional arguments\n</p></div></div>',
    ),
    title: 'TypeError: menu() takes 0 positional arguments // Werkzeug Debugger',
    line: 'TypeError: menu() takes 0 positional arguments',
  },
  {
    framework: 'Flask (Werkzeug)',
    what: 'a route for another method (Werkzeug docs: HTTP Exceptions)',
    status: 405,
    body: '<!doctype html>\n<html lang=en>\n<title>405 Method Not Allowed</title>\n<h1>Method Not Allowed</h1>\n<p>The method is not allowed for the requested URL.</p>\n',
    title: '405 Method Not Allowed',
    line: 'Method Not Allowed',
  },
  {
    framework: 'Express',
    what: 'no route (Express docs: Error handling)',
    status: 404,
    body: html('<title>Error</title>', '<pre>Cannot POST /voice</pre>'),
    title: 'Error',
    line: 'Cannot POST /voice',
  },
  {
    framework: 'Express',
    what: 'an exception with its stack (Express docs: "The default error handler")',
    status: 500,
    body: html(
      '<title>Error</title>',
      '<pre>TypeError: Cannot read properties of undefined (reading &#39;Digits&#39;)<br> &nbsp; &nbsp;at /app/server.js:12:30<br> &nbsp; &nbsp;at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)</pre>',
    ),
    title: 'Error',
    line: "TypeError: Cannot read properties of undefined (reading 'Digits')",
  },
  {
    framework: 'Next.js',
    what: 'a development error (Next.js docs: Custom Errors)',
    status: 500,
    body: html(
      '<script src="/_next/static/chunks/main.js"></script>',
      '<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"statusCode":500}},"page":"/_error","err":{"name":"Error","source":"server","message":"no such menu","stack":"Error: no such menu"}}</script>',
    ),
    title: null,
    line: 'no such menu',
  },
  {
    framework: 'Laravel',
    what: 'its protection against forged forms (Laravel docs: CSRF Protection)',
    status: 419,
    body: html(
      '<title>Page Expired</title>',
      '<div class="flex-center"><div class="code">419</div><div class="message">Page Expired</div></div>',
    ),
    title: 'Page Expired',
    line: '419',
  },
  {
    framework: 'Laravel',
    what: 'an exception as JSON (Laravel docs: Error Handling)',
    status: 500,
    body: '{\n    "message": "Undefined array key \'Digits\'",\n    "exception": "ErrorException",\n    "file": "/app/routes/web.php",\n    "line": 9,\n    "trace": [{"file": "/app/vendor/laravel/framework/src/Illuminate/Foundation/Bootstrap/HandleExceptions.php"}]\n}',
    title: null,
    line: "Undefined array key 'Digits'",
  },
  {
    framework: 'Symfony',
    what: 'an exception (Symfony docs: How to Customize Error Pages)',
    status: 500,
    body: `<!-- No route found for &quot;POST /voice&quot; (404 Not Found) -->\n${html(
      '<title>No route found for &quot;POST /voice&quot; (404 Not Found)</title>',
      '<header><div class="container"><h1 class="logo"> Symfony Exception</h1></div></header>\n<div class="exception-message-wrapper"><h1 class="break-long-words exception-message">No route found for &quot;POST /voice&quot;</h1></div>',
    )}`,
    title: 'No route found for "POST /voice" (404 Not Found)',
    line: 'No route found for "POST /voice"',
  },
  {
    framework: 'Rails',
    what: 'an exception (Rails guides: Debugging Rails Applications)',
    status: 500,
    body: html(
      '<title>Action Controller: Exception caught</title>',
      '<header role="banner">\n  <h1>\n    NoMethodError\n      in VoiceController#create\n  </h1>\n</header>\n<div id="container">\n  <h2 class="exception-message">undefined method &#39;upcase&#39; for nil</h2></div>',
    ),
    title: 'Action Controller: Exception caught',
    line: "undefined method 'upcase' for nil",
  },
  {
    framework: 'Rails',
    what: 'a host that is not configured (Rails guides: Configuring, "config.hosts")',
    status: 403,
    body: html(
      '<title>Action Controller: Exception caught</title>',
      '<header role="banner"><h1>Blocked hosts: app.test</h1></header>\n<div id="container"><h2>To allow requests to these hosts, make sure they are valid hostnames, then add the following to your environment configuration:</h2></div>',
    ),
    title: 'Action Controller: Exception caught',
    line: 'To allow requests to these hosts, make sure they are valid hostnames, then add the following to your environment configuration:',
  },
  {
    framework: 'Spring',
    what: 'the whitelabel page (Spring Boot docs: Web, "Error Handling")',
    status: 404,
    body: "<html><body><h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><div id='created'>Mon Jan 05 10:00:00 UTC 2026</div><div>There was an unexpected error (type=Not Found, status=404).</div></body></html>",
    title: null,
    line: 'There was an unexpected error (type=Not Found, status=404).',
  },
  {
    framework: 'ASP.NET',
    what: 'the developer exception page (ASP.NET Core docs: Handle errors)',
    status: 500,
    body: html(
      '<title>Internal Server Error</title>',
      '<h1>An unhandled exception occurred while processing the request.</h1>\n<div class="titleerror">InvalidOperationException: no such menu</div>\n<p class="location">Program in Program.cs, line 9</p>',
    ),
    title: 'Internal Server Error',
    line: 'InvalidOperationException: no such menu',
  },
  {
    framework: 'ngrok',
    what: 'a tunnel that is offline (ngrok docs: Errors, ERR_NGROK_3200)',
    status: 404,
    headers: [['Ngrok-Error-Code', 'ERR_NGROK_3200']],
    body: html(
      '<title>ngrok.com</title>',
      '<noscript>The endpoint app.ngrok-free.test is offline.\n\nERR_NGROK_3200\n</noscript>\n<div id="root"></div>',
    ),
    title: 'ngrok.com',
    line: 'The endpoint app.ngrok-free.test is offline.',
  },
  {
    framework: 'Cloudflare',
    what: 'a tunnel without a connector (Cloudflare docs: 1xxx errors, 1033)',
    status: 530,
    headers: [['Server', 'cloudflare']],
    body: 'error code: 1033',
    title: null,
    line: 'error code: 1033',
  },
  {
    framework: 'Cloudflare',
    what: 'an app that does not listen (Cloudflare docs: 5xx errors, 502)',
    status: 502,
    body: html(
      '<title>app.test | 502: Bad gateway</title>',
      '<div id="cf-wrapper"><div id="cf-error-details"><h1><span>Bad gateway</span> <span>Error code 502</span></h1></div></div>',
    ),
    title: 'app.test | 502: Bad gateway',
    line: 'Bad gateway Error code 502',
  },
];
