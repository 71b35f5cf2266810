import { word } from '../arguments/parse-word.ts';
import { type OptionsOf, optionRows } from '../options/option.ts';
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
