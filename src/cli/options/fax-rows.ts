import { UsageError } from '../arguments/usage-error.ts';
import { GROUPS, optionRows } from './option.ts';

/** Options about a fax. */
export const FAX_ROWS = optionRows({
  fax: {
    flags: '--fax [file]',
    help: 'send a fax instead of a message: a PDF or TIFF file, or a generated page (Twilio retired fax in 2021)',
    group: GROUPS.request,
    sessions: ['fax'],
    parse: filePath,
  },
  faxError: {
    flags: '--fax-error <code>',
    help: 'make the fax fail: 34004 (it breaks off) or 34108 (the machines are incompatible)',
    group: GROUPS.trouble,
    sessions: ['fax'],
    parse: failure,
  },
});

/** An option with an optional value takes a target that follows it for the value. */
function filePath(text: string): string {
  if (!/^https?:/i.test(text)) return text;
  throw new UsageError(
    `a fax is read from a file, and ${text} is a URL; write the target first: twiml-debug message ${text} --fax`,
  );
}

function failure(text: string): 34004 | 34108 {
  if (text === '34004') return 34004;
  if (text === '34108') return 34108;
  const choice = 'write 34004 (it breaks off) or 34108 (the machines are incompatible)';
  if (text === '34002' || text === '34003')
    throw new UsageError(`${text} is an error of outgoing faxes, and this one comes in; ${choice}`);
  throw new UsageError(`${text} is not an error of an incoming fax; ${choice}`);
}
