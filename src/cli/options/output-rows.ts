import { UsageError } from '../arguments/usage-error.ts';
import { GROUPS, optionRows } from './option.ts';
import { EVERY_SESSION } from './session-kinds.ts';

/** How everything is drawn in a terminal. */
export const ASCII = {
  flags: '--ascii',
  help: 'draw with ASCII characters only (the default in a locale without UTF-8)',
  not: 'draw with all characters, whatever the locale',
} as const;

/** Options about what a session shows, and what it keeps. */
export const OUTPUT_ROWS = optionRows({
  record: {
    flags: '--record <path>',
    help: 'where to keep the recording: a file or a folder',
    group: GROUPS.output,
    sessions: EVERY_SESSION,
    parse: filledPath,
    not: 'keep no recording',
  },
  ascii: {
    ...ASCII,
    group: GROUPS.output,
    sessions: ['call', 'message', 'fax', 'demo'],
  },
  json: {
    flags: '--json',
    help: 'print one JSON object per line instead of a transcript',
    group: GROUPS.output,
    sessions: ['run', 'message', 'fax'],
  },
});

function filledPath(text: string): string {
  if (text === '') throw new UsageError('write a file or a folder');
  return text;
}
