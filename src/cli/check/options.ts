import { wholeNumber } from '../arguments/parse-number.ts';
import { word } from '../arguments/parse-word.ts';
import { type OptionsOf, optionRows } from '../options/option.ts';

/** The options of `check`. */
export const CHECK_ROWS = optionRows({
  format: {
    flags: '--format <format>',
    help: 'human, json or sarif',
    parse: word('human', 'json', 'sarif'),
    default: 'human',
  },
  json: { flags: '--json', help: 'short for --format json' },
  product: {
    flags: '--product <product>',
    help: 'voice, messaging or fax (guessed by default)',
    parse: word('voice', 'messaging', 'fax'),
  },
  method: {
    flags: '--method <GET|POST>',
    help: 'method for URLs',
    parse: word('GET', 'POST'),
    default: 'POST',
  },
  maxWarnings: {
    flags: '--max-warnings <number>',
    help: 'fail when there are more warnings and errors than this',
    parse: wholeNumber,
  },
});

/** The values of these options. */
export type CheckOptions = OptionsOf<typeof CHECK_ROWS>;
