import { Command } from 'commander';
import { UsageError } from '../arguments/usage-error.ts';
import { CALL_ROWS } from './call-rows.ts';
import { DEBUGGING_ROWS } from './debugging-rows.ts';
import { DEMO_ROWS } from './demo-rows.ts';
import { FAX_ROWS } from './fax-rows.ts';
import { MESSAGE_ROWS } from './message-rows.ts';
import {
  addOptions,
  attributeOf,
  longName,
  type OptionRow,
  type OptionsOf,
  type RowsFor,
  type SessionKind,
} from './option.ts';
import { OUTPUT_ROWS } from './output-rows.ts';
import { REQUEST_ROWS } from './request-rows.ts';
import { SOUND_ROWS } from './sound-rows.ts';
import { TROUBLE_ROWS } from './trouble-rows.ts';

/** All options of sessions, as the help shows them. */
export const SESSION_ROWS = {
  ...MESSAGE_ROWS,
  ...FAX_ROWS,
  ...REQUEST_ROWS,
  ...CALL_ROWS,
  ...DEBUGGING_ROWS,
  ...SOUND_ROWS,
  ...OUTPUT_ROWS,
  ...TROUBLE_ROWS,
  ...DEMO_ROWS,
};

/** The options that a session takes; of several kinds of sessions, those that all of them take. */
export type SessionOptions<S extends SessionKind> = OptionsOf<RowsFor<typeof SESSION_ROWS, S>>;

/** Options of a call on the screen; a run has them too. */
export type CallOptions = SessionOptions<'call'>;
/** Options of a conversation. */
export type MessageOptions = SessionOptions<'message'>;
/** Options of a fax. */
export type FaxOptions = SessionOptions<'fax'>;
/** Options of everything that can go without a terminal UI. */
export type HeadlessOptions = SessionOptions<'run' | 'message' | 'fax'>;

/** Adds the options that one of these sessions takes, in groups. */
export function addSessionOptions(command: Command, ...sessions: readonly SessionKind[]): Command {
  return addOptions(
    command,
    rows().filter((row) => sessions.some((session) => takes(session, row))),
  );
}

/** The options of a conversation when none is given on the command line. */
export function messageDefaults(): MessageOptions {
  return addSessionOptions(new Command('message'), 'message').opts<MessageOptions>();
}

/** Refuses options that were given for a conversation and mean nothing to a fax. */
export function refuseForFax(command: Command): void {
  const given = rows().find(
    (row) =>
      takes('message', row) && !takes('fax', row) && command.getOptionValueSource(attributeOf(row)) === 'cli',
  );
  if (!given) return;
  const names = rows().filter((row) => attributeOf(row) === attributeOf(given));
  throw new UsageError(
    `--fax cannot be used with ${names.map(longName).join(' or ')}: a fax is one document, not a conversation`,
  );
}

function rows(): readonly OptionRow[] {
  return Object.values(SESSION_ROWS);
}

function takes(session: SessionKind, { sessions = [] }: OptionRow): boolean {
  return sessions.includes(session);
}
