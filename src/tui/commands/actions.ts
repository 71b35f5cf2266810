import type { Command, CommandArgument, CommandGroup } from '../../debug/commands/command.ts';
import { DEBUG_COMMANDS } from '../../debug/commands/commands.ts';
import type { Debuggable } from '../../debug/session/debuggable.ts';
import { keysOf } from '../keys/key-map.ts';
import type { Controls } from './controls.ts';
import { VIEW_COMMANDS } from './view-commands.ts';

/** A command as a key, the footer and the help see it, whatever it works on. */
export interface Action {
  readonly id: string;
  readonly group: CommandGroup;
  /** What it is about, where that is not both calls and messages. */
  readonly product: Command['product'];
  readonly title: string;
  readonly help: string;
  readonly keys: readonly string[];
  /** How it is written at the prompt, `null` for what only has a key. */
  readonly words: string | null;
  readonly argument?: CommandArgument<Controls>;
  /** Works while the help, or a copied text, lies over the panes. */
  readonly overText: boolean;
  unavailable(screen: Controls): string | null;
  run(screen: Controls, argument?: string): string | null;
}

/** Why nothing can be done with the session before there is one. */
export const TOO_EARLY = 'the call is being placed';

/** Everything that can be done on this screen, the debugger's commands first. */
export const ACTIONS: readonly Action[] = [
  ...DEBUG_COMMANDS.map((command) =>
    action(command, {
      argument: command.argument && onScreen(command.argument),
      unavailable: ({ target }) => {
        if (!target) return TOO_EARLY;
        return whyNotHere(command, target.product) ?? command.unavailable(target);
      },
      run: (screen, argument) => {
        const { target } = screen;
        if (!target) return TOO_EARLY;
        // What is said is asked for in a field of its own.
        if (command.asks?.(target)) return screen.cannotPrompt ?? screen.openSpeech();
        return ran(screen, command, command.run(target, argument), argument);
      },
    }),
  ),
  ...VIEW_COMMANDS.map((command) =>
    action(command, {
      argument: command.argument,
      unavailable: (screen) =>
        (screen.target && whyNotHere(command, screen.target.product)) ?? command.unavailable(screen),
      run: (screen, argument) => command.run(screen, argument),
    }),
  ),
];

/** What is of use for what is debugged; everything before it is known what that is. */
export function actionsFor({ target }: Pick<Controls, 'target'>): readonly Action[] {
  return ACTIONS.filter(({ product }) => !target || product === undefined || product === target.product);
}

const BY_ID = new Map(ACTIONS.map((one) => [one.id, one]));

/** The action with this id. */
export function actionOf(id: string): Action | null {
  return BY_ID.get(id) ?? null;
}

type Described = Pick<Command, 'id' | 'group' | 'product' | 'title' | 'help' | 'words' | 'overText'>;

function action(
  { id, group, product, title, help, words, overText = false }: Described,
  {
    argument,
    ...does
  }: Pick<Action, 'unavailable' | 'run'> & { readonly argument: Action['argument'] | undefined },
): Action {
  const keys = keysOf(id);
  return {
    id,
    group,
    product,
    title,
    help,
    words,
    keys,
    overText,
    ...(argument ? { argument } : {}),
    ...does,
  };
}

/** Some commands are about calls, some about messages. */
function whyNotHere({ product }: Pick<Command, 'product'>, here: Debuggable['product']): string | null {
  if (product === undefined || (product === 'messaging') === (here === 'messaging')) return null;
  return here === 'messaging' ? 'this is for calls: here messages are written' : 'this is for messages';
}

/** Says what a command has done; what was selected belongs to the pair, or the message, before. */
function ran(screen: Controls, command: Command, refusal: string | null, argument = ''): string | null {
  const { target } = screen;
  if (refusal !== null || !target) return refusal;
  const remark = command.remark?.(target, argument) ?? null;
  if (remark !== null) screen.say(remark, 'plain');
  if (command.product === 'messaging') screen.revealNow();
  return null;
}

/** An argument whose suggestions are about the session on the screen. */
function onScreen({ form, optional, suggestions }: CommandArgument): CommandArgument<Controls> {
  return {
    form,
    optional,
    suggestions: ({ target }, typed) => (target ? (suggestions?.(target, typed) ?? []) : []),
  };
}
