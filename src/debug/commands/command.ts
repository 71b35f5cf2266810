import type { Debuggable } from '../session/debuggable.ts';

/** Headings under which commands are listed. */
export type CommandGroup = 'caller' | 'legs' | 'messages' | 'run' | 'stops' | 'requests' | 'move' | 'app';

/**
 * Something that a user can do. One list of these feeds keys, prompt, scripts, help and documentation; ids and
 * words are public API. `T` is what the command works on: the debuggee for those of this room, the screen for
 * those of a front end.
 */
export interface Command<T = Debuggable> {
  readonly id: string;
  readonly group: CommandGroup;
  /** What it is about, where that is not both. */
  readonly product?: Debuggable['product'];
  /** Two or three words for a footer. */
  readonly title: string;
  /** A sentence for the help. */
  readonly help: string;
  /** How it is written at the prompt and in scripts; `null` for what only a key makes sense of. */
  readonly words: string | null;
  /** What may or must follow the words; nothing by default. */
  readonly argument?: CommandArgument<T>;
  /** Works while the help, or a copied text, lies over the panes. */
  readonly overText?: boolean;
  /** Asks for its argument in a field of its own now; never by default. */
  asks?(target: T): boolean;
  /** What to say once it has been done, where nothing else shows it; nothing by default. */
  remark?(target: T, argument: string): string | null;
  /** Why it cannot be done now, in words for the user; `null` when it can. */
  unavailable(target: T): string | null;
  /** Does it; `argument` is what a key or a prompt adds. Answers with what went wrong, or `null`. */
  run(target: T, argument?: string): string | null;
}

/** What is written after the words of a command. */
export interface CommandArgument<T = Debuggable> {
  /** As the help has it: `WHERE`. */
  readonly form: string;
  readonly optional: boolean;
  /** What could be written, given what has been so far. */
  suggestions?(target: T, typed: string): readonly Suggestion[];
}

/** A whole argument that can be written. */
export interface Suggestion {
  readonly text: string;
  readonly help: string;
}

/** How a command is written, with its argument: `break WHERE`, `cache clear [URL]`. */
export function formOf({ words, argument }: Pick<Command<never>, 'words' | 'argument'>): string {
  if (words === null) return '';
  if (!argument) return words;
  return `${words} ${argument.optional ? `[${argument.form}]` : argument.form}`;
}
