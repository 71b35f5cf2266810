import { type Command, Option } from 'commander';
import { UsageError } from '../arguments/usage-error.ts';

/** The kinds of sessions: a `call` is always on the screen, a `message` can be, and a `run` or a `fax` never is. */
export type SessionKind = 'call' | 'run' | 'message' | 'fax' | 'demo';

/** The headings under which the help shows the options of sessions. */
export const GROUPS = {
  request: 'The request:',
  people: 'Who does what:',
  trouble: 'What goes wrong, and how Twilio takes it:',
  debugging: 'Debugging:',
  sound: 'Sound:',
  output: 'Output:',
  demo: 'The demo:',
} as const;

/** One option of a command: everything about it except what it does. */
export interface OptionRow {
  /** As commander writes them: `--name <value>`, `--name [value]` where the value may be left out, or `--name`. */
  readonly flags: string;
  /** The sentence in the help; two of them where the option means something else for messages. */
  readonly help: string | { readonly call: string; readonly message: string };
  /** Heading in the help; the general one when there is none. */
  readonly group?: (typeof GROUPS)[keyof typeof GROUPS];
  /** Sessions that take it; none for an option of another command. */
  readonly sessions?: readonly SessionKind[];
  /** Reads the value, and throws a usage error that need not name the option. The text itself without it. */
  parse?(text: string, before: unknown): unknown;
  readonly default?: unknown;
  /** It must be given. */
  readonly required?: true;
  /** How the help shows the default, where the value would not be understood. */
  readonly defaultText?: string;
  /** Help of `--no-name`, where there is one: it makes the value `false`. */
  readonly not?: string;
  /** Name of the value, where several options make one value together; that of the option otherwise. */
  readonly attribute?: string | undefined;
}

/** Options by the names of their values. */
export type OptionRows = Readonly<Record<string, OptionRow>>;

/** A default must be a value that the option can have. */
type Fitting<R> = R extends { parse: (...args: never) => infer V } ? { readonly default?: V } : unknown;

/** Rows as they are written, with defaults that fit. */
export function optionRows<const R extends OptionRows>(rows: R & { [K in keyof R]: Fitting<R[K]> }): R {
  return rows;
}

/** The parser of an option that may be given several times: the values, in the order of the command line. */
export function each<T>(parse: (text: string) => T): (text: string, before: readonly T[]) => readonly T[] {
  return (text, before) => [...before, parse(text)];
}

type Written<R> = R extends { parse: (...args: never) => infer V }
  ? V
  : R extends { flags: `${string} <${string}` | `${string} [${string}` }
    ? string
    : true;
type LeftOut<R> = R extends { flags: `${string} [${string}` } ? true : never;
type Negated<R> = R extends { not: string } ? false : never;
type NameOf<R, K> = R extends { attribute: infer A extends string } ? A : K;
type TakenBy<R> = R extends { sessions: readonly (infer S)[] } ? S : never;

type ValueOf<R> = Written<R> | LeftOut<R> | Negated<R>;

/** It has a value, whatever the command line says. */
type Always<R> = R extends { default: unknown } | { required: true } ? true : false;

/** The values of all rows, as commander hands them over. */
export type OptionsOf<R extends OptionRows> = {
  readonly [K in keyof R as Always<R[K]> extends true ? NameOf<R[K], K> : never]: ValueOf<R[K]>;
} & {
  readonly [K in keyof R as Always<R[K]> extends true ? never : NameOf<R[K], K>]?: ValueOf<R[K]>;
};

/** The rows that all of these sessions take. */
export type RowsFor<R extends OptionRows, S extends SessionKind> = {
  readonly [K in keyof R as [S] extends [TakenBy<R[K]>] ? K : never]: R[K];
};

/** Adds options to a command, in the order of the rows. */
export function addOptions(command: Command, rows: OptionRows | readonly OptionRow[]): Command {
  for (const row of Object.values(rows)) {
    command.addOption(optionOf(row, command));
    if (row.not === undefined) continue;
    const negation = new Option(longName(row).replace('--', '--no-'), row.not);
    command.addOption(grouped(negation, row));
  }
  return command;
}

/** The name of an option as it is typed, such as `--from`. */
export function longName({ flags }: OptionRow): string {
  return flags.split(' ', 1)[0] ?? flags;
}

/** The name of the value of an option. */
export function attributeOf({ flags, attribute }: OptionRow): string {
  return attribute ?? new Option(flags).attributeName();
}

/** An option whose value may have the name of another one's. */
class RowOption extends Option {
  readonly #attribute: string;

  constructor(row: OptionRow, help: string) {
    super(row.flags, help);
    this.#attribute = attributeOf(row);
  }

  override attributeName(): string {
    return this.#attribute;
  }
}

function optionOf(row: OptionRow, command: Command): Option {
  const { help } = row;
  const words = typeof help === 'string' ? help : help[command.name() === 'message' ? 'message' : 'call'];
  const option = new RowOption(row, words);
  if (row.parse)
    option.argParser((text: string, before: unknown) => named(row, () => row.parse?.(text, before)));
  if (row.default !== undefined) option.default(row.default, row.defaultText ?? emptyText(row.default));
  if (row.required) option.makeOptionMandatory();
  return grouped(option, row);
}

function grouped(option: Option, { group }: OptionRow): Option {
  return group === undefined ? option : option.helpGroup(group);
}

/** Nothing given yet is not shown as an empty list. */
function emptyText(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? 'none' : undefined;
}

/** Puts the name of the option in front of the reason for which its value is refused. */
function named(row: OptionRow, read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${longName(row)}: ${error.message}`) : error;
  }
}
