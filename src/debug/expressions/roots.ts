/** A name that an expression can begin with, and what is behind it. */
interface Root {
  readonly help: string;
  /** Its fields, where they are always the same; `null` for names that come from outside, such as parameters. */
  readonly fields: readonly string[] | null;
}

const LEG = ['sid', 'status', 'from', 'to', 'direction', 'seconds', 'role'] as const;

/** Everything that an expression can ask about. Names and fields are public API. */
export const ROOTS = {
  params: { help: 'parameters of the request that brought this document, by name', fields: null },
  cookies: { help: 'values of the cookies in the jar, by name', fields: null },
  cache: { help: 'kept answers by URL: verdict, age, fresh', fields: null },
  document: {
    help: 'the TwiML document that runs',
    fields: ['url', 'path', 'method', 'line', 'visits', 'verbs', 'edited'],
  },
  verb: { help: 'the verb at hand', fields: ['name', 'line', 'column', 'text', 'parent'] },
  attributes: { help: 'attributes of the verb at hand as written, by name', fields: null },
  call: { help: 'the leg that is looked at', fields: LEG },
  legs: { help: 'all legs, as a list', fields: null },
  last: {
    help: 'the last exchange',
    fields: ['url', 'path', 'method', 'status', 'purpose', 'cache', 'error', 'ms', 'hops', 'params', 'body'],
  },
  caller: { help: 'what the caller does', fields: ['digits', 'said', 'listening'] },
  clock: { help: 'the clock of the session', fields: ['ms'] },
  row: {
    help: 'the row that a filter looks at',
    fields: ['time', 'leg', 'kind', 'text', 'url', 'status', 'method', 'code', 'verb'],
  },
} as const satisfies Readonly<Record<string, Root>>;

/** A name that an expression can begin with. */
export type RootName = keyof typeof ROOTS;

/** What a filter of rows can ask about: rows alone have a `row`. */
export const FILTER_ROOTS: readonly RootName[] = Object.keys(ROOTS) as RootName[];

/** What conditions, watches and logpoints can ask about. */
export const SESSION_ROOTS: readonly RootName[] = FILTER_ROOTS.filter((name) => name !== 'row');

/** The fields of a root that are known beforehand. */
export function fieldsOf(name: RootName): readonly string[] {
  return ROOTS[name].fields ?? [];
}
