import { nearestName } from '../../errors/nearest.ts';
import { type Command, formOf } from './command.ts';

/** A line of the prompt or of a script as read: a command and what follows its words, or what is wrong. */
export type ReadLine<C> =
  | { readonly ok: true; readonly command: C; readonly argument: string | undefined }
  | { readonly ok: false; readonly message: string };

/** Something that a line could become. */
export interface Completion<C> {
  /** The whole line. */
  readonly text: string;
  /** As it is listed: the command with its form, or the argument. */
  readonly label: string;
  readonly help: string;
  readonly command: C;
}

/** What of a command is needed to read and complete lines. */
type Written<T> = Pick<Command<T>, 'words' | 'argument' | 'help' | 'title'>;

/**
 * Reads a line: the longest words that it begins with name the command, the rest is its argument. The beginning
 * of one command's words is enough when no other's begin alike.
 */
export function readLine<C extends Written<never>>(line: string, commands: readonly C[]): ReadLine<C> {
  const text = line.trim();
  const named = commandIn(text, commands);
  if (named) return withArgument(named.command, named.rest.trim());
  const begun = commands.filter(({ words }) => words?.startsWith(plain(text)));
  const [only] = begun;
  if (only && begun.length === 1) return withArgument(only, '');
  if (only) return { ok: false, message: `"${text}" could be ${begun.map(formOf).join(', ')}` };
  return { ok: false, message: `"${shortened(text)}" is not a command${nearest(text, commands)}` };
}

/** What a line could become, the likeliest first: arguments of its command, and commands that look like it. */
export function completionsOf<T, C extends Written<T>>(
  line: string,
  commands: readonly C[],
  target: T,
): readonly Completion<C>[] {
  const text = line.trimStart();
  const named = commandIn(text, commands);
  const wanted = plain(text);
  const others = ranked(commands, wanted, named !== null);
  const listed = others.map((command) => ({
    text: `${command.words}${command.argument ? ' ' : ''}`,
    label: formOf(command),
    help: command.help,
    command,
  }));
  if (!named?.command.argument || named.rest === '') return listed;
  const { command } = named;
  const typed = named.rest.trimStart();
  const suggested = likely(command.argument?.suggestions?.(target, typed) ?? [], typed).map((one) => ({
    text: `${command.words} ${one.text}`,
    label: one.text,
    help: one.help,
    command,
  }));
  const found = [...suggested, ...listed];
  return found.length > 0 ? found : [{ text: line, label: formOf(command), help: command.help, command }];
}

/** The command whose words a line begins with, of several the one with the most, and what follows them. */
function commandIn<C extends Written<never>>(
  text: string,
  commands: readonly C[],
): { readonly command: C; readonly rest: string } | null {
  let found: { readonly command: C; readonly rest: string } | null = null;
  for (const command of commands) {
    if (command.words === null) continue;
    const words = new RegExp(`^${command.words.replaceAll(' ', '\\s+')}(?=\\s|$)`, 'i').exec(text)?.[0];
    if (words === undefined) continue;
    const rest = text.slice(words.length);
    if (found === null || rest.length < found.rest.length) found = { command, rest };
  }
  return found;
}

function withArgument<C extends Written<never>>(command: C, argument: string): ReadLine<C> {
  if (argument === '') {
    if (!command.argument || command.argument.optional) return { ok: true, command, argument: undefined };
    return { ok: false, message: `something is missing: ${formOf(command)}` };
  }
  if (command.argument) return { ok: true, command, argument };
  return { ok: false, message: `"${command.words}" takes no argument: leave out "${argument}"` };
}

/** What was pasted by mistake is not said again in full. */
function shortened(text: string): string {
  return text.length <= LONGEST_QUOTED ? text : `${[...text].slice(0, LONGEST_QUOTED).join('')}…`;
}

/** Longer than anything that was meant to be a command. */
const LONGEST_QUOTED = 60;

/** Lower case, blanks as one: words are compared like this. */
function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

/** A hint at the command that was probably meant. */
function nearest(text: string, commands: readonly Written<never>[]): string {
  for (const count of [3, 2, 1]) {
    const written = text.split(/\s+/).slice(0, count).join(' ');
    const known = commands.flatMap(({ words }) => (words?.split(' ').length === count ? [words] : []));
    const near = nearestName(written, known);
    if (near !== null) return `: did you mean ${near}?`;
  }
  return ': Tab shows the commands';
}

/** Commands that look like what was written, best first; a command that is there already only gets longer. */
function ranked<C extends Written<never>>(
  commands: readonly C[],
  wanted: string,
  strict: boolean,
): readonly C[] {
  const ranks = commands.flatMap((command) => {
    if (command.words === null) return [];
    const rank = rankOf(command.words, `${command.title} ${command.help}`.toLowerCase(), wanted);
    return rank === null || (strict && rank > 0) ? [] : [{ command, rank }];
  });
  return ranks.toSorted((a, b) => a.rank - b.rank).map(({ command }) => command);
}

/** 0 when it begins so, then: a word of it begins so, it is spoken of, its letters are there in that order. */
function rankOf(words: string, about: string, wanted: string): number | null {
  if (words.startsWith(wanted)) return 0;
  const sought = wanted.trim();
  if (words.split(' ').some((word) => word.startsWith(sought))) return 1;
  // One letter is in nearly everything.
  if (sought.length < 2) return null;
  if (words.includes(sought)) return 2;
  if (sought.length > 2 && about.includes(sought)) return 3;
  return inOrder(words, sought.replaceAll(' ', '')) ? 4 : null;
}

function inOrder(text: string, letters: string): boolean {
  let at = -1;
  return [...letters].every((letter) => {
    at = text.indexOf(letter, at + 1);
    return at !== -1;
  });
}

function likely<S extends { readonly text: string }>(suggestions: readonly S[], typed: string): readonly S[] {
  const wanted = typed.toLowerCase();
  const begin = suggestions.filter(({ text }) => text.toLowerCase().startsWith(wanted));
  const hold = suggestions.filter((one) => !begin.includes(one) && one.text.toLowerCase().includes(wanted));
  return [...begin, ...hold];
}
