/** Whether a value is as the specification wants it: answers what is wrong, one sentence each. */
type Check = (value: unknown, path: string) => readonly string[];

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const text: Check = (value, path) => (typeof value === 'string' ? [] : [`${path} is no string`]);
const flag: Check = (value, path) => (typeof value === 'boolean' ? [] : [`${path} is no boolean`]);
const time: Check = (value, path) =>
  typeof value === 'string' && ISO.test(value) && !Number.isNaN(Date.parse(value))
    ? []
    : [`${path} is no time`];

function number(lowest: number): Check {
  return (value, path) =>
    typeof value === 'number' && Number.isFinite(value) && value >= lowest
      ? []
      : [`${path} is no number >= ${lowest}`];
}

function list(item: Check): Check {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((one: unknown, at) => item(one, `${path}[${at}]`))
      : [`${path} is no list`];
}

function nullable(check: Check): Check {
  return (value, path) => (value === null ? [] : check(value, path));
}

/** An object with these fields and no others, but for those of our own, which begin with `_`. */
function object(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null) return [`${path} is no object`];
    const fields = new Map(Object.entries(value));
    const known = { ...required, ...optional, comment: text };
    return [
      ...Object.keys(required).flatMap((name) => (fields.has(name) ? [] : [`${path}.${name} is missing`])),
      ...[...fields].flatMap(([name, field]) => {
        if (name.startsWith('_')) return [];
        const check = (known as Readonly<Record<string, Check>>)[name];
        return check ? check(field, `${path}.${name}`) : [`${path}.${name} is unknown`];
      }),
    ];
  };
}

const pair = object({ name: text, value: text });
const cookie = object(
  { name: text, value: text },
  { path: text, domain: text, expires: time, httpOnly: flag, secure: flag },
);
const kept = object({ lastAccess: time, eTag: text, hitCount: number(0) }, { expires: time });

const request = object(
  {
    method: text,
    url: text,
    httpVersion: text,
    cookies: list(cookie),
    headers: list(pair),
    queryString: list(pair),
    headersSize: number(-1),
    bodySize: number(-1),
  },
  { postData: object({ mimeType: text, params: list(pair), text }) },
);

const response = object({
  status: number(0),
  statusText: text,
  httpVersion: text,
  cookies: list(cookie),
  headers: list(pair),
  content: object({ size: number(0), mimeType: text }, { compression: number(-1e9), text, encoding: text }),
  redirectURL: text,
  headersSize: number(-1),
  bodySize: number(-1),
});

const entry = object(
  {
    startedDateTime: time,
    time: number(0),
    request,
    response,
    cache: object({}, { beforeRequest: nullable(kept), afterRequest: nullable(kept) }),
    timings: object(
      { send: number(0), wait: number(0), receive: number(0) },
      { blocked: number(-1), dns: number(-1), connect: number(-1), ssl: number(-1) },
    ),
  },
  { pageref: text, serverIPAddress: text, connection: text },
);

const page = object({
  startedDateTime: time,
  id: text,
  title: text,
  pageTimings: object({}, { onContentLoad: number(-1), onLoad: number(-1) }),
});

const log = object(
  { version: text, creator: object({ name: text, version: text }), entries: list(entry) },
  { browser: object({ name: text, version: text }), pages: list(page) },
);

/** Everything in a value that is not as the HAR 1.2 specification has it. */
export function harProblems(value: unknown): readonly string[] {
  return object({ log })(value, 'har');
}
