import { readLine } from '../../debug/commands/command-line.ts';
import { hidesKeys } from '../../debug/session/leg-facts.ts';
import { actionOf, actionsFor } from '../commands/actions.ts';
import type { Controls } from '../commands/controls.ts';
import { commandOf, KEYPAD_KEYS } from '../keys/key-map.ts';
import { remembered } from '../prompt/remembered.ts';

/** Runs a line of the prompt; answers why not, or what went wrong, or `null`. A key's letter stands for its command. */
export function runWritten(line: string, screen: Controls): string | null {
  const text = line.trim();
  const id = text.length > 1 || KEYPAD_KEYS.test(text) ? null : commandOf(text, screen.target?.product);
  const known = id === null ? null : actionOf(id);
  const read = known
    ? ({ ok: true, command: known, argument: undefined } as const)
    : readLine(text, actionsFor(screen));
  if (!read.ok) return read.message;
  return read.command.unavailable(screen) ?? read.command.run(screen, read.argument);
}

/** The lines that Up recalls, with one more; the digits of a card are not among them. */
export function history(line: string, { target }: Controls, before: readonly string[]): readonly string[] {
  const secret = /^\s*press\b/i.test(line) && target?.leg && hidesKeys(target, target.leg);
  return secret ? before : remembered(line, before);
}
