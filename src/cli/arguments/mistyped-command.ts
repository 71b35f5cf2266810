import { existsSync } from 'node:fs';
import { nearestName } from '../../errors/nearest.ts';

/**
 * What to say of a first word that is no command, no file and no URL, but looks like a command or stands where one
 * would: it would be taken for a target. `null` when it may be one.
 */
export function mistypedCommand(args: readonly string[], commands: readonly string[]): string | null {
  const [word, next] = args;
  if (word === undefined || !/^[a-z]+$/i.test(word) || commands.includes(word) || existsSync(word))
    return null;
  const meant = nearestName(word, commands);
  if (meant !== null) return `${word} is not a command; did you mean twiml-debug ${meant} ?`;
  // A target stands alone, but for its options.
  if (next === undefined || next.startsWith('-')) return null;
  return `${word} is not a command; the commands are ${commands.join(', ')}`;
}
