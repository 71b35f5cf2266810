import type { Command, CommandArgument, CommandGroup } from '../debug/command.ts';
import { DEBUG_COMMANDS } from '../debug/commands.ts';
import { keysOf } from './key-map.ts';
import type { Screen } from './screen.ts';
import { VIEW_COMMANDS } from './view-commands.ts';

/** A command as a key, the footer and the help see it, whatever it works on. */
export interface Action {
  readonly id: string;
  readonly group: CommandGroup;
  readonly title: string;
  readonly help: string;
  readonly keys: readonly string[];
  /** How it is written at the prompt, `null` for what only has a key. */
  readonly words: string | null;
  readonly argument?: CommandArgument<Screen>;
  unavailable(screen: Screen): string | null;
  run(screen: Screen, argument?: string): string | null;
}

const TOO_EARLY = 'the call is being placed';

/** Everything that can be done on this screen, the debugger's commands first. */
export const ACTIONS: readonly Action[] = [
  ...DEBUG_COMMANDS.map((command) =>
    action(command, {
      argument: command.argument && onScreen(command.argument),
      unavailable: ({ target }) => (target ? command.unavailable(target) : TOO_EARLY),
      run: ({ target }, argument) => (target ? command.run(target, argument) : TOO_EARLY),
    }),
  ),
  ...VIEW_COMMANDS.map((command) =>
    action(command, {
      argument: command.argument,
      unavailable: (screen) => command.unavailable(screen),
      run: (screen, argument) => command.run(screen, argument),
    }),
  ),
];

const BY_ID = new Map(ACTIONS.map((one) => [one.id, one]));

/** The action with this id. */
export function actionOf(id: string): Action | null {
  return BY_ID.get(id) ?? null;
}

function action(
  { id, group, title, help, words }: Pick<Command, 'id' | 'group' | 'title' | 'help' | 'words'>,
  {
    argument,
    ...does
  }: Pick<Action, 'unavailable' | 'run'> & { readonly argument: Action['argument'] | undefined },
): Action {
  return { id, group, title, help, words, keys: keysOf(id), ...(argument ? { argument } : {}), ...does };
}

/** An argument whose suggestions are about the session on the screen. */
function onScreen({ form, optional, suggestions }: CommandArgument): CommandArgument<Screen> {
  return {
    form,
    optional,
    suggestions: ({ target }, typed) => (target ? (suggestions?.(target, typed) ?? []) : []),
  };
}
