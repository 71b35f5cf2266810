import { positive, seconds } from '../arguments/parse-number.ts';
import { word } from '../arguments/parse-word.ts';
import { each, type OptionsOf, optionRows } from '../options/option.ts';
import { ASCII } from '../options/output-rows.ts';

/** The options of `replay`. */
export const REPLAY_ROWS = optionRows({
  json: { flags: '--json', help: 'print the events of the recording instead' },
  ascii: ASCII,
});

/** The values of these options. */
export type ReplayOptions = OptionsOf<typeof REPLAY_ROWS>;

/** The options of `export`. */
export const EXPORT_ROWS = optionRows({
  format: {
    flags: '--format <format>',
    help: 'har (HTTP archive 1.2) or curl (a shell script)',
    parse: word('har', 'curl'),
    required: true,
  },
  secrets: {
    flags: '--secrets',
    help: 'keep the values of cookies, logins and signatures, which are redacted by default',
  },
  output: { flags: '--output <file>', help: 'write to a file instead of standard output' },
  force: { flags: '--force', help: 'replace the file if it exists' },
});

/** The values of these options. */
export type ExportOptions = OptionsOf<typeof EXPORT_ROWS>;

const IGNORE = {
  flags: '--ignore <rule>',
  help: 'what is no difference: PATH, or PATH=TEXT or PATH=/PATTERN/ for a part of the value (repeatable)',
  parse: each((text: string) => text),
  default: [],
} as const;

const EXPLAIN = { flags: '--explain', help: 'say which rule ignored what' } as const;

const JSON_LINES = { flags: '--json', help: 'print one difference a line as JSON' } as const;

/** The options of `diff`. */
export const DIFF_ROWS = optionRows({ ignore: IGNORE, explain: EXPLAIN, json: JSON_LINES });

/** The values of these options. */
export type DiffOptions = OptionsOf<typeof DIFF_ROWS>;

/** The options of `verify`. */
export const VERIFY_ROWS = optionRows({
  target: {
    flags: '--target <url>',
    help: 'ask this origin, and its path if it has one, instead of the recorded one',
  },
  update: {
    flags: '--update',
    help: 'accept what is different: replace each such recording by the session of today',
  },
  ignore: IGNORE,
  explain: EXPLAIN,
  reporter: {
    flags: '--reporter <reporter>',
    help: 'text, json, junit, github (annotations, and a summary of the job) or markdown',
    parse: word('text', 'json', 'junit', 'github', 'markdown'),
    default: 'text',
  },
  json: { flags: '--json', help: 'short for --reporter json' },
  authToken: {
    flags: '--auth-token <token>',
    help: 'auth token that signs the requests (default: TWILIO_AUTH_TOKEN, or an example)',
  },
  insecure: {
    flags: '--insecure',
    help: 'accept any TLS certificate (for self-signed ones in development)',
  },
  wait: {
    flags: '--wait <seconds>',
    help: 'wait until the server accepts connections',
    parse: seconds,
    default: 0,
  },
  timeout: {
    flags: '--timeout <seconds>',
    help: 'real time that each recording may take',
    parse: positive,
    default: 300,
  },
});

/** The values of these options. */
export type VerifyOptions = OptionsOf<typeof VERIFY_ROWS>;
