import { type OptionsOf, optionRows } from '../options/option.ts';

/** The options of `explain`. */
export const EXPLAIN_ROWS = optionRows({
  list: {
    flags: '--list [product]',
    help: 'list all codes, or those of one product (voice, messaging, http, twiml ...)',
  },
  json: { flags: '--json', help: 'print one JSON object per line' },
});

/** The values of these options. */
export type ExplainOptions = OptionsOf<typeof EXPLAIN_ROWS>;
